import type { Transition } from '../kernel/index.ts';
import {
  ENDED,
  FILING_STATUSES,
  type Filing,
  type FilingAction,
  type FilingRole,
  type FilingStatus,
} from './filing.ts';
import {
  allSigned,
  correctionInTime,
  correctionOverdue,
  filesChecked,
  extendable,
  itemsAnswered,
  materialsComplete,
  needsNoRecommendation,
  needsRecommendation,
  notYetSigned,
  objectionsRuled,
  publicityClosed,
  publicityCountable,
  publicityOver,
  rulesMet,
  shortfallsExplained,
  signsForMember,
  someRuleWaivable,
  waiversGranted,
  windowOpen,
  type FilingFacts,
} from './guards.ts';

export type FilingTransition = Transition<FilingStatus, FilingAction, FilingRole, Filing, FilingFacts>;

const LEAD: FilingRole[] = ['lead_signatory'];
const OFFICE: FilingRole[] = ['clerk', 'director'];
const complete = [rulesMet, materialsComplete, filesChecked, shortfallsExplained, allSigned];
const backWhereItWas = (filing: Filing): FilingStatus => filing.correction?.returnTo ?? 'submitted';
const undecided = FILING_STATUSES.filter((each) => !ENDED.includes(each) && each !== 'in_publicity');

/** The life of a filing: state × action × role × guard, one line per transition. */
// prettier-ignore
export const FILING_TRANSITIONS: readonly FilingTransition[] = [
  { action: 'sign', from: ['draft', 'correction'], by: ['member_signatory'], to: 'same', guards: [signsForMember('sign'), notYetSigned], requires: ['contentHash'] },
  { action: 'refuse', from: ['draft', 'correction'], by: ['member_signatory'], to: 'same', guards: [signsForMember('refuse')], requires: ['reason'] },
  { action: 'waive', from: ['draft', 'correction'], by: ['lead_signatory', 'lead_editor'], to: 'same', guards: [someRuleWaivable], requires: ['ruleId', 'reason'] },
  { action: 'submit', from: ['draft'], by: LEAD, to: 'submitted', guards: [windowOpen, ...complete], requires: [] },
  { action: 'withdraw', from: undecided, by: LEAD, to: 'withdrawn', guards: [], requires: [] },
  { action: 'recommend', from: ['submitted'], by: ['recommender'], to: 'recommended', guards: [needsRecommendation], requires: [] },
  { action: 'return', from: ['submitted'], by: ['recommender'], to: 'draft', guards: [needsRecommendation], requires: ['reason'] },
  { action: 'request_correction', from: ['submitted'], by: OFFICE, to: 'correction', guards: [needsNoRecommendation], requires: ['items'] },
  { action: 'request_correction', from: ['recommended', 'accepted'], by: OFFICE, to: 'correction', guards: [], requires: ['items'] },
  { action: 'extend', from: ['correction'], by: OFFICE, to: 'same', guards: [correctionInTime, extendable], requires: ['reason'] },
  { action: 'answer_item', from: ['correction'], by: ['lead_signatory', 'lead_editor'], to: 'same', guards: [correctionInTime], requires: ['item', 'text'] },
  { action: 'resubmit', from: ['correction'], by: LEAD, to: backWhereItWas, guards: [correctionInTime, itemsAnswered, ...complete], requires: [] },
  { action: 'lapse', from: ['correction'], by: ['system'], to: 'lapsed', guards: [correctionOverdue], requires: [] },
  { action: 'accept', from: ['submitted'], by: OFFICE, to: 'accepted', guards: [needsNoRecommendation], requires: [] },
  { action: 'accept', from: ['recommended'], by: OFFICE, to: 'accepted', guards: [], requires: [] },
  { action: 'start_review', from: ['accepted'], by: OFFICE, to: 'in_review', guards: [], requires: [] },
  { action: 'conclude_review', from: ['in_review'], by: OFFICE, to: 'reviewed', guards: [], requires: ['opinion'] },
  { action: 'waive', from: ['submitted', 'recommended', 'accepted', 'in_review', 'reviewed'], by: OFFICE, to: 'same', guards: [someRuleWaivable], requires: ['ruleId', 'reason'] },
  { action: 'approve', from: ['reviewed'], by: ['director'], to: 'in_publicity', guards: [rulesMet, waiversGranted, allSigned, publicityCountable], requires: ['reason'] },
  { action: 'reject', from: ['submitted', 'recommended', 'accepted'], by: OFFICE, to: 'rejected', guards: [], requires: ['reason'] },
  { action: 'reject', from: ['in_review', 'reviewed', 'in_publicity'], by: ['director'], to: 'rejected', guards: [], requires: ['reason'] },
  { action: 'close_publicity', from: ['in_publicity'], by: OFFICE, to: 'same', guards: [publicityOver], requires: [] },
  { action: 'register', from: ['in_publicity'], by: OFFICE, to: 'registered', guards: [publicityClosed, objectionsRuled, rulesMet, waiversGranted, allSigned], requires: [] },
];

/** What an action is judged by at the instant at which it came in: the case’s clock, the window of its policy, or nothing. */
export function timedBy(action: FilingAction): 'clock' | 'window' | null {
  const guards = FILING_TRANSITIONS.filter((row) => row.action === action).flatMap((row) => row.guards);
  if (guards.includes(correctionInTime)) return 'clock';
  return guards.includes(windowOpen) ? 'window' : null;
}
