import type { ClockStep, CorrectionCode } from '@lianchuang/domain/filings';
import { m } from '#lib/paraglide/messages.js';

type Word = () => string;

export const whoWords = {
  applicant: m['admin.who.applicant'],
  office: m['admin.who.office'],
  recommender: m['admin.who.recommender'],
  public: m['admin.who.public'],
} satisfies Record<string, Word>;
export type Who = keyof typeof whoWords;

export const dueWords = {
  overdue: m['admin.due.overdue'],
  today: m['admin.due.today'],
  week: m['admin.due.week'],
  later: m['admin.due.later'],
  none: m['admin.due.none'],
} satisfies Record<string, Word>;
export type Due = keyof typeof dueWords;

const stepWords: Record<ClockStep, Word> = {
  recommendation: m['admin.step.recommendation'],
  acceptance: m['admin.step.acceptance'],
  correction: m['admin.step.correction'],
  review: m['admin.step.review'],
  decision: m['admin.step.decision'],
  publicity: m['admin.step.publicity'],
  registration: m['admin.step.registration'],
};

const codeWords: Record<CorrectionCode, Word> = {
  missing: m['admin.filing.code.missing'],
  unclear: m['admin.filing.code.unclear'],
  inconsistent: m['admin.filing.code.inconsistent'],
  against_rule: m['admin.filing.code.against_rule'],
  other: m['admin.filing.code.other'],
};

const say = (words: Record<string, Word>, value: string) => words[value]?.() ?? value;
const choices = (words: Record<string, Word>) =>
  Object.entries(words).map(([value, word]) => ({ value, text: word() }));

export const whoWord = (value: string) => say(whoWords, value);
export const dueWord = (value: string) => say(dueWords, value);
export const stepWord = (value: string) => say(stepWords, value);
export const codeWord = (value: string) => say(codeWords, value);
export const whoChoices = () => choices(whoWords);
export const dueChoices = () => choices(dueWords);
export const stepChoices = () => choices(stepWords);
export const codeChoices = () => choices(codeWords);
