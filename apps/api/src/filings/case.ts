import { listFilesOf } from '@lianchuang/db/attachments/read';
import { listEventsOf, type EventRecord } from '@lianchuang/db/events/read';
import { findFiling, findTexts, type FoundFiling } from '@lianchuang/db/filings/read';
import { countObjections, findNoticeOfFiling, type NoticeRecord } from '@lianchuang/db/notices/read';
import type { Attachment } from '@lianchuang/domain/attachments';
import { publishedCalendar } from '@lianchuang/domain/calendar';
import {
  checkFiling,
  ownMember,
  waitingFiles,
  type Filing,
  type FilingFacts,
  type FilingRole,
} from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { Viewer } from '@lianchuang/domain/organizations';
import type { Ask, SignedAsk } from '../http/context.ts';
import { policyOf } from '@lianchuang/domain/policies';
import { voidHashes } from './voided.ts';

/** A filing with everything that deciding on it and showing it rests on, read once per request. */
export type Case = {
  readonly found: FoundFiling;
  readonly events: readonly Pick<
    EventRecord,
    'action' | 'at' | 'actorId' | 'actorName' | 'actorOrganization' | 'payload'
  >[];
  /** Every file of it, whoever may see it. */
  readonly files: readonly Attachment[];
  readonly notice: NoticeRecord | undefined;
  readonly objections: { readonly open: number; readonly upheld: number };
  /** What members signed whose signatures no longer count, by hash. */
  readonly texts: ReadonlyMap<string, string>;
};

const NONE = { open: 0, upheld: 0 };

/** Completes a filing that was already found for its viewer. */
export async function completeCase(ask: Ask, found: FoundFiling): Promise<Case> {
  const { id, publicity, consortiumId } = found.filing;
  const [events, files, notice, objections, texts] = await Promise.all([
    listEventsOf(ask.db, consortiumId === null ? [id] : [id, consortiumId]),
    listFilesOf(ask.db, id),
    publicity === null ? undefined : findNoticeOfFiling(ask.db, id),
    publicity === null ? NONE : countObjections(ask.db, id),
    findTexts(ask.db, id, voidHashes(found.filing)),
  ]);
  return { found, events, files, notice, objections, texts };
}

/** The case behind an id, for a viewer who may know of it. */
export async function loadCase(ask: SignedAsk, id: string): Promise<Result<Case>> {
  const found = await findFiling(ask.db, ask.viewer, id);
  return found === undefined ? refuse({ code: 'not-found' }) : ok(await completeCase(ask, found));
}

/** The facts of a decision on a filing as it stands, for one viewer. */
export function factsFor(
  ask: Ask,
  filing: Filing,
  of: Pick<Case, 'objections'> & Partial<Pick<Case, 'files'>>,
  viewer: Viewer | null,
): FilingFacts {
  const policy = policyOf(filing.policy);
  return {
    now: ask.now,
    calendar: publishedCalendar,
    policy,
    check: checkFiling(filing, policy),
    filesWaiting: waitingFiles(filing, of.files ?? [], { userId: viewer?.userId ?? null, now: ask.now }),
    objections: of.objections,
    ownMember: viewer === null ? null : ownMember(filing, viewer),
    demonstration: ask.demonstration,
  };
}

/** The name under which somebody acts on a filing: the organization, or the bureau. */
export function actsFor(filing: Filing, roles: ReadonlySet<FilingRole>, viewer: Viewer, office: string): string {
  if (roles.has('lead_viewer')) return filing.lead.name;
  return ownMember(filing, viewer)?.name ?? office;
}
