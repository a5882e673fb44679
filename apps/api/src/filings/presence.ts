import type { NotePresence, PresenceView } from '@lianchuang/contract/presence';
import { findFiling } from '@lianchuang/db/filings/read';
import { listPresent } from '@lianchuang/db/presence/read';
import { notePresence } from '@lianchuang/db/unlogged';
import { EDITABLE, rolesOn, type FilingRole } from '@lianchuang/domain/filings';
import { formatInstant, ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';

async function others({ db, viewer, now }: SignedAsk, id: string, knowsWho: boolean): Promise<Result<PresenceView>> {
  const present = await listPresent(db, id, viewer.userId, now);
  const shown = present.map(({ name, step, field, since }) =>
    knowsWho
      ? { name, step, field, since: formatInstant(since) }
      : { name: null, step: null, field: null, since: formatInstant(since) },
  );
  return ok({ others: knowsWho ? shown : shown.slice(0, 1) });
}

const PARTY: readonly FilingRole[] = ['lead_viewer', 'member_viewer'];

/** Who is writing in a draft: by name for the lead’s own people, that it is for members, nothing for offices. */
export async function presentOn(ask: SignedAsk, id: string): Promise<Result<PresenceView>> {
  const found = await findFiling(ask.db, ask.viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const roles = rolesOn(found.filing, ask.viewer);
  if (!PARTY.some((role) => roles.has(role))) return refuse({ code: 'not-allowed' });
  return others(ask, id, roles.has('lead_viewer'));
}

/** Says that the caller is writing, and answers who else is. */
export async function writingOn(
  ask: SignedAsk,
  id: string,
  { step, field }: NotePresence,
): Promise<Result<PresenceView>> {
  const found = await findFiling(ask.db, ask.viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { filing } = found;
  if (!rolesOn(filing, ask.viewer).has('lead_editor')) return refuse({ code: 'not-allowed' });
  if (!EDITABLE.includes(filing.status)) return refuse({ code: 'filing.not-editable', status: filing.status });
  await notePresence(ask.db, { filingId: id, userId: ask.viewer.userId, step, field: field ?? null }, ask.now);
  return others(ask, id, true);
}
