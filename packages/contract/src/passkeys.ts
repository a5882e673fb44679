import { z } from 'zod';
import { line } from './text.ts';

const password = z.string().min(1).max(200);
const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);
const id = base64url(1400);

// What a browser sends of its own accord is read in part: its members grow with the specification.
const credential = { id, rawId: id, type: z.literal('public-key') };
const registered = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(4000),
    attestationObject: base64url(20_000),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(8)
      .default([]),
  }),
});
const signed = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(8000),
    signature: base64url(8000),
    userHandle: base64url(200).nullish(),
  }),
});

/** Adding is confirmed by whoever knows the password. */
export const BeginPasskey = z.strictObject({ password });
export const AddPasskey = z.strictObject({ name: line(40), credential: registered });
/** `confirm` asks for one of whoever is known already: by the session, or by a right password that waits for a second factor. */
export const BeginPasskeySignIn = z.strictObject({ confirm: z.boolean() });
export const EnterPasskey = z.strictObject({ credential: signed });
export const RemovePasskey = z.strictObject({ id: z.string().min(1).max(80), password });
export type RegisteredCredential = z.output<typeof registered>;
export type SignedCredential = z.output<typeof signed>;

export const PasskeyView = z
  .object({ id: z.string(), name: z.string(), addedAt: z.string(), usedAt: z.string().nullable() })
  .meta({ id: 'Passkey' });
export type PasskeyView = z.infer<typeof PasskeyView>;
export const PasskeyList = z.object({ items: z.array(PasskeyView) }).meta({ id: 'Passkeys' });
export type PasskeyList = z.infer<typeof PasskeyList>;
