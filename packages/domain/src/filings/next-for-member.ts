import type { Instant } from '../kernel/index.ts';
import type { SignatureState } from './signatures.ts';

/** What the lead can do about one member, in the order in which it matters. */
export const NEXT_FOR_MEMBER = [
  'settle',
  'answer',
  'send_link',
  'sign_again',
  'remind_to_read',
  'remind_to_sign',
  'nothing',
] as const;
export type NextForMember = (typeof NEXT_FOR_MEMBER)[number];

type Standing = {
  readonly joined: boolean;
  readonly signature: SignatureState;
  /** Whether somebody of the member has seen the version that stands. */
  readonly hasRead: boolean;
  readonly openComments: number;
};

/** The one next thing for the lead to do about a member: a refusal is settled first, open questions are answered before anybody is urged. */
export function nextForMember({ joined, signature, hasRead, openComments }: Standing): NextForMember {
  if (signature === 'refused') return 'settle';
  if (openComments > 0) return 'answer';
  if (signature === 'current') return 'nothing';
  if (!joined) return 'send_link';
  if (signature === 'void') return 'sign_again';
  return hasRead ? 'remind_to_sign' : 'remind_to_read';
}

const DAY = 86_400_000;

/** When a member may be reminded again: once in 24 hours, so that nobody is pestered; null when at once. */
export function remindableFrom(remindedAt: Instant | null, now: Instant): Instant | null {
  return remindedAt === null || remindedAt + DAY <= now ? null : remindedAt + DAY;
}
