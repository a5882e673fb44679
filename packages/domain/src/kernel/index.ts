export { ok, refuse, type Ok, type Refused, type Refusal, type Result } from './result.ts';
export {
  addDays,
  dayFromNumber,
  dayNumber,
  dayOf,
  endOfDay,
  formatInstant,
  lastDayAfterMonths,
  parseDay,
  startOfDay,
  weekdayOf,
  type Day,
  type DayRefusal,
  type Instant,
} from './instant.ts';
export { ID_PREFIXES, idOf, isIdOf, type IdKind } from './id.ts';
export { fenFromWan, wanFromFen, type Fen, type MoneyRefusal } from './money.ts';
export {
  FICTIONAL_DIVISION,
  findJurisdiction,
  JURISDICTIONS,
  withAncestors,
  withDescendants,
  type Jurisdiction,
} from './jurisdiction.ts';
export { findTransition, stateAfter, type Guard, type Transition } from './workflow.ts';
export type { Locale, Words } from './words.ts';
