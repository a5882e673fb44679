import { leafHash, nodesOf, rangeHash } from '@lianchuang/domain/seals';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { commit } from '../commit.ts';
import { aDb, costOf, plansOf } from '../testing/databases.ts';
import { aCommit, AT, storedOrganization } from '../testing/records.ts';
import {
  findSeal,
  lastPublished,
  lastSeal,
  listSeals,
  listUnpublished,
  oldestUncovered,
  proveConsistency,
  proveInclusion,
} from './read.ts';
import { markPublished } from '../unlogged.ts';
import { sealEvents } from './seal-events.ts';
import { digest, fromHex, toHex } from './tree.ts';

const db = aDb();

/** The root over the first `size` events, counted anew from the events themselves. */
async function rootOver(size: number): Promise<string> {
  const { results } = await env.DB.prepare('SELECT hash FROM events ORDER BY rowid LIMIT ?')
    .bind(size)
    .all<{ hash: string }>();
  const leaves = results.map(({ hash }) => leafHash(digest, fromHex(hash)));
  const over = (begin: number, end: number): Uint8Array =>
    rangeHash(
      digest,
      nodesOf({ begin, end }).map(({ level, position }) =>
        level === 0
          ? (leaves[position] as Uint8Array)
          : rangeHash(digest, [
              over(position * 2 ** level, position * 2 ** level + 2 ** (level - 1)),
              over(position * 2 ** level + 2 ** (level - 1), (position + 1) * 2 ** level),
            ]),
      ),
    );
  return toHex(over(0, size));
}

async function happening(count: number): Promise<void> {
  const { id } = await storedOrganization(db);
  for (let version = 1; version < count; version += 1) {
    const done = await commit(db, aCommit(id, version, { at: AT + version }));
    expect(done.ok).toBe(true);
  }
}

it('nothing happened: there is nothing to seal and nothing uncovered', async () => {
  expect([await sealEvents(db, AT), await lastSeal(db), await oldestUncovered(db)]).toEqual([
    undefined,
    undefined,
    null,
  ]);
});

it('each sealing covers exactly what is new, with the root that the events give', async () => {
  let size = 0;
  for (const count of [1, 1, 3, 7, 2, 16, 5]) {
    await happening(count);
    size += count;
    expect(await sealEvents(db, AT + size)).toEqual({
      size,
      root: await rootOver(size),
      at: AT + size,
      publishedAt: null,
    });
    expect(await sealEvents(db, AT)).toBeUndefined();
  }
  expect((await lastSeal(db))?.size).toBe(35);
});

it('a root counts once it lies outside; until then its events are uncovered', async () => {
  expect((await listUnpublished(db)).map(({ size }) => size)).toEqual([1, 2, 5, 12, 14, 30, 35]);
  expect(await oldestUncovered(db)).toBe(AT);
  for (const size of [1, 2, 5, 12, 14, 30]) await markPublished(db, size, AT + 9);
  expect((await lastPublished(db))?.size).toBe(30);
  expect((await listUnpublished(db)).map(({ size }) => size)).toEqual([35]);
  expect(await oldestUncovered(db)).toBe(AT);
  for (const { size } of await listUnpublished(db)) await markPublished(db, size, AT + 10);
  expect(await oldestUncovered(db)).toBeNull();
  expect((await findSeal(db, 30))?.publishedAt).toBe(AT + 9);
  expect((await listSeals(db, 3)).map(({ size }) => size)).toEqual([35, 30, 14]);
  expect((await listSeals(db, 3, 14)).map(({ size }) => size)).toEqual([12, 5, 2]);
});

it('two that seal at once: one root, and nobody loses an event', async () => {
  await happening(4);
  const both = await Promise.allSettled([sealEvents(db, AT), sealEvents(db, AT)]);
  expect(both.filter(({ status }) => status === 'fulfilled')).not.toHaveLength(0);
  expect(await lastSeal(db)).toMatchObject({ size: 39, root: await rootOver(39) });
  expect(await sealEvents(db, AT)).toBeUndefined();
});

it('proofs hold as many hashes as the tree is deep, and an event sealed later has none', async () => {
  const { results } = await env.DB.prepare('SELECT id FROM events ORDER BY rowid').all<{ id: string }>();
  const ids = results.map(({ id }) => id);
  const proofs = await proveInclusion(db, ids, 35);
  expect([proofs.size, proofs.get(ids[0] ?? '')?.path.length, proofs.get(ids[34] ?? '')?.path.length]).toEqual([
    35, 6, 2,
  ]);
  expect(proofs.get(ids[35] ?? '')).toBeUndefined();
  expect(await proveConsistency(db, 30, 35)).not.toHaveLength(0);
  expect([await proveConsistency(db, 35, 35), await proveConsistency(db, 0, 35)]).toEqual([[], []]);
});

it('what is uncovered is found by keys, however many events there are', async () => {
  const plan = (await plansOf((on) => oldestUncovered(on))).join('\n');
  expect(plan).not.toMatch(/SCAN events(?! USING)/);
  expect(plan).toContain('SEARCH events USING INTEGER PRIMARY KEY (rowid>?)');
});

it.each([
  `UPDATE seals SET root = 'x'`,
  `UPDATE seals SET published_at = 1`,
  `UPDATE seals SET published_at = NULL`,
  `DELETE FROM seals`,
  `INSERT OR REPLACE INTO seals SELECT size, 'x', at, published_at FROM seals`,
  `UPDATE seal_nodes SET hash = 'x'`,
  `DELETE FROM seal_nodes`,
  `INSERT OR REPLACE INTO seal_nodes SELECT level, position, 'x' FROM seal_nodes`,
  `UPDATE seal_leaves SET event_id = 'x'`,
  `DELETE FROM seal_leaves`,
  `INSERT OR REPLACE INTO seal_leaves SELECT position, 'x' FROM seal_leaves`,
  `INSERT OR REPLACE INTO seal_leaves SELECT position + 1000, event_id FROM seal_leaves`,
])('a seal is never changed: %s', async (sql) => {
  for (const { size } of await listUnpublished(db)) await markPublished(db, size, AT + 10);
  await expect(env.DB.prepare(sql).run()).rejects.toThrow(/append-only/);
});

it('what waits to be brought outside costs the same however many roots there are', async () => {
  const rows = Array.from({ length: 3_000 }, (_, nth) => ({ size: 100 + nth, at: AT }));
  await env.DB.prepare(
    `INSERT INTO seals (size, root, at, published_at) SELECT value ->> 'size', 'r', value ->> 'at', 1 FROM json_each(?)`,
  )
    .bind(JSON.stringify(rows))
    .run();
  for (const ask of [listUnpublished, oldestUncovered, lastPublished] as const) {
    const cost = await costOf(() => ask(db));
    expect(cost.rowsRead, ask.name).toBeLessThan(10);
  }
});
