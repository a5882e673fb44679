import { findTransition, ok, refuse, type Guard, type Instant, type Result, type Transition } from '../kernel/index.ts';
import type { Attachment, AttachmentState, Scan } from './attachment.ts';
import type { AttachmentRefusal } from './refusals.ts';

export const ATTACHMENT_ACTIONS = ['complete', 'check', 'attach', 'refuse', 'remove', 'expire'] as const;
export type AttachmentAction = (typeof ATTACHMENT_ACTIONS)[number];
/** The person with the ticket, somebody who answers for the same part of the filing, or the product itself. */
export const ATTACHMENT_ROLES = ['uploader', 'provider', 'system'] as const;
export type AttachmentRole = (typeof ATTACHMENT_ROLES)[number];

/** What decisions rest on beside the file itself; all passed in. */
export type AttachmentFacts = {
  readonly now: Instant;
  /** The filing is with its applicant: in any other state it stands as it was submitted. */
  readonly filingOpen: boolean;
  /** Whether this deployment takes files that nobody could scan. */
  readonly takesUnscanned: boolean;
};

type FileGuard = Guard<Attachment, AttachmentFacts>;
const guard = (
  name: string,
  check: (file: Attachment, facts: AttachmentFacts) => AttachmentRefusal | null,
): FileGuard => ({ name, check });

const filingOpen = guard('filing-open', (_, facts) => (facts.filingOpen ? null : { code: 'attachment.filing-closed' }));
const ticketInTime = guard('ticket-in-time', (file, { now }) =>
  now < file.ticketEndsAt ? null : { code: 'attachment.ticket-over' },
);
const ticketOver = guard('ticket-over', (file, { now }) =>
  now < file.ticketEndsAt ? { code: 'attachment.wrong-state', state: file.state } : null,
);
const scanned = guard('scanned', ({ scan }, { takesUnscanned }) =>
  isKnownSafe(scan, takesUnscanned) ? null : { code: 'attachment.being-checked' },
);

/** Whether a result of scanning lets a file into a filing; what is encrypted goes in with a mark that everybody sees. */
function isKnownSafe(scan: Scan, takesUnscanned: boolean): boolean {
  return scan === 'clean' || scan === 'unscannable' || (scan === 'not_scanned' && takesUnscanned);
}

/** Whether a file that has arrived stays where it is because no scanner was there for it, not because one is slow. */
export function isHeldUnscanned({ scan, tooLargeToScan }: Pick<Attachment, 'scan' | 'tooLargeToScan'>): boolean {
  return scan === 'not_scanned' && !tooLargeToScan;
}

type Row = Transition<AttachmentState, AttachmentAction, AttachmentRole, Attachment, AttachmentFacts>;

/** The life of a file: state × action × role × guard, one line per transition. */
// prettier-ignore
export const ATTACHMENT_TRANSITIONS: readonly Row[] = [
  { action: 'complete', from: ['uploading'], by: ['uploader'], to: 'stored', guards: [ticketInTime, filingOpen], requires: [] },
  { action: 'check', from: ['stored'], by: ['system'], to: 'checked', guards: [scanned], requires: [] },
  { action: 'attach', from: ['checked'], by: ['system'], to: 'attached', guards: [scanned, filingOpen], requires: [] },
  { action: 'refuse', from: ['stored', 'checked', 'attached'], by: ['system'], to: 'refused', guards: [], requires: [] },
  { action: 'remove', from: ['uploading', 'stored', 'checked', 'attached', 'refused'], by: ['uploader', 'provider'], to: 'removed', guards: [filingOpen], requires: [] },
  { action: 'expire', from: ['uploading'], by: ['system'], to: 'expired', guards: [ticketOver], requires: [] },
];

/** Decides one step for somebody holding `roles`: the file in its new state, or the refusal. */
export function decideAttachment(
  file: Attachment,
  action: AttachmentAction,
  roles: ReadonlySet<AttachmentRole>,
  facts: AttachmentFacts,
): Result<Attachment, AttachmentRefusal> {
  const { row, refusal } = findTransition(ATTACHMENT_TRANSITIONS, file, file.state, action, roles, facts);
  if (row !== null) return ok({ ...file, state: row.to as AttachmentState });
  if (refusal === 'not-allowed') return refuse({ code: 'not-allowed' });
  return refuse(
    refusal === 'wrong-state' ? { code: 'attachment.wrong-state', state: file.state } : (refusal as AttachmentRefusal),
  );
}

/** What somebody holding `roles` may do with a file now; computed from the same table. */
export function allowedOnAttachment(
  file: Attachment,
  roles: ReadonlySet<AttachmentRole>,
  facts: AttachmentFacts,
): AttachmentAction[] {
  return ATTACHMENT_ACTIONS.filter((action) => decideAttachment(file, action, roles, facts).ok);
}

const SYSTEM: ReadonlySet<AttachmentRole> = new Set(['system']);

/** Where a stored file comes to rest with what its scan says: as far on as the table lets the product take it. */
export function settled(file: Attachment, facts: AttachmentFacts): Attachment {
  if (file.scan === 'infected') {
    const refused = decideAttachment(file, 'refuse', SYSTEM, facts);
    return refused.ok ? { ...refused.value, refusedFor: 'infected' } : file;
  }
  const checked = decideAttachment(file, 'check', SYSTEM, facts);
  const at = checked.ok ? checked.value : file;
  const attached = decideAttachment(at, 'attach', SYSTEM, facts);
  return attached.ok ? attached.value : at;
}
