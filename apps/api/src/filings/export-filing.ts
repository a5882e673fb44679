import type { CaseExport, ProofView } from '@lianchuang/contract/seals';
import { listEventsOf } from '@lianchuang/db/events/read';
import { findFiling } from '@lianchuang/db/filings/read';
import { countSealed, lastPublished } from '@lianchuang/db/seals/read';
import { readsForOffice, signedText } from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { caseExport, sealView } from '../wording/case-export.ts';
import type { Case } from './case.ts';
import { filingView } from './views.ts';

/**
 * The whole case as its reader sees it, with the proofs of its filing, notice and registration. Names, and what was said about
 * objections, are for the office that keeps the case; a party sees that it was said.
 */
export async function filingExport(ask: SignedAsk, of: Case): Promise<CaseExport> {
  const { filing } = of.found;
  const { actions: _, ...content } = filingView(ask, of);
  const subjects = [filing.id, of.notice?.id, filing.consortiumId].filter((each) => typeof each === 'string');
  const events = await listEventsOf(ask.db, subjects);
  const office = readsForOffice(filing, ask.viewer);
  const earlier = [...of.texts].map(([hash, text]) => ({ hash, text }));
  const signed = { subject: filing.id, text: signedText(filing), hash: filing.contentHash, earlier };
  return caseExport(ask, { content: { filing: content }, signed }, events, ({ subject }) => ({
    content: office || subject !== of.notice?.id,
    name: office,
  }));
}

/** What a page says about the proofs of a case, without the case itself. */
export async function filingProof(ask: SignedAsk, id: string): Promise<Result<ProofView>> {
  const found = await findFiling(ask.db, ask.viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const seal = await lastPublished(ask.db);
  const counts = await countSealed(ask.db, found.filing, seal?.size ?? 0);
  return ok({ ...counts, seal: seal === undefined ? null : sealView(seal), head: found.chainHash });
}
