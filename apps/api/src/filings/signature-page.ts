import { listEventsOf } from '@lianchuang/db/events/read';
import { findFiling } from '@lianchuang/db/filings/read';
import { mayPrintPage, receiptOfText } from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { pageHashOf } from '../wording/signature-pages.ts';
import type { SignaturePageOf } from './agreement/signature-page-pdf.ts';

/** What a party’s signature page says as the filing stands; `memberId` is null for the lead’s. */
export async function signaturePage(
  { db, viewer, origin }: SignedAsk,
  id: string,
  memberId: string | null,
): Promise<Result<SignaturePageOf>> {
  const found = await findFiling(db, viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { filing } = found;
  const hash = pageHashOf(filing, memberId);
  if (hash === null) return refuse({ code: 'not-found' });
  if (!mayPrintPage(filing, viewer, memberId)) return refuse({ code: 'not-allowed' });
  return ok({
    found,
    member: filing.members.find((each) => each.id === memberId) ?? null,
    receipt: receiptOfText(filing, await listEventsOf(db, [id])),
    hash,
    // No secret: whoever opens it signs in and has to be of this party or the lead.
    address: `${origin}/apply/filings/${id}/signature-page/${memberId ?? 'lead'}?v=${hash}`,
  });
}
