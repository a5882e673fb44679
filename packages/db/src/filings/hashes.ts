import { commonText, ownText, signedText, type Filing, type PartHashes } from '@lianchuang/domain/filings';
import { sha256 } from '../ids.ts';

/** The hashes of what all members sign in common and of each member's own part. */
export async function partHashesOf(
  filing: Pick<Filing, 'policy' | 'lead' | 'content' | 'members' | 'attachments'>,
): Promise<PartHashes> {
  const own = filing.members.map(async (each) => [each.uscc, await sha256(ownText(filing, each))] as const);
  return { common: await sha256(commonText(filing)), own: Object.fromEntries(await Promise.all(own)) };
}

/** The filing with the hashes of what would be signed now. */
export async function rehashed(filing: Filing): Promise<Filing> {
  const [contentHash, partHashes] = await Promise.all([sha256(signedText(filing)), partHashesOf(filing)]);
  return { ...filing, contentHash, partHashes };
}
