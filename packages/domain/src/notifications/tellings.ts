import type { Channel } from './notification.ts';

/** Who is told, by what they are to the case. Whoever did it is never told. */
export const AUDIENCES = [
  /** Everybody who writes for the lead. */
  'lead',
  /** Everybody who writes or signs for the member in question. */
  'this_member',
  /** The same, for each member. */
  'members',
  /** The same, for each member whose signature the change made void. */
  'voided_members',
  /** The same, for each member whose signature does not count now. */
  'unsigned_members',
  /** The same, for each member that the change brought in. */
  'new_members',
  /** Everybody who writes for the lead, unless the lead spoke. */
  'lead_of_talk',
  /** Members whom a word in the talk is for: those of the thread, of the clause, or all; never the one that spoke. */
  'members_of_talk',
  /** Who brought in the file, while still of a party. */
  'uploader',
  /** The office whose turn it is: clerks and directors. */
  'office',
  'directors',
  /** Recommenders of the lead's division. */
  'recommenders',
] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Only under this condition of the case as it stands after the event. */
export type Condition = 'all-signed' | 'not-all-signed' | 'turn-of-office' | 'turn-of-recommender' | 'known-to-lead';

/** Which page the one thing to do is done on. */
export type Opens = 'case' | 'sign' | 'board' | 'materials' | 'own-materials' | 'desk' | 'register';

export type Telling = {
  readonly kind: string;
  /** The event's action, as it goes on record. */
  readonly on: string;
  readonly to: Audience;
  readonly when?: Condition;
  /** Goes out at once, whatever somebody chose for the rest. */
  readonly urgent: boolean;
  /** Beside the product. */
  readonly channels: readonly Channel[];
  readonly opens: Opens;
};

const BOTH = ['mail', 'text'] as const;
const MAIL = ['mail'] as const;
const NONE = [] as const;

/**
 * Which event tells whom, on which channels, and whether it may wait. Urgent is what somebody has to do before a day passes or
 * what ends a case; a person whom two lines of one event name is told the first.
 */
// prettier-ignore
export const TELLINGS = [
  { kind: 'invited', on: 'filing.add_member', to: 'this_member', urgent: true, channels: BOTH, opens: 'sign' },
  { kind: 'invited', on: 'filing.add_members', to: 'new_members', urgent: true, channels: BOTH, opens: 'sign' },
  { kind: 'member-joined', on: 'filing.accept_invitation', to: 'lead', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'all-signed', on: 'filing.sign', to: 'lead', when: 'all-signed', urgent: true, channels: BOTH, opens: 'case' },
  { kind: 'member-signed', on: 'filing.sign', to: 'lead', when: 'not-all-signed', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'member-refused', on: 'filing.refuse', to: 'lead', urgent: true, channels: BOTH, opens: 'case' },
  { kind: 'sign-again', on: 'filing.edit', to: 'voided_members', urgent: true, channels: BOTH, opens: 'sign' },
  { kind: 'sign-again', on: 'filing.edit_member', to: 'voided_members', urgent: true, channels: BOTH, opens: 'sign' },
  { kind: 'sign-again', on: 'filing.add_member', to: 'voided_members', urgent: true, channels: BOTH, opens: 'sign' },
  { kind: 'sign-again', on: 'filing.add_members', to: 'voided_members', urgent: true, channels: BOTH, opens: 'sign' },
  { kind: 'sign-again', on: 'filing.remove_member', to: 'voided_members', urgent: true, channels: BOTH, opens: 'sign' },
  { kind: 'file-refused', on: 'filing.refuse_file', to: 'lead', urgent: true, channels: BOTH, opens: 'materials' },
  { kind: 'own-file-refused', on: 'filing.refuse_file', to: 'uploader', urgent: true, channels: BOTH, opens: 'own-materials' },
  { kind: 'file-refused', on: 'attachment.refuse', to: 'lead', when: 'known-to-lead', urgent: true, channels: BOTH, opens: 'materials' },
  { kind: 'own-file-refused', on: 'attachment.refuse', to: 'uploader', urgent: true, channels: BOTH, opens: 'own-materials' },
  { kind: 'sign-again', on: 'filing.attach_file', to: 'voided_members', urgent: true, channels: BOTH, opens: 'sign' },
  { kind: 'sign-again', on: 'filing.remove_file', to: 'voided_members', urgent: true, channels: BOTH, opens: 'sign' },
  { kind: 'sign-again', on: 'filing.refuse_file', to: 'voided_members', urgent: true, channels: BOTH, opens: 'sign' },
  { kind: 'member-commented', on: 'comment.add', to: 'lead_of_talk', urgent: false, channels: MAIL, opens: 'board' },
  { kind: 'commented', on: 'comment.add', to: 'members_of_talk', urgent: false, channels: MAIL, opens: 'sign' },
  { kind: 'reminded', on: 'filing.remind_member', to: 'this_member', urgent: true, channels: BOTH, opens: 'sign' },
  { kind: 'submitted', on: 'filing.submit', to: 'lead', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'submitted', on: 'filing.submit', to: 'members', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'to-recommend', on: 'filing.submit', to: 'recommenders', when: 'turn-of-recommender', urgent: false, channels: MAIL, opens: 'desk' },
  { kind: 'to-check', on: 'filing.submit', to: 'office', when: 'turn-of-office', urgent: false, channels: MAIL, opens: 'desk' },
  { kind: 'recommended', on: 'filing.recommend', to: 'lead', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'to-check', on: 'filing.recommend', to: 'office', urgent: false, channels: MAIL, opens: 'desk' },
  { kind: 'returned', on: 'filing.return', to: 'lead', urgent: true, channels: BOTH, opens: 'case' },
  { kind: 'correction-asked', on: 'filing.request_correction', to: 'lead', urgent: true, channels: BOTH, opens: 'case' },
  { kind: 'correction-due', on: 'filing.remind', to: 'lead', urgent: true, channels: BOTH, opens: 'case' },
  { kind: 'sign-waiting', on: 'filing.remind_signatures', to: 'unsigned_members', urgent: false, channels: BOTH, opens: 'sign' },
  { kind: 'signatures-waiting', on: 'filing.remind_signatures', to: 'lead', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'draft-waiting', on: 'filing.remind_draft', to: 'lead', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'correction-extended', on: 'filing.extend', to: 'lead', urgent: true, channels: MAIL, opens: 'case' },
  { kind: 'to-recommend', on: 'filing.resubmit', to: 'recommenders', when: 'turn-of-recommender', urgent: false, channels: MAIL, opens: 'desk' },
  { kind: 'to-check-again', on: 'filing.resubmit', to: 'office', when: 'turn-of-office', urgent: false, channels: MAIL, opens: 'desk' },
  { kind: 'lapsed', on: 'filing.lapse', to: 'lead', urgent: true, channels: BOTH, opens: 'case' },
  { kind: 'lapsed', on: 'filing.lapse', to: 'members', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'accepted', on: 'filing.accept', to: 'lead', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'in-review', on: 'filing.start_review', to: 'lead', urgent: false, channels: NONE, opens: 'case' },
  { kind: 'to-decide', on: 'filing.conclude_review', to: 'directors', urgent: false, channels: MAIL, opens: 'desk' },
  { kind: 'in-publicity', on: 'filing.approve', to: 'lead', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'in-publicity', on: 'filing.approve', to: 'members', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'rejected', on: 'filing.reject', to: 'lead', urgent: true, channels: BOTH, opens: 'case' },
  { kind: 'rejected', on: 'filing.reject', to: 'members', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'publicity-closed', on: 'filing.close_publicity', to: 'lead', urgent: false, channels: NONE, opens: 'case' },
  { kind: 'registered', on: 'filing.register', to: 'lead', urgent: true, channels: BOTH, opens: 'register' },
  { kind: 'registered', on: 'filing.register', to: 'members', urgent: false, channels: MAIL, opens: 'register' },
  { kind: 'withdrawn', on: 'filing.withdraw', to: 'members', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'withdrawn', on: 'filing.withdraw', to: 'lead', urgent: false, channels: MAIL, opens: 'case' },
  { kind: 'objected', on: 'notice.object', to: 'office', urgent: true, channels: MAIL, opens: 'desk' },
  { kind: 'objection-ruled', on: 'notice.rule', to: 'lead', urgent: false, channels: MAIL, opens: 'case' },
] as const satisfies readonly Telling[];

export type NotificationKind = (typeof TELLINGS)[number]['kind'];
