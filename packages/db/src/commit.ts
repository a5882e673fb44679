import { ok, refuse, type Instant, type Result } from '@lianchuang/domain/kernel';
import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { users } from './accounts/table.ts';
import { attachments } from './attachments/table.ts';
import type { Db } from './client.ts';
import { consortia } from './consortia/table.ts';
import { committed, EVENT_FORM } from './events/commitment.ts';
import { events } from './events/table.ts';
import { filingComments, filingReads, filings } from './filings/table.ts';
import { newId, newToken } from './ids.ts';
import { noteMessages } from './meter.ts';
import { notices } from './notices/table.ts';
import { tell, type Telling } from './notifications/write.ts';
import { organizations } from './organizations/table.ts';
import { comesInTime, LONGEST_WAIT, PASSED, type InTime } from './deadlines.ts';
import { commitAsserts, idempotency, outbox } from './outbox/table.ts';
import { CHECKED, countUses, type Quota } from './quotas/quota.ts';
import { reminders } from './reminders/table.ts';
import { once } from './retries.ts';

const SUBJECTS = {
  organizations,
  filings,
  reminders,
  consortia,
  notices,
  users,
  attachments,
  comments: filingComments,
  readings: filingReads,
} as const;

/** Who did it, as the record will show it. `id` is null for the clock. */
export type Actor = { readonly id: string | null; readonly name: string; readonly organization: string | null };

type Sql = { readonly sql: string; readonly params: readonly unknown[] };
/** An unexecuted write: a query of the builder, or one written as SQL. */
export type Statement = { toSQL(): Sql } | { getQuery(): Sql };

/** The builder's own batch cannot bind the values of hand-written SQL, so statements are prepared here. */
export function prepared(db: Db, statement: Statement): D1PreparedStatement {
  const { sql: text, params } = 'toSQL' in statement ? statement.toSQL() : statement.getQuery();
  return db.d1.prepare(text).bind(...params);
}

export type Commit = {
  /** The record that is locked. For a new record `expectedVersion` is 0 and a statement inserts it at version 1. */
  readonly subject: { readonly table: keyof typeof SUBJECTS; readonly id: string; readonly chainHash: string | null };
  readonly expectedVersion: number;
  readonly jurisdiction: string;
  readonly action: string;
  readonly actor: Actor;
  readonly at: Instant;
  readonly payload: Record<string, unknown>;
  readonly statements: readonly Statement[];
  readonly outbox?: readonly { readonly kind: string; readonly payload: Record<string, unknown> }[];
  /** Who is told of it; written in the same batch. */
  readonly tells?: Telling | undefined;
  /** Counted in the same batch; the change is refused when one is used up. */
  readonly quotas?: readonly Quota[];
  /** For what has to come in before a deadline, judged by `at`. */
  readonly inTime?: InTime;
  readonly idempotency?: {
    readonly caller: string;
    readonly key: string;
    readonly requestHash: string;
    readonly status: number;
    readonly body: string;
  };
};

export type CommitRefusal =
  | { code: 'stale-version' }
  /** The same key arrived twice at once; read the kept answer. */
  | { code: 'replay' }
  /** One of the quotas is used up until this instant. */
  | { code: 'too-many'; until: Instant }
  /** The stored deadline was not after the receipt. */
  | { code: 'too-late' }
  /** It waited so long that its receipt no longer counts; nothing was sent. */
  | { code: 'not-accepted' }
  /** Another uniqueness rule of the schema; `constraint` is `table.column`. */
  | { code: 'conflict'; constraint: string };

export type Committed = { readonly version: number; readonly chainHash: string; readonly eventId: string };

function refusalOf(error: unknown, quotas: readonly Quota[]): CommitRefusal | null {
  const text = error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error);
  if (text.includes(CHECKED)) return { code: 'too-many', until: Math.max(...quotas.map((each) => each.endsAt)) };
  if (text.includes(PASSED)) return { code: 'too-late' };
  if (text.includes('NOT NULL constraint failed: commit_asserts.ok')) return { code: 'stale-version' };
  // The trigger that guards events meets a second event of a version before its unique index does.
  if (text.includes('events are append-only')) return { code: 'stale-version' };
  const unique = /UNIQUE constraint failed: ([\w.]+)/.exec(text)?.[1];
  if (unique === undefined) return null;
  return unique.startsWith('idempotency.') ? { code: 'replay' } : { code: 'conflict', constraint: unique };
}

/** Statement that undoes the batch unless the one before it changed exactly one row: `stale-version` is what the caller is told. */
export function changedOne({ orm }: Pick<Db, 'orm'>): Statement {
  // Without this row a version that is too high would change nothing and still keep its event and its mail.
  return orm.run(sql`INSERT INTO ${commitAsserts} (ok) SELECT CASE changes() WHEN 1 THEN 1 ELSE NULL END`);
}

/** Statement that undoes the batch where a condition does not hold at that instant; told as `stale-version`. */
export function holds({ orm }: Pick<Db, 'orm'>, condition: SQL): Statement {
  return orm.run(sql`INSERT INTO ${commitAsserts} (ok) SELECT CASE WHEN ${condition} THEN 1 ELSE NULL END`);
}

function lock(orm: Db['orm'], change: Commit, chainHash: string): Statement[] {
  if (change.expectedVersion === 0) return [];
  const table: SQLiteTable = SUBJECTS[change.subject.table];
  return [
    orm.run(
      sql`UPDATE ${table} SET version = version + 1, chain_hash = ${chainHash}, updated_at = ${change.at}
          WHERE id = ${change.subject.id} AND version = ${change.expectedVersion}`,
    ),
    changedOne({ orm }),
  ];
}

function first(orm: Db['orm'], change: Commit, chainHash: string): Statement[] {
  if (change.expectedVersion !== 0) return [];
  const table: SQLiteTable = SUBJECTS[change.subject.table];
  return [orm.run(sql`UPDATE ${table} SET chain_hash = ${chainHash} WHERE id = ${change.subject.id}`)];
}

/** Whether the batch with this event stood; undefined when it did not. */
async function isStored(db: Db, eventId: string): Promise<true | undefined> {
  const row = await db.d1.prepare('SELECT 1 FROM events WHERE id = ?').bind(eventId).first();
  return row === null ? undefined : true;
}

/**
 * The only function that executes writes: one D1 batch with version check, assert row, the feature's statements, event,
 * outbox and the kept answer. All of it stands or none of it, once: its event
 * has one id and one version, so a batch whose reply was lost may be sent again.
 */
export async function commit(db: Db, change: Commit): Promise<Result<Committed, CommitRefusal>> {
  const { orm } = db;
  const { quotas = [], inTime } = change;
  const version = change.expectedVersion + 1;
  const personal = { salt: newToken(), actorName: change.actor.name };
  const content = {
    action: change.action,
    actorId: change.actor.id,
    actorOrganization: change.actor.organization,
    payload: JSON.parse(JSON.stringify(change.payload)) as Record<string, unknown>,
  };
  const contentSalt = newToken();
  const header = {
    id: newId('event'),
    subject: change.subject.id,
    version,
    jurisdiction: change.jurisdiction,
    at: change.at,
    previousHash: change.subject.chainHash,
    commitment: await committed(personal),
  };
  const chainHash = await committed({
    form: EVENT_FORM,
    ...header,
    content: await committed({ salt: contentSalt, ...content }),
  });
  const event = { ...header, ...content, ...personal, contentSalt, hash: chainHash };
  const statements: Statement[] = [
    // Before the lock: whoever used up a quota is not told to read and try again.
    ...(quotas.length === 0 ? [] : [countUses(db, quotas)]),
    ...(inTime?.deadline === undefined ? [] : [comesInTime(db, inTime.deadline, change.at)]),
    ...lock(orm, change, chainHash),
    ...change.statements,
    ...first(orm, change, chainHash),
    orm.insert(events).values(event),
    ...(change.outbox ?? []).map((message) =>
      orm.insert(outbox).values({
        id: newId('event'),
        jurisdiction: change.jurisdiction,
        kind: message.kind,
        payload: message.payload,
        createdAt: change.at,
      }),
    ),
    ...(change.tells === undefined
      ? []
      : tell(
          db,
          { id: event.id, jurisdiction: change.jurisdiction, actorId: change.actor.id, at: change.at },
          change.tells,
        )),
    ...(change.idempotency === undefined
      ? []
      : [
          orm
            .insert(idempotency)
            .values({ ...change.idempotency, jurisdiction: change.jurisdiction, createdAt: change.at }),
        ]),
    orm.delete(commitAsserts),
  ];
  const batch = statements.map((each) => prepared(db, each));
  if (inTime !== undefined && inTime.clock() - change.at > LONGEST_WAIT) return refuse({ code: 'not-accepted' });
  try {
    await once(
      () => db.d1.batch(batch).then(() => true),
      () => isStored(db, event.id),
    );
    noteMessages((change.outbox?.length ?? 0) + (change.tells?.told.length ?? 0));
    return ok({ version, chainHash, eventId: event.id });
  } catch (error) {
    const refusal = refusalOf(error, quotas);
    if (refusal === null) throw error;
    return refuse(refusal);
  }
}
