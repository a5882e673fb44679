import { m } from '#lib/paraglide/messages.js';
import { fenOf, wanTyped } from './money-words.ts';
import { PREFIXES, fieldOf, type FieldErrors, type Part } from './part.ts';
import { orNull, rowsOf, textsOf } from './typed-fields.ts';

const TEXTS = ['goals', 'intellectualProperty', 'talent', 'diffusion'] as const;
const MILESTONE = ['title', 'dueOn', 'indicator'] as const;
const FUNDING = ['source', 'year', 'amountFen'] as const;
export type MilestoneRow = Record<(typeof MILESTONE)[number], string>;
export type FundingRow = Record<(typeof FUNDING)[number], string>;
export type Plan = Record<(typeof TEXTS)[number], string> & { milestones: MilestoneRow[]; funding: FundingRow[] };

export const emptyMilestone = (): MilestoneRow => ({ title: '', dueOn: '', indicator: '' });
export const emptyFunding = (): FundingRow => ({ source: '', year: '', amountFen: '' });

function fundingBody(rows: FundingRow[], errors: FieldErrors) {
  return rows.map(({ source, year, amountFen }, row) => {
    const at = `plan.funding.${row}`;
    const { fen, wrong } = fenOf(amountFen);
    if (wrong) errors[`${at}.amountFen`] = wrong;
    else if (fen === null) errors[`${at}.amountFen`] = m['apply.plan.funding.amount.missing']();
    const digits = year.normalize('NFKC').trim();
    if (!/^\d{4}$/.test(digits)) errors[`${at}.year`] = m['apply.plan.funding.year.wrong']();
    return { source, year: Number(digits), amountFen: fen };
  });
}

export const plan: Part<Plan> = {
  step: 'plan',
  prefix: PREFIXES.plan,
  typed: (form) => ({
    ...textsOf(form, TEXTS, 'plan.'),
    milestones: rowsOf(form, 'plan.milestones', MILESTONE),
    funding: rowsOf(form, 'plan.funding', FUNDING),
  }),
  of: ({ plan: was }) => ({
    goals: was.goals ?? '',
    intellectualProperty: was.intellectualProperty ?? '',
    talent: was.talent ?? '',
    diffusion: was.diffusion ?? '',
    milestones: was.milestones.map(({ title, dueOn, indicator }) => ({ title, dueOn, indicator })),
    funding: was.funding.map(({ source, year, amountFen }) => ({
      source,
      year: String(year),
      amountFen: wanTyped(amountFen),
    })),
  }),
  edit(typed) {
    const errors: FieldErrors = {};
    typed.milestones.forEach(({ dueOn }, row) => {
      if (dueOn === '') errors[`plan.milestones.${row}.dueOn`] = m['apply.plan.milestone.due.missing']();
    });
    const body = {
      plan: {
        goals: orNull(typed.goals),
        intellectualProperty: orNull(typed.intellectualProperty),
        talent: orNull(typed.talent),
        diffusion: orNull(typed.diffusion),
        milestones: typed.milestones,
        funding: fundingBody(typed.funding, errors),
      },
    };
    return { edits: [{ path: '', body, field: fieldOf }], errors };
  },
  spare: (typed) => ({
    ...typed,
    milestones: [...typed.milestones, emptyMilestone()],
    funding: [...typed.funding, emptyFunding()],
  }),
};

/** Totals by year and altogether of what can be read so far. */
export function fundingTotals(rows: readonly FundingRow[]): { years: { year: string; fen: number }[]; fen: number } {
  const years = new Map<string, number>();
  let total = 0;
  for (const { year, amountFen } of rows) {
    const fen = fenOf(amountFen).fen ?? 0;
    total += fen;
    if (year.trim() !== '') years.set(year.trim(), (years.get(year.trim()) ?? 0) + fen);
  }
  return {
    years: [...years].map(([year, fen]) => ({ year, fen })).sort((a, b) => (a.year < b.year ? -1 : 1)),
    fen: total,
  };
}
