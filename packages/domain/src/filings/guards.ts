import type { WorkingCalendar } from '../calendar/index.ts';
import { dayOf, endOfDay, formatInstant, type Guard, type Instant } from '../kernel/index.ts';
import { isBinding, type Evaluation, type PolicyVersion, type RuleFinding } from '../policies/index.ts';
import { publicityEnd } from '../calendar/index.ts';
import { unanswered } from './correction.ts';
import { extendedBy } from './extension.ts';
import type { WaitingFiles } from './files.ts';
import type { Filing, FilingMember } from './filing.ts';
import { owedMaterials } from './materials.ts';
import type { FilingRefusal } from './refusals.ts';
import { signatureState } from './signatures.ts';

/** What decisions rest on beside the filing itself; all passed in. */
export type FilingFacts = {
  readonly now: Instant;
  readonly calendar: WorkingCalendar;
  readonly policy: PolicyVersion;
  readonly check: Evaluation;
  /** Files that do not count yet, or no longer. */
  readonly filesWaiting: WaitingFiles;
  readonly objections: { readonly open: number; readonly upheld: number };
  /** The member for which the actor may sign, if any. */
  readonly ownMember: FilingMember | null;
  /** A demonstration cannot wait five working days: publicity may then be closed early, and the record says so. */
  readonly demonstration: boolean;
};

/** What is known of a filing from itself and its policy alone. */
export type Judged = Pick<FilingFacts, 'check' | 'policy'>;
const guard = <Facts = FilingFacts>(
  name: string,
  check: (filing: Filing, facts: Facts) => FilingRefusal | null,
): Guard<Filing, Facts> => ({ name, check });

const briefly = (findings: readonly Pick<RuleFinding, 'rule' | 'message'>[]) =>
  findings.map(({ rule, message }) => ({ id: rule.id, message }));

/** Signatures and materials have their own guards, so that the refusal can name the members. */
const isContentRule = (each: Pick<RuleFinding, 'rule'>): boolean =>
  isBinding(each.rule) && each.rule.kind !== 'signatures' && each.rule.kind !== 'material';

export const rulesMet = guard<Judged>('rules-met', (_, { check }) => {
  const unmet = check.rules.filter((each) => isContentRule(each) && each.outcome === 'not_met');
  const unknown = check.later.filter((each) => isContentRule(each) && each.rule.judged === 'computed');
  return unmet.length + unknown.length === 0
    ? null
    : { code: 'filing.rules-unmet', rules: briefly([...unmet, ...unknown]) };
});

export const materialsComplete = guard<Judged>('materials-complete', (filing, { check, policy }) => {
  const unmet = check.rules.flatMap(({ rule, outcome }) =>
    rule.kind === 'material' && outcome === 'not_met' ? [rule.parameters.material] : [],
  );
  return unmet.length === 0
    ? null
    : { code: 'filing.materials-missing', materials: owedMaterials(filing, policy, unmet) };
});

export const filesChecked = guard('files-checked', (_, { filesWaiting: { arriving, unchecked, unscanned } }) => {
  if (unchecked + unscanned > 0) return { code: 'filing.files-unchecked', count: unchecked + unscanned, unscanned };
  return arriving === 0 ? null : { code: 'filing.files-arriving', count: arriving };
});

export const shortfallsExplained = guard<Judged>('shortfalls-explained', (_, { check }) => {
  const silent = check.rules.filter((each) => each.outcome === 'waivable' && each.waiver === 'none');
  return silent.length === 0 ? null : { code: 'filing.waiver-missing', rules: briefly(silent) };
});

export const waiversGranted = guard('waivers-granted', (_, { check }) => {
  const pending = check.rules.filter((each) => each.outcome === 'waivable' && each.waiver !== 'granted');
  return pending.length === 0 ? null : { code: 'filing.waiver-not-granted', rules: briefly(pending) };
});

export const someRuleWaivable = guard('some-rule-waivable', (_, { check }) =>
  check.rules.some((each) => each.outcome === 'waivable' && each.waiver !== 'granted')
    ? null
    : { code: 'filing.waiver-not-possible', ruleId: '' },
);

export const allSigned = guard('all-signed', (filing) => {
  const missing = filing.members
    .map((member) => ({ id: member.id, name: member.name, state: signatureState(member, filing) }))
    .filter((each) => each.state !== 'current');
  return missing.length === 0 && filing.members.length > 0
    ? null
    : { code: 'filing.signatures-missing', members: missing };
});

/** Roles and member come from one viewer; a caller that mixes them up must not put an empty word on the record. */
export const signsForMember = (action: 'sign' | 'refuse') =>
  guard('signs-for-member', (_, { ownMember }) => (ownMember === null ? { code: 'not-allowed', action } : null));

export const notYetSigned = guard('not-yet-signed', (filing, { ownMember }) =>
  ownMember !== null && signatureState(ownMember, filing) === 'current' ? { code: 'filing.already-signed' } : null,
);

export const needsRecommendation = guard('needs-recommendation', (_, { policy }) =>
  policy.recommendation ? null : { code: 'filing.recommendation-not-used' },
);

export const needsNoRecommendation = guard('needs-no-recommendation', (_, { policy }) =>
  policy.recommendation ? { code: 'filing.recommendation-needed' } : null,
);

export const correctionInTime = guard('correction-in-time', (filing, { now }) => {
  const dueOn = filing.clock?.dueOn ?? null;
  return dueOn !== null && now >= endOfDay(dueOn) ? { code: 'filing.correction-overdue', dueOn } : null;
});

export const correctionOverdue = guard('correction-overdue', (filing, { now }) => {
  const dueOn = filing.clock?.dueOn ?? null;
  return dueOn !== null && now >= endOfDay(dueOn) ? null : { code: 'filing.correction-not-due', dueOn };
});

/** More time is given out of the days that the policy version allows; a version that names none allows none. */
export const extendable = guard('extendable', (filing, { policy }) => {
  const most = policy.clocks.correctionExtension ?? 0;
  const used = extendedBy(filing.correction?.extensions ?? []);
  if (filing.clock?.dueOn == null) return { code: 'calendar.year-not-loaded', year: filing.clock?.missingYear ?? 0 };
  return used < most ? null : { code: 'filing.extension-too-long', most, left: 0 };
});

export const itemsAnswered = guard('items-answered', (filing) => {
  const items = unanswered(filing);
  return items.length === 0 ? null : { code: 'filing.items-unanswered', items };
});

/** Half-open: the instant at which it closes is outside. */
export const windowOpen = guard('window-open', (_, { now, policy }) => {
  const { window } = policy;
  if (window === undefined) return null;
  const opensAt = Date.parse(window.opensAt);
  const closesAt = Date.parse(window.closesAt);
  if (now >= opensAt && now < closesAt) return null;
  const said = { opensAt: formatInstant(opensAt), closesAt: formatInstant(closesAt), now: formatInstant(now) };
  return { code: 'filing.window-closed', ...said };
});

/** A notice has to print its last day, so a year that is not loaded stops it. */
export const publicityCountable = guard('publicity-countable', (_, { now, calendar, policy }) => {
  const last = publicityEnd(calendar, dayOf(now), policy.clocks.publicity);
  return last.ok ? null : (last.refusal as FilingRefusal);
});

export const publicityOver = guard('publicity-over', (filing, { now, demonstration }) => {
  const publicity = filing.publicity;
  if (publicity === null || publicity.closedAt !== null) return { code: 'filing.publicity-closed' };
  return now >= endOfDay(publicity.lastDay) || demonstration
    ? null
    : { code: 'filing.publicity-running', lastDay: publicity.lastDay };
});

export const publicityClosed = guard('publicity-closed', (filing) =>
  filing.publicity?.closedAt == null ? { code: 'filing.publicity-not-closed' } : null,
);

export const objectionsRuled = guard('objections-ruled', (_, { objections }) => {
  if (objections.open > 0) return { code: 'filing.objection-open', objections: objections.open };
  return objections.upheld > 0 ? { code: 'filing.objection-upheld' } : null;
});
