export { ownMember, readsForOffice, rolesOn, SYSTEM_ROLES } from './actor.ts';
export { startClock } from './clocks.ts';
export { checkFiling, subjectOf } from './composition.ts';
export { allowedActions, decide, type Decision, type FilingCommand, type FilingEvent } from './decide.ts';
export {
  CLOCK_STEPS,
  CONTRIBUTION_KINDS,
  CORRECTION_CODES,
  EDITABLE,
  EMPTY_CONTENT,
  ENDED,
  FILING_ACTIONS,
  FILING_ROLES,
  FILING_STATUSES,
  FUNDING_SOURCES,
  SEEN_BY_OFFICE,
  signatureState,
  waitingFor,
  type Clock,
  type ClockStep,
  type Contribution,
  type ContributionKind,
  type Correction,
  type CorrectionCode,
  type CorrectionItem,
  type Filing,
  type FilingAction,
  type FilingContent,
  type FilingMember,
  type FilingRole,
  type FilingStatus,
  type Funding,
  type FundingSource,
  type Mechanism,
  type Milestone,
  type Plan,
  type Publicity,
  type Signature,
  type SignatureState,
  type Topic,
  type Waiver,
} from './filing.ts';
export type { FilingFacts } from './guards.ts';
export { LEFT_BEHIND, reuse, type LeftBehind } from './reuse.ts';
export { ACTION_WORDS, actionWords } from './action-words.ts';
export { receiptsOf, type Receipt } from './receipts.ts';
export type { FilingRefusal } from './refusals.ts';
export { canonicalJson, signedText } from './signed-text.ts';
export { FILING_TRANSITIONS, type FilingTransition } from './workflow.ts';
