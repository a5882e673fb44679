import type { FilingActionName, FilingView } from '@lianchuang/contract/filings';
import { noFileWaits } from '@lianchuang/db/attachments/write';
import type { Statement } from '@lianchuang/db/commit';
import { clockEnds, endsAt } from '@lianchuang/db/deadlines';
import { keepTexts, updateMember } from '@lianchuang/db/filings/write';
import { closeNotice } from '@lianchuang/db/notices/write';
import {
  commonText,
  decide,
  ownText,
  rolesOn,
  timedBy,
  type Decision,
  type Filing,
  type FilingCommand,
  type FilingMember,
} from '@lianchuang/domain/filings';
import { refuse, type Result } from '@lianchuang/domain/kernel';
import { policyOf } from '@lianchuang/domain/policies';
import type { SignedAsk } from '../http/context.ts';
import { factsFor, loadCase, type Case } from './case.ts';
import { openNotice } from './open-notice.ts';
import { registerConsortium } from './register-consortium.ts';
import { saveFiling, type Change } from './save.ts';

/** Changes that come from many hands at once and rest on the content hash, not on the version. */
const REPEATABLE: readonly FilingActionName[] = ['sign', 'refuse'];
const ATTEMPTS = 12;

type Also = Omit<Change, 'next' | 'action' | 'payload'> & { readonly decided?: Decision };

/** What is signed stays readable by its hashes, also when the filing goes on to say something else. */
function kept(ask: SignedAsk, filing: Filing, member: FilingMember): Statement[] {
  if (member.signature?.is !== 'signed') return [];
  const { commonHash = '', ownHash = '' } = member.signature;
  const texts = [
    { hash: commonHash, text: commonText(filing) },
    { hash: ownHash, text: ownText(filing, member) },
  ];
  return keepTexts(ask.db, filing, texts, ask.now);
}

/** What an action writes beside the filing: the member's row, the notice, the register. */
async function alsoWrites(
  ask: SignedAsk,
  before: Case,
  action: FilingActionName,
  decided: Decision,
): Promise<Result<Also>> {
  const { filing } = decided;
  const own = factsFor(ask, before.found.filing, before, ask.viewer).ownMember;
  switch (action) {
    case 'sign':
    case 'refuse': {
      const member = filing.members.find((each) => each.id === own?.id);
      const statements =
        member === undefined ? [] : [updateMember(ask.db, filing.id, member), ...kept(ask, filing, member)];
      return { ok: true, value: { statements } };
    }
    case 'submit':
    case 'resubmit':
      return { ok: true, value: { statements: [noFileWaits(ask.db, filing.id, ask.viewer.userId, ask.now)] } };
    case 'approve':
      return { ok: true, value: openNotice(ask, filing) };
    case 'reject':
    case 'close_publicity': {
      const statements: Statement[] = [closeNotice(ask.db, filing.id, ask.now)];
      return { ok: true, value: { statements } };
    }
    case 'register':
      return registerConsortium(ask, before, decided);
    default:
      return { ok: true, value: {} };
  }
}

/** Until when an action that is judged by its receipt has to come in, as the database will find it. */
function deadlineOf({ found: { filing } }: Case, action: FilingActionName): Pick<Also, 'deadline'> {
  const by = timedBy(action);
  if (by === null) return {};
  if (by === 'clock') return { deadline: clockEnds(filing.id) };
  const { window } = policyOf(filing.policy);
  return window === undefined ? {} : { deadline: endsAt(Date.parse(window.closesAt)) };
}

async function attempt(
  ask: SignedAsk,
  id: string,
  version: number | null | undefined,
  action: FilingActionName,
  body: Record<string, unknown>,
): Promise<Result<FilingView>> {
  const loaded = await loadCase(ask, id);
  if (!loaded.ok) return loaded;
  const before = loaded.value;
  const { filing } = before.found;
  if (version === null || (version !== undefined && version !== filing.version))
    return refuse({ code: 'stale-version' });
  const command = { ...body, action, by: ask.viewer.name } as FilingCommand;
  const decided = decide(filing, command, rolesOn(filing, ask.viewer), factsFor(ask, filing, before, ask.viewer));
  if (!decided.ok) return decided;
  const also = await alsoWrites(ask, before, action, decided.value);
  if (!also.ok) return also;
  const { decided: final = decided.value, ...change } = also.value;
  return saveFiling(ask, before, {
    ...change,
    ...deadlineOf(before, action),
    next: final.filing,
    action: final.event.action,
    payload: final.event.payload,
  });
}

/**
 * Performs one action of the life cycle. Signing is tried again when somebody else signed at the same moment: the content
 * hash, not the version, says what was signed. A registration is tried again when its serial was taken, and what
 * the database found too late, so that the decision says by how much.
 */
export async function actOnFiling(
  ask: SignedAsk,
  id: string,
  version: number | null | undefined,
  action: FilingActionName,
  body: Record<string, unknown>,
): Promise<Result<FilingView>> {
  for (let round = 1; ; round += 1) {
    const done = await attempt(ask, id, version, action, body);
    const lost = !done.ok && done.refusal.code === 'stale-version';
    const signedBeside = REPEATABLE.includes(action) && version === undefined;
    const cameLate = !done.ok && 'late' in done.refusal;
    const serialTaken = action === 'register' && !done.ok && 'constraint' in done.refusal;
    if (!lost || !(signedBeside || serialTaken || cameLate) || round >= ATTEMPTS) return done;
  }
}
