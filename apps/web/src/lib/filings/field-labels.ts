import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';

type Label = (number: number) => string;

const inRow = (row: (inputs: { number: number }) => string, field: () => string): Label => {
  return (number) => `${row({ number })} ${field()}`;
};

/** Which words stand above a field, by its id; a row's number comes from the id. */
const labels: readonly [RegExp, Label][] = [
  [/^consortiumName$/, () => m['apply.basics.name.label']()],
  [/^summary$/, () => m['apply.basics.summary.label']()],
  [/^industryCode$/, () => m['apply.basics.industry.label']()],
  [/^divisionCode$/, () => m['apply.basics.division.label']()],
  [/^validityMonths$/, () => m['apply.basics.months.label']()],
  [/^topics\.(\d+)$/, (number) => m['apply.topics.row']({ number })],
  [/^plan\.milestones\.(\d+)$/, (number) => m['apply.plan.milestone.row']({ number })],
  [/^plan\.funding\.(\d+)$/, (number) => m['apply.plan.funding.row']({ number })],
  [/contributions\.(\d+)$/, (number) => m['apply.duties.contribution.row']({ number })],
  [/^topics\.(\d+)\.title$/, inRow(m['apply.topics.row'], m['apply.topics.title.label'])],
  [/^topics\.(\d+)\.objective$/, inRow(m['apply.topics.row'], m['apply.topics.objective.label'])],
  [/^topics\.(\d+)\.indicators$/, inRow(m['apply.topics.row'], m['apply.topics.indicators.label'])],
  [/^members\.\d+\.duties$/, () => m['apply.members.duties.label']()],
  [/contributions\.(\d+)\.kind$/, inRow(m['apply.duties.contribution.row'], m['apply.duties.contribution.kind'])],
  [/contributions\.(\d+)\.text$/, inRow(m['apply.duties.contribution.row'], m['apply.duties.contribution.text'])],
  [
    /contributions\.(\d+)\.amountFen$/,
    inRow(m['apply.duties.contribution.row'], m['apply.duties.contribution.amount']),
  ],
  [/^plan\.goals$/, () => m['apply.plan.goals.label']()],
  [/^plan\.intellectualProperty$/, () => m['apply.plan.ip.label']()],
  [/^plan\.talent$/, () => m['apply.plan.talent.label']()],
  [/^plan\.diffusion$/, () => m['apply.plan.diffusion.label']()],
  [/^plan\.milestones\.(\d+)\.title$/, inRow(m['apply.plan.milestone.row'], m['apply.plan.milestone.title'])],
  [/^plan\.milestones\.(\d+)\.dueOn$/, inRow(m['apply.plan.milestone.row'], m['apply.plan.milestone.due.label'])],
  [
    /^plan\.milestones\.(\d+)\.indicator$/,
    inRow(m['apply.plan.milestone.row'], m['apply.plan.milestone.indicator.label']),
  ],
  [/^plan\.funding\.(\d+)\.year$/, inRow(m['apply.plan.funding.row'], m['apply.plan.funding.year.label'])],
  [/^plan\.funding\.(\d+)\.source$/, inRow(m['apply.plan.funding.row'], m['apply.plan.funding.source'])],
  [/^plan\.funding\.(\d+)\.amountFen$/, inRow(m['apply.plan.funding.row'], m['apply.plan.funding.amount.label'])],
  [/^uscc$/, () => m['apply.uscc.label']()],
  [/^name$/, () => m['apply.members.name.label']()],
  [/^kind$/, () => m['apply.kind.label']()],
  [/^chainPosition$/, () => m['apply.members.position.label']()],
  [/^duties$/, () => m['apply.members.duties.label']()],
  [/^(province|prefecture|county)$/, () => m['apply.organization.division.legend']()],
];

export function fieldLabel(field: string): string {
  if (field.startsWith('mechanisms.')) return label('mechanism', field.slice('mechanisms.'.length) as never);
  for (const [pattern, words] of labels) {
    const match = pattern.exec(field);
    if (match) return words(Number(match[1] ?? 0) + 1);
  }
  return '';
}

/** The lines of an error summary: which field, what is wrong, and the way to it. */
export function errorLines(errors: Record<string, string>): { href: string; text: string }[] {
  return Object.entries(errors).map(([field, text]) => {
    const words = fieldLabel(field);
    return { href: `#${field}`, text: words === '' ? text : m['apply.error_line']({ field: words, text }) };
  });
}
