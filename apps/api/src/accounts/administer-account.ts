import type { AccountView, EndOffice, GrantOffice } from '@lianchuang/contract/accounts';
import { findAccount, type AccountRecord } from '@lianchuang/db/accounts/read';
import { administered, changeAccount, endOffice, grantOffice } from '@lianchuang/db/accounts/write';
import type { Statement } from '@lianchuang/db/commit';
import { listEventsOf } from '@lianchuang/db/events/read';
import {
  ACCOUNT_ACTIONS,
  decideAccount,
  decideEnding,
  decideGrant,
  seesAccount,
  type AccountAction,
  type HeldOffice,
} from '@lianchuang/domain/accounts';
import { ok, refuse, type Instant, type Result } from '@lianchuang/domain/kernel';
import type { OfficeRole } from '@lianchuang/domain/organizations';
import type { SignedAsk } from '../http/context.ts';
import { jurisdictionView } from '../wording/places.ts';
import { accountView } from './views.ts';

/** One account that the caller may know of. */
export async function readAccount(
  ask: SignedAsk,
  by: { readonly id: string } | { readonly email: string },
): Promise<Result<AccountView>> {
  const record = await findAccount(ask.db, by, ask.now);
  if (record === undefined || !seesAccount(ask.viewer, record))
    return refuse({ code: 'email' in by ? 'account.unknown-address' : 'not-found' });
  return ok(accountView(record, ask.viewer, await listEventsOf(ask.db, [record.id]), ask.locale));
}

type Act = {
  readonly action: string;
  readonly jurisdiction: string;
  readonly payload: Record<string, unknown>;
  readonly statements: readonly Statement[];
  /** The office that the act asks for. */
  readonly role: OfficeRole;
  /** What will be different. */
  readonly next: Partial<AccountRecord>;
};

/** Puts the act on record; the answer is kept beside it for whoever loses it. */
async function perform(
  ask: SignedAsk,
  record: AccountRecord,
  { next, role, statements, ...told }: Act,
): Promise<Result<AccountView>> {
  const { db, viewer, now, locale, keyed } = ask;
  const { id, version, chainHash } = record;
  const event = { ...told, at: now, actorName: viewer.name };
  const view = accountView(
    { ...record, ...next, version: version + 1 },
    viewer,
    [...(await listEventsOf(db, [id])), event],
    locale,
  );
  const done = await changeAccount(db, {
    ...told,
    account: { id, version, chainHash },
    actor: { id: viewer.userId, name: viewer.name, organization: jurisdictionView(told.jurisdiction, 'zh').office },
    at: now,
    by: { jurisdiction: told.jurisdiction, role },
    statements,
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 200, body: JSON.stringify(view) } }),
  });
  if (done.ok) return ok(view);
  return refuse({ code: done.refusal.code === 'conflict' ? 'account.office-held' : 'stale-version' });
}

const OUT = { sessions: 0, lastSeenAt: null };
const NEXT: Readonly<Record<Exclude<AccountAction, 'end-office'>, (now: Instant) => Partial<AccountRecord>>> = {
  confirm: () => ({ isConfirmed: true }),
  'end-sessions': () => OUT,
  'reset-second-factor': () => ({ ...OUT, hasSecondFactor: false }),
  disable: (now) => ({ ...OUT, disabledAt: now }),
  enable: () => ({ disabledAt: null }),
};

/** An act of the system administrator. */
export async function administerAccount(
  ask: SignedAsk,
  id: string,
  action: Exclude<AccountAction, 'end-office'>,
  reason: string,
): Promise<Result<AccountView>> {
  const { db, viewer, now } = ask;
  const record = await findAccount(db, { id }, now);
  if (record === undefined) return refuse({ code: 'not-found' });
  const decided = decideAccount(viewer, record, action);
  if (!decided.ok) return decided;
  return perform(ask, record, {
    action: `account.${action}`,
    jurisdiction: decided.value,
    payload: { reason },
    role: ACCOUNT_ACTIONS[action].by,
    statements: administered(db, action, id, now),
    next: NEXT[action](now),
  });
}

const byBureauAndRole = (a: HeldOffice, b: HeldOffice): number =>
  `${a.jurisdiction} ${a.role}` < `${b.jurisdiction} ${b.role}` ? -1 : 1;

/** Grants an office to whoever has this address. */
export async function grantOfficeTo(
  ask: SignedAsk,
  { email, reason, ...office }: GrantOffice,
): Promise<Result<AccountView>> {
  const { db, viewer, now } = ask;
  // Before the address is looked up: who may not grant learns nothing about it.
  const may = decideGrant(viewer, { id: '', offices: [], homes: [], disabledAt: null }, office);
  if (!may.ok) return may;
  const record = await findAccount(db, { email }, now);
  if (record === undefined) return refuse({ code: 'account.unknown-address' });
  const decided = decideGrant(viewer, record, office);
  if (!decided.ok) return decided;
  return perform(ask, record, {
    action: 'account.grant-office',
    jurisdiction: office.jurisdiction,
    payload: { ...office, reason },
    role: 'security_administrator',
    statements: [grantOffice(db, record.id, office, now)],
    next: { offices: [...record.offices, office].sort(byBureauAndRole) },
  });
}

/** Ends an office in the caller's bureau. */
export async function endOfficeOf(
  ask: SignedAsk,
  id: string,
  { reason, ...office }: EndOffice,
): Promise<Result<AccountView>> {
  const { db, viewer, now } = ask;
  const record = await findAccount(db, { id }, now);
  if (record === undefined) return refuse({ code: 'not-found' });
  const decided = decideEnding(viewer, record, office);
  if (!decided.ok) return decided;
  return perform(ask, record, {
    action: 'account.end-office',
    jurisdiction: office.jurisdiction,
    payload: { ...office, reason },
    role: ACCOUNT_ACTIONS['end-office'].by,
    statements: endOffice(db, id, office),
    next: {
      ...OUT,
      offices: record.offices.filter(
        ({ jurisdiction, role }) => jurisdiction !== office.jurisdiction || role !== office.role,
      ),
    },
  });
}
