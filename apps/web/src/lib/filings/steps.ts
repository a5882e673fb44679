import type { FilingView } from '@lianchuang/contract/filings';
import { link } from '#lib/link.ts';
import { m } from '#lib/paraglide/messages.js';

/** The steps of a draft in their order; each is one address with one form. */
export const STEPS = [
  'basics',
  'members',
  'topics',
  'duties',
  'mechanisms',
  'plan',
  'statements',
  'materials',
  'check',
  'sign',
  'submit',
] as const;
export type Step = (typeof STEPS)[number];

type Words = { cell: () => string; title: () => string };
const words: Record<Step, Words> = {
  basics: { cell: m['apply.step.basics.cell'], title: m['apply.step.basics.title'] },
  members: { cell: m['apply.step.members.cell'], title: m['apply.step.members.title'] },
  topics: { cell: m['apply.step.topics.cell'], title: m['apply.step.topics.title'] },
  duties: { cell: m['apply.step.duties.cell'], title: m['apply.step.duties.title'] },
  mechanisms: { cell: m['apply.step.mechanisms.cell'], title: m['apply.step.mechanisms.title'] },
  plan: { cell: m['apply.step.plan.cell'], title: m['apply.step.plan.title'] },
  statements: { cell: m['apply.step.statements.cell'], title: m['apply.step.statements.title'] },
  materials: { cell: m['materials.step.cell'], title: m['materials.step.title'] },
  check: { cell: m['apply.step.check.cell'], title: m['apply.step.check.title'] },
  sign: { cell: m['apply.step.sign.cell'], title: m['apply.step.sign.title'] },
  submit: { cell: m['apply.step.submit.cell'], title: m['apply.step.submit.title'] },
};

export const stepCell = (step: Step): string => words[step].cell();
export const stepTitle = (step: Step): string => words[step].title();

/** The address of a step, of one field in it where that is named. */
export function stepHref(filingId: string, step: Step, field = ''): string {
  return link(`/apply/filings/${filingId}/${step}`) + (field === '' ? '' : `#${field}`);
}

/** Where somebody's words in a step belong on this device, with what a list of them says. */
export function placeOf(userId: string, filing: FilingView, step: Step) {
  const title = `${filing.consortiumName ?? m['apply.unnamed']()} · ${stepTitle(step)}`;
  return { userId, filingId: filing.id, step, href: stepHref(filing.id, step), title };
}

export function stepBefore(step: Step): Step | null {
  return STEPS[STEPS.indexOf(step) - 1] ?? null;
}

export function stepAfter(step: Step): Step | null {
  return STEPS[STEPS.indexOf(step) + 1] ?? null;
}
