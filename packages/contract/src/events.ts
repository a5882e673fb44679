import { WAYS_IN } from '@lianchuang/domain/organizations';
import { z } from 'zod';
import { page, paging } from './paging.ts';

export const EventView = z
  .object({
    id: z.string(),
    subject: z.string(),
    version: z.number().int(),
    jurisdiction: z.string(),
    action: z.string(),
    actor: z.object({ id: z.string().nullable(), name: z.string(), organization: z.string().nullable() }),
    at: z.string(),
    payload: z.record(z.string(), z.unknown()),
    previousHash: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEvent' });
export type EventView = z.infer<typeof EventView>;
export const EventPage = page(EventView).meta({ id: 'AuditEventPage' });
export const EventListQuery = z.strictObject({
  subject: z.string().max(80).optional(),
  actor: z.string().max(80).optional(),
  ...paging,
});
export type EventListQuery = z.infer<typeof EventListQuery>;

/** What somebody tried and was refused. Where nobody had signed in: a name for the address, and whose account was tried. */
export const RefusalView = z
  .object({
    id: z.string(),
    at: z.string(),
    requestId: z.string(),
    userId: z.string().nullable(),
    address: z.string().nullable(),
    triedUserId: z.string().nullable(),
    jurisdiction: z.string().nullable(),
    method: z.string(),
    path: z.string(),
    status: z.number().int(),
    code: z.string(),
  })
  .meta({ id: 'Refusal' });
export type RefusalView = z.infer<typeof RefusalView>;
export const RefusalPage = page(RefusalView).meta({ id: 'RefusalPage' });
export const RefusalListQuery = z.strictObject(paging);

/** A sign-in that went well. */
export const SignInView = z
  .object({
    id: z.string(),
    at: z.string(),
    userId: z.string(),
    jurisdiction: z.string().nullable(),
    how: z.enum(WAYS_IN),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'SignIn' });
export type SignInView = z.infer<typeof SignInView>;
export const SignInPage = page(SignInView).meta({ id: 'SignInPage' });
export const SignInListQuery = z.strictObject({ actor: z.string().max(80).optional(), ...paging });
