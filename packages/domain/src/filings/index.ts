export { admitMembers, MOST_MEMBERS } from './admit-members.ts';
export { partySignatures, receiptOfText, type PartySignature } from './agreement.ts';
export { ownMember, readsForOffice, rolesOn, SYSTEM_ROLES } from './actor.ts';
export { changesBetween, writtenIn, type PlaceChange } from './place-changes.ts';
export { startClock } from './clocks.ts';
export { changesInCommon, changesInOwn, changesSince, type Change } from './changes.ts';
export { isClause, mayResolve, MOST_COMMENTS, talksAbout } from './comments.ts';
export { checkFiling, subjectOf } from './composition.ts';
export { changesFor, decideEdit, isAnswered, isOpen, openPlaces, opensOf, unanswered } from './correction.ts';
export { extendedBy } from './extension.ts';
export {
  REMINDER_EVENTS,
  REMINDER_KINDS,
  reminderDue,
  remindsAt,
  type Reminder,
  type ReminderKind,
} from './reminders.ts';
export { liesIn, placesOf } from './places.ts';
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
  waitingFor,
  type Clock,
  type ClockStep,
  type Contribution,
  type ContributionKind,
  type Correction,
  type CorrectionCode,
  type CorrectionItem,
  type CorrectionRequest,
  type Extension,
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
  type PartHashes,
  type Place,
  type Plan,
  type Publicity,
  type Signature,
  type Topic,
  type Waiver,
  type Written,
} from './filing.ts';
export { materialPlaces, type MaterialPlace } from './materials.ts';
export {
  ARRIVING_MILLISECONDS,
  mayFetchFile,
  mayProvide,
  rolesOnFile,
  seesFile,
  waitingFiles,
  withFile,
  withoutFiles,
  type WaitingFiles,
} from './files.ts';
export type { FilingFacts } from './guards.ts';
export { NEXT_FOR_MEMBER, nextForMember, remindableFrom, type NextForMember } from './next-for-member.ts';
export { mayPassAs, PASS_DAYS, PASSED_ROLES, stronger, type PassedRole } from './passes.ts';
export { alignRows, isSame } from './align-rows.ts';
export { changedPart, mergeDrafts, type MergeConflict } from './merge.ts';
export { PRESENT_FOR } from './presence.ts';
export { LEFT_BEHIND, reuse, type LeftBehind } from './reuse.ts';
export { readMemberTable, TABLE_FIELDS, type MemberTable, type TableField, type TableRow } from './member-table.ts';
export { ACTION_WORDS, actionWords } from './action-words.ts';
export { NEXT_IN_CASE, nextInCase, type NextInCase } from './next-in-case.ts';
export { differing } from './differing.ts';
export { receiptsOf, type Receipt } from './receipts.ts';
export type { FilingRefusal } from './refusals.ts';
export {
  coverageIn,
  signatureOn,
  signaturesTouchedBy,
  signatureState,
  voidedIds,
  type Coverage,
  type SignatureState,
} from './signatures.ts';
export { mayPrintPage, signaturePagePlace, signaturePageText } from './signature-page.ts';
export {
  canonicalJson,
  commonText,
  ownText,
  signedText,
  type SignedContent,
  type SignedMember,
} from './signed-text.ts';
export { FILING_TRANSITIONS, timedBy, type FilingTransition } from './workflow.ts';
