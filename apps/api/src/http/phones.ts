import { EnterOneTimeCode, type PhoneCodeSent } from '@lianchuang/contract/one-time-codes';
import { BeginPhone, RemovePhone } from '@lianchuang/contract/phones';
import { findByPhone, findPhone, hasPassword, setPhone } from '@lianchuang/db/accounts/ways-in';
import { maskContact } from '@lianchuang/domain/identifiers';
import { justBegun } from '@lianchuang/domain/organizations';
import { changedWaysIn } from './account-record.ts';
import type { ApiContext } from './context.ts';
import { enteredCode, provenContact, sendCode } from './one-time-codes.ts';
import { problem, told } from './problems.ts';
import { counted, knowsPassword } from './second-factor.ts';
import { reading } from './valid.ts';

/** A number is given or changed by whoever just showed who they are: the password, or, without one, a sign-in of just now. */
export const beginPhone = counted(BeginPhone, async (c, { phone, password }, userId) => {
  const { db, now } = c.get('ask');
  const isFresh = (await hasPassword(db, userId))
    ? password !== undefined && (await knowsPassword(c, password))
    : justBegun(c.get('sessionStartedAt'), now);
  if (!isFresh) return problem(c, { code: password === undefined ? 'sign-in-not-fresh' : 'password-wrong' });
  const done = await sendCode(c, { contact: phone, purpose: 'phone-binding', userId });
  if (!done.ok) return told(c, done.refusal);
  const { contact, ...when } = done.value;
  return c.json({ phone: contact, ...when } satisfies PhoneCodeSent);
});

function kept(c: ApiContext, userId: string, phone: string | null): Promise<void> {
  const action = phone === null ? 'account.phone-removed' : 'account.phone-set';
  const person = { id: userId, name: c.get('user')?.name ?? '' };
  return changedWaysIn(c, person, { action, statements: [setPhone(c.get('ask').db, userId, phone)] });
}

/** The number becomes the account's once its code was entered; the one before is gone. */
export const bindPhone = reading(EnterOneTimeCode, async (c, { code }) => {
  const { db } = c.get('ask');
  const userId = c.get('user')?.id ?? '';
  const done = await enteredCode(c, 'phone-binding', code);
  if (!done.ok) return told(c, done.refusal);
  const proof = await provenContact(c, 'phone-binding');
  if (proof?.userId !== userId) return problem(c, { code: 'phone.code-gone' });
  const holder = await findByPhone(db, proof.contact);
  if (holder !== undefined && holder.id !== userId) return problem(c, { code: 'phone.taken' });
  await kept(c, userId, proof.contact);
  return c.json({ phone: maskContact(proof.contact) });
});

/** Taken away only from whoever has another way in. */
export const removePhone = counted(RemovePhone, async (c, { password }, userId) => {
  const { db } = c.get('ask');
  if (!(await hasPassword(db, userId))) return problem(c, { code: 'phone.only-way-in' });
  if (!(await knowsPassword(c, password))) return problem(c, { code: 'password-wrong' });
  if ((await findPhone(db, userId)) !== null) await kept(c, userId, null);
  return c.json({ phone: null });
});
