import { consistencyRanges, inclusionRanges } from '@lianchuang/domain/seals';
import type { Instant } from '@lianchuang/domain/kernel';
import { asc, desc, eq, getTableColumns, gt, isNotNull, lt, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import type { EventRecord } from '../events/read.ts';
import { events } from '../events/table.ts';
import { sealLeaves, seals } from './table.ts';
import { readRanges } from './tree.ts';

export type Seal = typeof seals.$inferSelect;
/** Where an event stands in the tree, and the hashes that lead from it to the root. */
export type Inclusion = { readonly leaf: number; readonly path: readonly string[] };

const MOST_WAITING = 100;

export async function lastSeal(db: Db): Promise<Seal | undefined> {
  return (await db.orm.select().from(seals).orderBy(desc(seals.size)).limit(1))[0];
}

/** The largest root that lies outside the database. */
export async function lastPublished(db: Db): Promise<Seal | undefined> {
  return (await db.orm.select().from(seals).where(isNotNull(seals.publishedAt)).orderBy(desc(seals.size)).limit(1))[0];
}

export async function findSeal(db: Db, size: number): Promise<Seal | undefined> {
  return (await db.orm.select().from(seals).where(eq(seals.size, size)))[0];
}

/** Roots that still have to be brought outside, oldest first; they are brought in that order, so they are the last ones. */
export async function listUnpublished(db: Db): Promise<Seal[]> {
  const { size } = (await lastPublished(db)) ?? { size: 0 };
  return db.orm.select().from(seals).where(gt(seals.size, size)).orderBy(asc(seals.size)).limit(MOST_WAITING);
}

/** A page of published roots, newest first; `before` is the size of the last one seen. */
export async function listSeals(db: Db, limit: number, before?: number): Promise<Seal[]> {
  return db.orm
    .select()
    .from(seals)
    .where(sql`${isNotNull(seals.publishedAt)} AND ${before === undefined ? sql`1` : lt(seals.size, before)}`)
    .orderBy(desc(seals.size))
    .limit(limit);
}

/** The instant of the first event that no published root covers; null when all are covered. */
export async function oldestUncovered(db: Db): Promise<Instant | null> {
  const covered = sql`coalesce((SELECT e.rowid FROM ${events} e WHERE e.id = (SELECT event_id FROM ${sealLeaves} WHERE position = (SELECT size FROM ${seals} WHERE published_at IS NOT NULL ORDER BY size DESC LIMIT 1) - 1)), 0)`;
  const rows = await db.orm
    .select({ at: events.at })
    .from(events)
    .where(sql`${events}.rowid > ${covered}`)
    .orderBy(sql`${events}.rowid`)
    .limit(1);
  return rows[0]?.at ?? null;
}

/** Proofs that events stand under the root over the first `size` events; events sealed later have none. */
export async function proveInclusion(
  db: Db,
  eventIds: readonly string[],
  size: number,
): Promise<Map<string, Inclusion>> {
  const leaves = await db.orm
    .select()
    .from(sealLeaves)
    .where(
      sql`${sealLeaves.eventId} IN (SELECT value FROM json_each(${JSON.stringify(eventIds)})) AND ${sealLeaves.position} < ${size}`,
    );
  const ranges = leaves.map(({ position }) => inclusionRanges(position, size));
  const hashOf = await readRanges(db, ranges.flat());
  return new Map(
    leaves.map(({ eventId, position }, nth) => [eventId, { leaf: position, path: (ranges[nth] ?? []).map(hashOf) }]),
  );
}

/** The hashes that prove that the tree of `size` events begins with the tree of `earlier` events. */
export async function proveConsistency(db: Db, earlier: number, size: number): Promise<string[]> {
  const ranges = consistencyRanges(earlier, size);
  return ranges.map(await readRanges(db, ranges));
}

/** A stretch of the tree in its order: events of the given jurisdictions, of the others only the hash. */
export async function listLeaves(
  db: Db,
  jurisdictions: readonly string[],
  from: number,
  limit: number,
): Promise<{ leaf: number; event: EventRecord | null; hash: string }[]> {
  const rows = await db.orm
    .select({ leaf: sealLeaves.position, event: getTableColumns(events) })
    .from(sealLeaves)
    .innerJoin(events, eq(events.id, sealLeaves.eventId))
    .where(sql`${sealLeaves.position} >= ${from}`)
    .orderBy(asc(sealLeaves.position))
    .limit(limit);
  const open = new Set(jurisdictions);
  return rows.map(({ leaf, event }) => ({
    leaf,
    event: open.has(event.jurisdiction) ? event : null,
    hash: event.hash,
  }));
}

/** How many events the records of a filing have, and how many of them stand under the root over the first `size` events. */
export async function countSealed(
  db: Db,
  { id, consortiumId }: { readonly id: string; readonly consortiumId: string | null },
  size: number,
): Promise<{ events: number; sealed: number }> {
  const subjects = sql`(${id}, ${consortiumId}, (SELECT n.id FROM notices n WHERE n.filing_id = ${id}))`;
  const [counts] = await db.orm
    .select({
      events: sql<number>`count(*)`.as('events'),
      sealed: sql<number>`count(*) FILTER (WHERE ${sealLeaves.position} < ${size})`.as('sealed'),
    })
    .from(events)
    .leftJoin(sealLeaves, eq(sealLeaves.eventId, events.id))
    .where(sql`${events.subject} IN ${subjects}`);
  return counts ?? { events: 0, sealed: 0 };
}
