import type { Instant } from '../kernel/index.ts';
import type { Viewer } from './organization.ts';

const HOURS = 3_600_000;
const DAYS = 24 * HOURS;

/**
 * How long somebody stays signed in: in all, and without doing anything. GB/T 22239-2019 asks for 登录连接超时自动退出 and names no
 * figure; these are our own, longer for applicants, who fill in one draft over days on their own phones.
 */
export const SESSION_LIVES = {
  applicant: { inAll: 7 * DAYS, idle: 3 * DAYS },
  officer: { inAll: 12 * HOURS, idle: 2 * HOURS },
} as const;

/** The session as it was begun and last used. */
export type SessionTimes = { readonly startedAt: Instant; readonly seenAt: Instant };

/** True when a session has to be begun anew; at the very instant it already has to. */
export function sessionOver(
  { startedAt, seenAt }: SessionTimes,
  viewer: Pick<Viewer, 'offices'>,
  now: Instant,
): boolean {
  const { inAll, idle } = SESSION_LIVES[viewer.offices.length > 0 ? 'officer' : 'applicant'];
  return now - startedAt >= inAll || now - seenAt >= idle;
}

const FRESH_FOR = 10 * 60_000;

/** Whether a session is so young that its sign-in still proves who sits there. */
export const justBegun = (startedAt: Instant | null, now: Instant): boolean =>
  startedAt !== null && now - startedAt < FRESH_FOR;

const NOTED_EVERY = 5 * 60_000;

/** Whether a use has to be noted: not each one, or every read would write. */
export const useToNote = ({ seenAt }: SessionTimes, now: Instant): boolean => now - seenAt >= NOTED_EVERY;

/**
 * What somebody showed last when a session began: a password that a code follows is one sign-in, by code. Of sessions that are
 * older than the log nobody knows.
 */
export const WAYS_IN = ['password', 'code', 'recovery-code', 'passkey', 'text', 'mail', 'unknown'] as const;
export type WayIn = (typeof WAYS_IN)[number];

/** A session as far as it tells who sits there: how and when it began, and whether a second factor is set up and was shown. */
export type ShownIn = {
  readonly startedAt: Instant | null;
  readonly how: WayIn | undefined;
  readonly enrolled: boolean;
  readonly proven: boolean;
};

/**
 * Whether somebody may set a password without the one before: after a sign-in of just now that did not take it, and, where a second
 * factor is set up, only once it was shown. Otherwise an open session would be enough to keep its owner out.
 */
export function resetsPassword({ startedAt, how, enrolled, proven }: ShownIn, now: Instant): boolean {
  const tookNone = how !== undefined && how !== 'password' && how !== 'unknown';
  return justBegun(startedAt, now) && tookNone && (proven || !enrolled);
}
