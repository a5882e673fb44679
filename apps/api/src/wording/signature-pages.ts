import { createHash } from 'node:crypto';
import { signaturePagePlace, signaturePageText, type Filing } from '@lianchuang/domain/filings';
import { policyOf } from '@lianchuang/domain/policies';

/** What a party’s printed signature page names as the filing stands; null where there is no such party, or no place for its page. */
export function pageHashOf(filing: Filing, memberId: string | null): string | null {
  if (signaturePagePlace(policyOf(filing.policy), memberId) === undefined) return null;
  const member = memberId === null ? null : filing.members.find(({ id }) => id === memberId);
  if (member === undefined) return null;
  return createHash('sha256').update(signaturePageText(filing, member)).digest('hex');
}
