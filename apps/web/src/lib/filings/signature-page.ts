import type { AttachmentRow } from '@lianchuang/contract/attachments';
import type { FilingView } from '@lianchuang/contract/filings';
import { link } from '#lib/link.ts';

/** The lead’s place in addresses, where a member has its id. */
export const LEAD_PARTY = 'lead';

/** Where a party’s stamped page comes back; the code on the paper leads there too. */
export const signaturePageHref = (filingId: string, memberId: string | null): string =>
  link(`/apply/filings/${filingId}/signature-page/${memberId ?? LEAD_PARTY}`);

/** The page to print; the API names the file. */
export const signaturePagePdf = (filingId: string, memberId: string | null): string =>
  `/api/v1/filings/${filingId}/${memberId === null ? '' : `members/${memberId}/`}signature-page.pdf`;

/** Whether a party’s stamped page has come back: of the text as it stands, of an older one only, or not at all. */
export function scanState(
  { attachments }: Pick<FilingView, 'attachments'>,
  memberId: string | null,
): 'current' | 'old' | 'none' {
  const scans = attachments.filter(
    ({ page, state, memberId: of }: AttachmentRow) => page !== null && of === memberId && state === 'attached',
  );
  if (scans.length === 0) return 'none';
  return scans.some(({ page }) => page?.current) ? 'current' : 'old';
}

/** The beginning of a page's hash as it stands on paper. */
export const printedMark = (hash: string): string => hash.slice(0, 8);
