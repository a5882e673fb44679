import type { OrganizationRole } from '../organizations/index.ts';
import { checkFiling } from './composition.ts';
import { isAnswered } from './correction.ts';
import { EDITABLE, type Filing } from './filing.ts';
import { materialsComplete, rulesMet, shortfallsExplained, type Judged } from './guards.ts';
import { signatureState } from './signatures.ts';

/** The one thing that somebody of a party can do next, and what a case waits for where that is somebody else of the parties. */
export const NEXT_IN_CASE = [
  'correct',
  'settle',
  'answer',
  'go_on',
  'submit',
  'have_submitted',
  'wait_for_members',
  'sign',
  'have_signed',
] as const;
export type NextInCase = (typeof NEXT_IN_CASE)[number];

type Caller = {
  readonly part: 'lead' | 'member' | 'office';
  /** What the caller holds in the organization of that part. */
  readonly role: OrganizationRole | null;
  readonly ownSignature: ReturnType<typeof signatureState> | null;
  /** Threads whose last word is a member's. */
  readonly openComments: number;
};

const mayWord = (role: OrganizationRole | null): boolean => role === 'owner' || role === 'signatory';

/** Whether something beside signatures keeps a filing from being submitted, as the guards of submitting tell it. */
function isUnfinished(filing: Filing, policy: Judged['policy']): boolean {
  const facts: Judged = { check: checkFiling(filing, policy), policy };
  const guards = [rulesMet, materialsComplete, shortfallsExplained];
  return filing.members.length === 0 || guards.some(({ check }) => check(filing, facts) !== null);
}

/** What the lead does next while the filing is with it: what has a deadline, then what members wait for, then the rest of the way. */
function nextForLead(filing: Filing, policy: Judged['policy'], { role, openComments }: Caller): NextInCase {
  if (filing.status === 'correction' && filing.correction?.items.some((each) => !isAnswered(filing, each)) === true)
    return 'correct';
  const states = filing.members.map((each) => signatureState(each, filing));
  if (states.includes('refused')) return 'settle';
  if (openComments > 0) return 'answer';
  if (isUnfinished(filing, policy)) return 'go_on';
  if (states.some((state) => state !== 'current')) return 'wait_for_members';
  return mayWord(role) ? 'submit' : 'have_submitted';
}

/** The one thing to do next in a case, for one caller; null where it waits for nobody of that caller's side. */
export function nextInCase(filing: Filing, policy: Judged['policy'], caller: Caller): NextInCase | null {
  const { part, role, ownSignature } = caller;
  if (!EDITABLE.includes(filing.status) || part === 'office') return null;
  if (part === 'lead') return role === 'viewer' ? null : nextForLead(filing, policy, caller);
  if (ownSignature === 'current' || ownSignature === 'refused') return null;
  return mayWord(role) ? 'sign' : 'have_signed';
}
