import type { FilingView } from '@lianchuang/contract/filings';
import type { RuleView } from '@lianchuang/contract/policies';
import { askedBy } from './statements.ts';
import { missingOf } from './missing.ts';
import { placeOfPointer } from './mend.ts';
import { STEPS, type Step } from './steps.ts';

const filled = (text: string | null): boolean => text !== null && text.trim() !== '';

/** Which steps have what the policy wants of them. */
function doneSteps(filing: FilingView, rules: readonly RuleView[]): Record<Step, boolean> {
  const missing = missingOf(filing, rules);
  const lacks = (step: Step) => missing.some((each) => each.place?.step === step);
  const { members, plan, declarations } = filing;
  const has: Record<Step, boolean> = {
    basics: filled(filing.consortiumName) && filled(filing.industryCode) && filing.validityMonths !== null,
    members: members.length > 0,
    topics: filing.topics.length > 0,
    duties: members.length > 0 && members.every((each) => filled(each.duties)),
    mechanisms: filing.mechanisms.length > 0,
    plan: filled(plan.goals) && plan.milestones.length > 0 && plan.funding.length > 0,
    statements: askedBy(rules).every(({ key }) => filled(String(declarations[key] ?? ''))),
    materials: filing.attachments.some(({ state }) => state === 'attached'),
    check: missing.every((each) => each.place?.step === 'sign'),
    sign: members.length > 0 && !lacks('sign'),
    submit: filing.submittedAt !== null && missing.length === 0,
  };
  return Object.fromEntries(STEPS.map((step) => [step, has[step] && !lacks(step)])) as Record<Step, boolean>;
}

/** How each step stands: done, or to be mended because the bureau asked for it. */
export function stepStates(filing: FilingView, rules: readonly RuleView[]): Record<Step, 'done' | 'fix' | null> {
  const done = doneSteps(filing, rules);
  const open = filing.correction !== null && filing.correction.answeredAt === null ? filing.correction.items : [];
  const asked = new Set(open.flatMap(({ opens }) => (opens === null ? [] : [placeOfPointer(opens, filing).step])));
  return Object.fromEntries(
    STEPS.map((step) => [step, asked.has(step) ? 'fix' : done[step] ? 'done' : null]),
  ) as Record<Step, 'done' | 'fix' | null>;
}

/** Steps that may stay empty: nothing there stops a filing, or a rule says so. */
const OPTIONAL: readonly Step[] = ['statements', 'materials'];

/** Where to go on: the first step that still wants something. */
export function nextStep(filing: FilingView, rules: readonly RuleView[]): Step {
  const states = stepStates(filing, rules);
  const lacking = new Set(missingOf(filing, rules).map((each) => each.place?.step));
  return (
    STEPS.find((step) => states[step] === 'fix') ??
    STEPS.find((step) => states[step] === null && (!OPTIONAL.includes(step) || lacking.has(step))) ??
    'submit'
  );
}
