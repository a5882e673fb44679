import { CONTRIBUTION_KINDS, FUNDING_SOURCES, LEFT_BEHIND } from '@lianchuang/domain/filings';
import { findIndustry } from '@lianchuang/domain/industries';
import { ok, refuse } from '@lianchuang/domain/kernel';
import { MECHANISM_KINDS } from '@lianchuang/domain/policies';
import { z } from 'zod';
import { day, fen, line, parsed, prose } from './text.ts';

/** An industry that some jurisdiction’s list names. */
export const industryCode = parsed(
  (given) => (findIndustry(given) === undefined ? refuse({ code: 'filing.industry-unknown', given }) : ok(given)),
  'Industry code of the jurisdiction’s list, see the policy.',
);

export const topic = z.strictObject({
  title: line(120),
  objective: prose(1000).nullish(),
  indicators: prose(1000).nullish(),
});
export const mechanism = z.strictObject({ kind: z.enum(MECHANISM_KINDS), text: prose(2000) });
const milestone = z.strictObject({ title: line(200), dueOn: day, indicator: prose(500) });
const funding = z.strictObject({
  source: z.enum(FUNDING_SOURCES),
  year: z.number().int().min(2000).max(2199),
  amountFen: fen,
});
export const plan = z.strictObject({
  goals: prose(4000).nullish(),
  intellectualProperty: prose(4000).nullish(),
  talent: prose(4000).nullish(),
  diffusion: prose(4000).nullish(),
  milestones: z.array(milestone).max(60).optional(),
  funding: z.array(funding).max(60).optional(),
});
export const contribution = z.strictObject({
  kind: z.enum(CONTRIBUTION_KINDS),
  text: prose(1000),
  amountFen: fen.nullish(),
});

/** The earlier filing that this one was started from, for its lead, and what did not come over. */
export const startedFrom = z.object({ filingId: z.string(), left: z.array(z.enum(LEFT_BEHIND)) }).nullable();
