import { completedNodes, leafHash, nodesOf, rangeHash, type TreeNode } from '@lianchuang/domain/seals';
import type { Instant } from '@lianchuang/domain/kernel';
import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { events } from '../events/table.ts';
import { lastSeal, type Seal } from './read.ts';
import { sealLeaves } from './table.ts';
import { digest, fromHex, readNodes, toHex } from './tree.ts';

const PER_BATCH = 2_000;

/** The nodes that stood before and that new leaves, or the new root, lean on. */
const edgeOf = (size: number, added: number): TreeNode[] => [
  ...nodesOf({ begin: 0, end: size }),
  ...nodesOf({ begin: 0, end: size + added }).filter(({ level, position }) => (position + 1) * 2 ** level <= size),
];

async function nextEvents(db: Db, size: number): Promise<{ id: string; hash: string }[]> {
  // Rows of events are never deleted, so rowids stand in the order of commitment.
  const after = sql`coalesce((SELECT e.rowid FROM ${events} e JOIN ${sealLeaves} l ON l.event_id = e.id WHERE l.position = ${size - 1}), 0)`;
  return db.orm
    .select({ id: events.id, hash: events.hash })
    .from(events)
    .where(sql`${events}.rowid > ${after}`)
    .orderBy(sql`${events}.rowid`)
    .limit(PER_BATCH);
}

/**
 * Puts one stretch of new events into the tree and writes the root over all of them, in one batch; undefined when there was
 * nothing new. Two at once: one wins, the other throws and finds less to do the next time.
 */
export async function sealEvents(db: Db, at: Instant): Promise<Seal | undefined> {
  const size = (await lastSeal(db))?.size ?? 0;
  const fresh = await nextEvents(db, size);
  if (fresh.length === 0) return undefined;
  const known = await readNodes(db, edgeOf(size, fresh.length));
  const leaves = fresh.map(({ hash }) => leafHash(digest, fromHex(hash)));
  const made = completedNodes(digest, size, leaves, known);
  const grown = new Map(made.map(({ level, position, hash }) => [`${level}/${position}`, hash]));
  const hashOf = (node: TreeNode) => grown.get(`${node.level}/${node.position}`) ?? known(node);
  const total = size + fresh.length;
  const root = toHex(rangeHash(digest, nodesOf({ begin: 0, end: total }).map(hashOf)));
  const rows = {
    leaves: fresh.map(({ id }, nth) => [size + nth, id]),
    nodes: made.map(({ level, position, hash }) => [level, position, toHex(hash)]),
  };
  await db.d1.batch([
    db.d1
      .prepare(`INSERT INTO seal_leaves (position, event_id) SELECT value ->> 0, value ->> 1 FROM json_each(?)`)
      .bind(JSON.stringify(rows.leaves)),
    db.d1
      .prepare(
        `INSERT INTO seal_nodes (level, position, hash) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
      )
      .bind(JSON.stringify(rows.nodes)),
    db.d1.prepare('INSERT INTO seals (size, root, at) VALUES (?, ?, ?)').bind(total, root, at),
  ]);
  return { size: total, root, at, publishedAt: null };
}
