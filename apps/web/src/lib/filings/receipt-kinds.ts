import type { FilingView } from '@lianchuang/contract/filings';
import { m } from '#lib/paraglide/messages.js';

/** What came in, in words. */
export const receiptKinds: Record<FilingView['receipts'][number]['action'], () => string> = {
  submit: m['apply.receipt.submit'],
  resubmit: m['apply.receipt.resubmit'],
};
