import { sha256 } from '@lianchuang/db/ids';
import type { Quota } from '@lianchuang/db/quotas/quota';
import type { Instant } from '@lianchuang/domain/kernel';
import type { Env } from '../platform/env.ts';

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAY = 24 * HOURS;

/** How often something may be done in a stretch of seconds, and per whom. The figures are our own. */
export const LIMITS = {
  /** Wrong passwords for one account, whether it exists or not. */
  'sign-in.account': { most: 10, seconds: 15 * MINUTES },
  /** Wrong passwords from one address; an office shares one. */
  'sign-in.address': { most: 100, seconds: 15 * MINUTES },
  /** Wrong codes of one person, and wrong passwords where a code is set up or given up. */
  'second-factor.person': { most: 5, seconds: 15 * MINUTES },
  /** Passkeys asked for from one address and not shown; nobody can guess one, but each asking is kept for a while. */
  'passkey.address': { most: 300, seconds: 15 * MINUTES },
  /** Codes to phones and mailboxes from one address, whatever they are; an office shares one. How many one gets stands in one-time-codes.ts. */
  'one-time-code.address-hour': { most: 30, seconds: HOURS },
  'one-time-code.address-day': { most: 100, seconds: DAY },
  'sign-up.address': { most: 30, seconds: HOURS },
  /** Drafts begun by one organization. */
  'filing.start': { most: 100, seconds: DAY },
  /** Members invited by one organization, over all its drafts. */
  'filing.add_member': { most: 500, seconds: DAY },
  /** Links for colleagues made by one organization. */
  'organization.invite': { most: 50, seconds: DAY },
  /** Credit codes that one person asks about: enough for lists, too few to try them through. */
  'member.look_up': { most: 1000, seconds: DAY },
  /** Tickets for files of one person. */
  'attachment.begin': { most: 100, seconds: HOURS },
  /** Comments of one organization, over all its filings. */
  'filing.comment': { most: 300, seconds: DAY },
  /** Versions that one person notes to have seen. */
  'filing.read': { most: 1000, seconds: DAY },
  /** Links for colleagues of one organization. */
  'filing.pass_on': { most: 30, seconds: DAY },
  /** Invitations sent by mail or text: to one member, of one filing, by one person, and to one address whoever sends them. */
  'invitation.member': { most: 5, seconds: DAY },
  'invitation.filing': { most: 120, seconds: DAY },
  'invitation.person': { most: 200, seconds: DAY },
  'invitation.address': { most: 3, seconds: DAY },
  /** Objections to one notice from one address. */
  'notice.object': { most: 10, seconds: DAY },
} as const;
export type LimitName = keyof typeof LIMITS;

/** An audience may share one machine and one account; nobody else gets more. */
const FACTOR_IN_DEMONSTRATION = 100;

/** The most that an environment allows; whatever it is called, only a demonstration gets more than the figures above. */
export function mostOf(environment: Env['ENVIRONMENT'], name: LimitName): number {
  return LIMITS[name].most * (environment === 'demo' ? FACTOR_IN_DEMONSTRATION : 1);
}

export type Quotas = (name: LimitName, whom: string) => Promise<readonly Quota[]>;

/** For what the clock and the installation do. */
export const noQuotas: Quotas = () => Promise.resolve([]);

/** Under which name somebody stands in the database who is counted and must not be recognised. */
export async function countedAs(env: Pick<Env, 'BETTER_AUTH_SECRET'>, whom: string): Promise<string> {
  return (await sha256(`${env.BETTER_AUTH_SECRET} ${whom}`)).slice(0, 32);
}

/** Quotas of the stretch of time that is running. Whoever is counted stands in the database as a hash. */
export function quotasAt(env: Pick<Env, 'ENVIRONMENT' | 'BETTER_AUTH_SECRET'>, now: Instant): Quotas {
  return async (name, whom) => {
    const stretch = LIMITS[name].seconds * 1000;
    const startsAt = Math.floor(now / stretch) * stretch;
    const bucket = `${name} ${await countedAs(env, whom)}`;
    return [{ bucket, most: mostOf(env.ENVIRONMENT, name), startsAt, endsAt: startsAt + stretch }];
  };
}

/** The seconds that a refused caller has to wait. */
export const retryAfter = (until: Instant, now: Instant): string =>
  String(Math.max(1, Math.ceil((until - now) / 1000)));
