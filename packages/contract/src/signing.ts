import { NEXT_FOR_MEMBER, PASSED_ROLES } from '@lianchuang/domain/filings';
import { CHANNELS } from '@lianchuang/domain/notifications';
import { z } from 'zod';
import { changeView } from './signatures.ts';
import { contact, line, prose } from './text.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
// Printed beside the text, so nothing invisible; which clauses there are the filing says.
const pointer = z
  .string()
  .max(120)
  .regex(/^[A-Za-z0-9_/-]*$/);

/** Which version was on the screen of somebody who is asked to sign it. */
export const NoteReading = z.strictObject({ contentHash: hash }).meta({ id: 'NoteReading' });
export const ReadingView = z
  .object({ version: z.number().int(), contentHash: hash, at: z.string() })
  .meta({ id: 'Reading' });
export type ReadingView = z.infer<typeof ReadingView>;

export const AddComment = z
  .strictObject({ pointer, text: prose(1000), threadId: z.string().max(100).optional() })
  .meta({ id: 'AddComment' });
export type AddComment = z.infer<typeof AddComment>;

const comment = z.object({
  id: z.string(),
  text: z.string(),
  at: z.string(),
  /** Empty once the person was erased. */
  by: z.string(),
  organization: z.string(),
  own: z.boolean(),
});
export const ThreadView = z
  .object({
    id: z.string(),
    pointer: z.string(),
    resolvedAt: z.string().nullable(),
    resolvedBy: z.string().nullable(),
    mayResolve: z.boolean(),
    comments: z.array(comment),
  })
  .meta({ id: 'Thread' });
export type ThreadView = z.infer<typeof ThreadView>;

export const PassOn = z
  .strictObject({ role: z.enum(PASSED_ROLES), email: line(254).pipe(z.email()), note: prose(200).optional() })
  .meta({ id: 'PassOn' });
export type PassOn = z.infer<typeof PassOn>;
export const PassView = z
  .object({
    role: z.enum(PASSED_ROLES),
    /** The address with its middle hidden. */
    to: z.string(),
    note: z.string().nullable(),
    link: z.string(),
    expiresAt: z.string(),
    usedAt: z.string().nullable(),
  })
  .meta({ id: 'Pass' });
export type PassView = z.infer<typeof PassView>;

export const SendInvitation = z.strictObject({ to: contact }).meta({ id: 'SendInvitation' });
export type SendInvitation = z.infer<typeof SendInvitation>;

/** An invitation that went out by mail or text, or did not; the address with its middle hidden. */
const sentInvitation = z.object({
  channel: z.enum(CHANNELS),
  to: z.string(),
  at: z.string(),
  state: z.enum(['waiting', 'sent', 'failed']),
});
export type SentInvitation = z.infer<typeof sentInvitation>;

const standing = z.object({
  memberId: z.string(),
  read: z.object({ version: z.number().int(), at: z.string(), by: z.string(), current: z.boolean() }).nullable(),
  openComments: z.number().int(),
  remindedAt: z.string().nullable(),
  /** When it may be reminded again; null when at once. */
  remindableFrom: z.string().nullable(),
  next: z.enum(NEXT_FOR_MEMBER),
  /** What last went out to it; for the lead alone. */
  invited: sentInvitation.nullable(),
});
export type MemberStanding = z.infer<typeof standing>;

/** How the signing stands for one party: what changed since it last looked, what is being talked about, and for the lead every member. */
export const SigningView = z
  .object({
    version: z.number().int(),
    contentHash: hash,
    /** What the caller's side last saw; `changes` is null where that text was not kept. */
    seen: ReadingView.extend({ changes: z.array(changeView).nullable() }).nullable(),
    /** All members for the lead, for a member its own entry. */
    members: z.array(standing),
    threads: z.array(ThreadView),
    /** In which roles the caller may bring a colleague into the member's organization. */
    mayPassAs: z.array(z.enum(PASSED_ROLES)),
    passes: z.array(PassView),
    /** The ways in which an invitation can be sent from here. */
    channels: z.array(z.enum(CHANNELS)),
  })
  .meta({ id: 'Signing' });
export type SigningView = z.infer<typeof SigningView>;
