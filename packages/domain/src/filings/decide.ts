import { publicityEnd } from '../calendar/index.ts';
import { dayOf, endOfDay, findTransition, ok, refuse, stateAfter, type Result } from '../kernel/index.ts';
import { writtenIn } from './place-changes.ts';
import { clockFor, officeDaysLeft, startClock } from './clocks.ts';
import { itemsAsked, replied } from './correction.ts';
import {
  EDITABLE,
  type CorrectionRequest,
  type Filing,
  type FilingAction,
  type FilingRole,
  type FilingStatus,
  type Signature,
} from './filing.ts';
import { extended, type Longer } from './extension.ts';
import type { FilingFacts } from './guards.ts';
import type { FilingRefusal } from './refusals.ts';
import { signatureOn } from './signatures.ts';
import { FILING_TRANSITIONS } from './workflow.ts';

/** What somebody asks for, with the fields that the action requires. `by` is the name that goes on the record. */
export type FilingCommand = { readonly by: string } & (
  | { readonly action: 'sign'; readonly contentHash: string }
  | { readonly action: 'refuse' | 'return' | 'approve' | 'reject'; readonly reason: string }
  | {
      readonly action: 'request_correction';
      readonly items: readonly CorrectionRequest[];
      readonly workingDays?: number;
    }
  | ({ readonly action: 'extend'; readonly reason: string } & Longer)
  | { readonly action: 'answer_item'; readonly item: number; readonly text: string }
  | { readonly action: 'conclude_review'; readonly opinion: string }
  | { readonly action: 'waive'; readonly ruleId: string; readonly reason: string }
  | {
      readonly action:
        | 'submit'
        | 'withdraw'
        | 'recommend'
        | 'accept'
        | 'resubmit'
        | 'start_review'
        | 'close_publicity'
        | 'register'
        | 'lapse';
      readonly reason?: string;
    }
);

/** The event that goes on the record; `payload` holds what was said and decided, never a person's contact data. */
export type FilingEvent = { readonly action: `filing.${FilingAction}`; readonly payload: Record<string, unknown> };
export type Decision = { readonly filing: Filing; readonly event: FilingEvent };

const asRefusal = (found: 'not-allowed' | 'wrong-state', action: FilingAction, status: FilingStatus): FilingRefusal =>
  found === 'not-allowed' ? { code: 'not-allowed', action } : { code: 'filing.wrong-state', action, status };

function signed(filing: Filing, facts: FilingFacts, signature: Signature | null): Filing {
  return {
    ...filing,
    members: filing.members.map((each) => (each.id === facts.ownMember?.id ? { ...each, signature } : each)),
  };
}

const ownSignature = (filing: Filing, { ownMember, now }: FilingFacts, by: string): Signature | null =>
  ownMember === null ? null : signatureOn(filing, ownMember, { at: now, by });

function waived(
  filing: Filing,
  command: Extract<FilingCommand, { action: 'waive' }>,
  facts: FilingFacts,
): Result<Filing, FilingRefusal> {
  const { ruleId, reason, by } = command;
  const finding = facts.check.rules.find((each) => each.rule.id === ruleId);
  if (finding?.outcome !== 'waivable' || finding.waiver === 'granted') {
    return refuse({ code: 'filing.waiver-not-possible', ruleId });
  }
  const others = filing.waivers.filter((each) => each.ruleId !== ruleId);
  const asked = filing.waivers.find((each) => each.ruleId === ruleId);
  const byOffice = !EDITABLE.includes(filing.status);
  const request = asked ?? { ruleId, reason, requestedAt: facts.now, requestedBy: by, granted: null };
  const waiver = byOffice
    ? { ...request, granted: { reason, at: facts.now, by } }
    : { ...request, reason, requestedAt: facts.now, requestedBy: by, granted: null };
  return ok({ ...filing, waivers: [...others, waiver] });
}

/** A grant is given for the content as it stood; once the applicant may edit again, only the request remains. */
const asRequests = (waivers: Filing['waivers']): Filing['waivers'] =>
  waivers.map((each) => ({ ...each, granted: null }));

/** What an action changes beside the state and its clock. */
function applied(filing: Filing, command: FilingCommand, facts: FilingFacts): Result<Filing, FilingRefusal> {
  const { now, calendar, policy } = facts;
  switch (command.action) {
    case 'sign':
      if (command.contentHash !== filing.contentHash) {
        return refuse({ code: 'filing.content-changed', contentHash: filing.contentHash });
      }
      return ok(signed(filing, facts, ownSignature(filing, facts, command.by)));
    case 'refuse':
      return ok(signed(filing, facts, { is: 'refused', reason: command.reason, at: now, by: command.by }));
    case 'submit':
      return ok({ ...filing, submittedAt: now });
    case 'return':
      return ok({ ...filing, submittedAt: null, waivers: asRequests(filing.waivers) });
    case 'waive':
      return waived(filing, command, facts);
    case 'request_correction': {
      const items = itemsAsked(command.items, filing, policy);
      if (!items.ok) return items;
      const days = command.workingDays ?? policy.clocks.correction;
      const returnTo =
        filing.status === 'accepted' || filing.status === 'recommended' ? filing.status : ('submitted' as const);
      return ok({
        ...filing,
        waivers: asRequests(filing.waivers),
        correction: {
          items: items.value,
          before: writtenIn(filing),
          requestedAt: now,
          returnTo,
          officeDaysLeft: officeDaysLeft(filing, facts),
          answeredAt: null,
        },
        clock: startClock(calendar, 'correction', 'applicant', dayOf(now), days),
      });
    }
    case 'extend': {
      const most = policy.clocks.correctionExtension ?? 0;
      return extended(filing, command, { reason: command.reason, at: now }, { calendar, most });
    }
    case 'answer_item': {
      const correction = filing.correction && replied(filing.correction, { ...command, at: now });
      return correction === undefined
        ? refuse({ code: 'invalid-input', errors: [{ pointer: '/item', code: 'not-in-list' }] })
        : ok({ ...filing, correction });
    }
    case 'resubmit':
      return ok({
        ...filing,
        correction: filing.correction === null ? null : { ...filing.correction, answeredAt: now },
      });
    case 'conclude_review':
      return ok({ ...filing, opinion: command.opinion });
    case 'approve': {
      const first = dayOf(now);
      const last = publicityEnd(calendar, first, policy.clocks.publicity);
      if (!last.ok) return refuse(last.refusal);
      return ok({
        ...filing,
        decisionReason: command.reason,
        publicity: { firstDay: first, lastDay: last.value, closedAt: null },
        clock: {
          step: 'publicity',
          who: 'public',
          startedOn: first,
          workingDays: policy.clocks.publicity,
          dueOn: last.value,
          missingYear: null,
        },
      });
    }
    case 'reject':
      return ok({ ...filing, decisionReason: command.reason });
    case 'close_publicity':
      return ok({
        ...filing,
        publicity: filing.publicity === null ? null : { ...filing.publicity, closedAt: now },
        clock: startClock(calendar, 'registration', 'office', dayOf(now), policy.clocks.decision),
      });
    default:
      return ok(filing);
  }
}

function resumedClock(filing: Filing, next: FilingStatus, facts: FilingFacts): Filing['clock'] {
  const left = filing.correction?.officeDaysLeft ?? null;
  const fresh = clockFor(next, { ...filing, clock: null }, facts);
  if (left === null || fresh === null) return fresh;
  return startClock(facts.calendar, fresh.step, fresh.who, dayOf(facts.now), Math.max(left, 1));
}

/** What the record needs so that anybody can recompute what was signed. */
const signedParts = ({ partHashes, version }: Filing, { ownMember }: FilingFacts) => ({
  version,
  commonHash: partHashes.common,
  ownHash: ownMember === null ? null : (partHashes.own[ownMember.uscc] ?? null),
});

/** Only a demonstration gets this far before the last day is over. */
const closesEarly = ({ publicity }: Filing, { now }: FilingFacts): boolean =>
  publicity !== null && now < endOfDay(publicity.lastDay);

const KEEPS_CLOCK: readonly FilingAction[] = [
  'sign',
  'refuse',
  'waive',
  'request_correction',
  'extend',
  'answer_item',
  'approve',
  'close_publicity',
];

/**
 * Decides a command on a filing for somebody holding `roles`, at the instant in `facts`. Returns the filing as it then
 * stands and the event to record, or the refusal; saves nothing and reads no clock. The version is left to the writer.
 */
export function decide(
  filing: Filing,
  command: FilingCommand,
  roles: ReadonlySet<FilingRole>,
  facts: FilingFacts,
): Result<Decision, FilingRefusal> {
  const { action } = command;
  const found = findTransition(FILING_TRANSITIONS, filing, filing.status, action, roles, facts);
  if (found.row === null) {
    const { refusal } = found;
    return refuse(
      refusal === 'not-allowed' || refusal === 'wrong-state'
        ? asRefusal(refusal, action, filing.status)
        : (refusal as FilingRefusal),
    );
  }
  const changed = applied(filing, command, facts);
  if (!changed.ok) return changed;
  const status = stateAfter(found.row.to, filing, filing.status);
  const clock = KEEPS_CLOCK.includes(action)
    ? changed.value.clock
    : action === 'resubmit'
      ? resumedClock(filing, status, facts)
      : clockFor(status, filing, facts);
  const { by: _, action: __, ...said } = command;
  const payload = {
    ...said,
    from: filing.status,
    to: status,
    contentHash: filing.contentHash,
    ...(action === 'extend' ? { dueOn: clock?.dueOn, wasDueOn: filing.clock?.dueOn } : {}),
    ...(action === 'close_publicity' && closesEarly(filing, facts) ? { demonstration: true } : {}),
    ...(action === 'sign' || action === 'refuse'
      ? { member: facts.ownMember?.name ?? null, uscc: facts.ownMember?.uscc ?? null }
      : {}),
    ...(action === 'sign' ? signedParts(filing, facts) : {}),
  };
  return ok({ filing: { ...changed.value, status, clock }, event: { action: `filing.${action}`, payload } });
}

/** The actions open to somebody holding `roles` now, each with the fields that it requires; computed from the same table. */
export function allowedActions(
  filing: Filing,
  roles: ReadonlySet<FilingRole>,
  facts: FilingFacts,
): { readonly name: FilingAction; readonly requires: readonly string[] }[] {
  const names = [...new Set(FILING_TRANSITIONS.map((row) => row.action))];
  return names.flatMap((name) => {
    const found = findTransition(FILING_TRANSITIONS, filing, filing.status, name, roles, facts);
    return found.row === null ? [] : [{ name, requires: found.row.requires }];
  });
}
