import { isDisabled } from '@lianchuang/db/accounts/read';
import { accounts, secondFactors, sessions, users, verifications } from '@lianchuang/db/accounts/table';
import type { Db } from '@lianchuang/db/client';
import { PASSWORD_LENGTHS } from '@lianchuang/domain/accounts';
import { cleanText } from '@lianchuang/domain/identifiers';
import { newId } from '@lianchuang/db/ids';
import { recordSignIn } from '@lianchuang/db/sign-ins/record';
import type { Instant } from '@lianchuang/domain/kernel';
import { SESSION_LIVES, type WayIn } from '@lianchuang/domain/organizations';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { now } from './clock.ts';
import { codeSessions, MAIL_SESSION_PATH, PHONE_SESSION_PATH } from './code-sessions.ts';
import type { Env } from './env.ts';
import { loggable } from './loggable.ts';
import { PASSKEY_SESSION_PATH, passkeySessions } from './passkey-session.ts';
import { passwordsOf } from './password.ts';
import { recoveryCodes } from './recovery-codes.ts';

/** Plain-http localhost is the only origin where a browser would drop a `Secure` cookie. */
const isPlainLocal = (origin: string): boolean => /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin);

/** The name of the cookie that a right password leaves until its code is entered. */
export const CHALLENGE_COOKIE = /^(__Host-)?second-step$/;

/** The cookie that ties a passkey's challenge to the browser that asked for it. */
export const passkeyCookie = (origin: string) =>
  ({
    name: isPlainLocal(origin) ? 'passkey' : '__Host-passkey',
    attributes: { httpOnly: true, sameSite: 'Strict', path: '/', secure: !isPlainLocal(origin) },
  }) as const;

/** Whereto codes go. */
export type CodeChannel = 'phone' | 'mail';

/** The cookie that ties a code on its way to the browser that asked for it. */
export const codeCookie = (origin: string, channel: CodeChannel) =>
  ({
    name: `${isPlainLocal(origin) ? '' : '__Host-'}${channel}-code`,
    attributes: { httpOnly: true, sameSite: 'Strict', path: '/', secure: !isPlainLocal(origin) },
  }) as const;

/** Whether an address has to be confirmed before its password signs in; a demonstration goes without, and tests of other things. */
export const confirmsFirst = ({ ENVIRONMENT, CONFIRM_FIRST }: Env): boolean =>
  ENVIRONMENT !== 'demo' && (ENVIRONMENT !== 'test' || CONFIRM_FIRST === 'true');

/** For how long a right password waits for its code. */
const CHALLENGE_SECONDS = 600;

/** A person's name stands in the record beside every act: one plain line, cleaned as every other name. */
function named<T extends { name?: unknown }>(user: T): Promise<{ data: T }> {
  if (user.name === undefined) return Promise.resolve({ data: user });
  const name = cleanText(String(user.name), { max: 100 });
  if (name.ok) return Promise.resolve({ data: { ...user, name: name.value } });
  throw new APIError('UNPROCESSABLE_ENTITY', { code: name.refusal.code, message: name.refusal.code });
}

/** A column of ours beside the library's own; nobody sends it. */
const ownColumn = { type: 'number', required: false, input: false } as const;

/** By what a session begins at each path of the library that begins one. */
const WAYS: Readonly<Record<string, WayIn>> = {
  '/sign-up/email': 'password',
  '/sign-in/email': 'password',
  '/two-factor/verify-totp': 'code',
  '/two-factor/verify-backup-code': 'recovery-code',
  [PASSKEY_SESSION_PATH]: 'passkey',
  [PHONE_SESSION_PATH]: 'text',
  [MAIL_SESSION_PATH]: 'mail',
};

/** After these a second factor is still to be shown. */
const ONE_FACTOR: readonly WayIn[] = ['password', 'text', 'mail'];

type Beginning = {
  userId: string;
  startedAt?: unknown;
  ipAddress?: string | null | undefined;
  userAgent?: string | null | undefined;
};

/** What is not on record has not begun: the row stands before the session does, and of the same instant. */
async function onRecord(
  db: Db,
  { userId, ipAddress, userAgent }: Beginning,
  how: WayIn | undefined,
  at: Instant,
): Promise<void> {
  if (how === undefined) throw new Error('a session of unknown beginning');
  await recordSignIn(db, { at, userId, how, address: ipAddress ?? null, userAgent: userAgent ?? null });
}

/** A session begins by this product's clock, and none for somebody who was shut out: the answer is that of a wrong password. */
async function begun<T extends Beginning>(db: Db, session: T, path: string | undefined) {
  if (await isDisabled(db, session.userId))
    throw new APIError('UNAUTHORIZED', { message: 'Invalid email or password', code: 'INVALID_EMAIL_OR_PASSWORD' });
  const how = WAYS[path ?? ''];
  const at = now();
  // The library copies the columns of a session that it replaces: whoever had one does not sign in.
  if (session.startedAt == null) await onRecord(db, session, how, at);
  const secondFactorAt = how === undefined || ONE_FACTOR.includes(how) ? null : at;
  return { data: { ...session, startedAt: at, seenAt: at, secondFactorAt } };
}

function build(env: Env, db: Db, origin: string) {
  const secure = !isPlainLocal(origin);
  return betterAuth({
    appName: '联创',
    baseURL: origin,
    basePath: '/api/auth',
    secret: env.BETTER_AUTH_SECRET,
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    // What stands beside a message may be an address or the values of a query.
    logger: {
      level: 'error',
      log: (_, message) => console.error(JSON.stringify({ at: 'auth', error: loggable(message) })),
    },
    // Faults come to the one place that logs them; the library would print the failed query with its values.
    onAPIError: { throw: true },
    database: drizzleAdapter(db.orm, {
      provider: 'sqlite',
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        twoFactor: secondFactors,
      },
    }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_LENGTHS.least,
      maxPasswordLength: PASSWORD_LENGTHS.most,
      // Confirmed by a code of ours; the library sends no letter.
      requireEmailVerification: confirmsFirst(env),
      password: passwordsOf(env),
    },
    user: {
      additionalFields: {
        disabledAt: ownColumn,
        phoneNumber: { type: 'string', required: false, input: false },
        phoneNumberVerified: { type: 'boolean', required: false, input: false },
      },
    },
    session: {
      expiresIn: SESSION_LIVES.applicant.inAll / 1000,
      // Nothing prolongs a session; http/session.ts ends it earlier by who holds it.
      disableSessionRefresh: true,
      // A removed session or role is gone at the next request.
      cookieCache: { enabled: false },
      additionalFields: { startedAt: ownColumn, seenAt: ownColumn, secondFactorAt: ownColumn },
    },
    // Counted in SQL by http/lockout.ts: the library's own counts live in one isolate.
    rateLimit: { enabled: false },
    // Counted in SQL by http/second-factor.ts, by the person and not by the challenge.
    plugins: [
      twoFactor({
        issuer: '联创',
        accountLockout: { enabled: false },
        twoFactorCookieMaxAge: CHALLENGE_SECONDS,
        backupCodeOptions: { storeBackupCodes: 'encrypted', customBackupCodesGenerate: recoveryCodes },
      }),
      passkeySessions,
      codeSessions,
    ],
    databaseHooks: {
      user: { create: { before: named }, update: { before: named } },
      session: { create: { before: (session, context) => begun(db, session, context?.path) } },
    },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: secure ? '__Host-session' : 'session',
          attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
        },
        two_factor: {
          name: secure ? '__Host-second-step' : 'second-step',
          attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
        },
      },
      // Any other header is what a client claims; outside production so is this one.
      ipAddress:
        env.ENVIRONMENT === 'production' ? { ipAddressHeaders: ['cf-connecting-ip'] } : { disableIpTracking: true },
      database: { generateId: () => newId('user') },
    },
  });
}

export type Auth = ReturnType<typeof build>;

const built = new Map<string, Auth>();

/** The auth instance for an origin, made once per isolate. */
export function authFor(env: Env, db: Db, origin: string): Auth {
  const known = built.get(origin);
  if (known !== undefined) return known;
  const fresh = build(env, db, origin);
  if (built.size < 4) built.set(origin, fresh);
  return fresh;
}
