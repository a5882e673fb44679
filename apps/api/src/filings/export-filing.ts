import type { CaseExport } from '@lianchuang/contract/seals';
import { listEventsOf } from '@lianchuang/db/events/read';
import { signedText } from '@lianchuang/domain/filings';
import type { SignedAsk } from '../http/context.ts';
import { caseExport } from '../wording/case-export.ts';
import type { Case } from './case.ts';
import { filingView } from './views.ts';

/** The whole case as its reader sees it, with the proofs of its filing, notice and registration. Only the office sees names. */
export async function filingExport(ask: SignedAsk, of: Case): Promise<CaseExport> {
  const { filing } = of.found;
  const { actions: _, ...content } = filingView(ask, of);
  const subjects = [filing.id, of.notice?.id, filing.consortiumId].filter((each) => typeof each === 'string');
  const events = await listEventsOf(ask.db, subjects);
  const name = ask.viewer.offices.length > 0;
  const signed = { subject: filing.id, text: signedText(filing), hash: filing.contentHash };
  return caseExport(ask, { content: { filing: content }, signed }, events, () => ({ content: true, name }));
}
