import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { aDb, plansOf } from '../testing/databases.ts';
import { listSignIns } from './read.ts';
import { recordSignIn } from './record.ts';

const db = aDb();
type Viewer = Parameters<typeof listSignIns>[1];
const viewer = (...codes: string[]) =>
  ({
    userId: 'usr_auditor',
    name: '审计',
    memberships: [],
    offices: codes.map((jurisdiction) => ({ jurisdiction, role: 'auditor', divisionCode: null })),
  }) as unknown as Viewer;

async function anOfficer(id: string, jurisdiction: string): Promise<void> {
  await db.d1.batch([
    db.d1
      .prepare(
        `INSERT INTO users (id, name, email, email_verified, created_at, updated_at) VALUES (?1, '', ?1, 1, 0, 0)`,
      )
      .bind(id),
    db.d1.prepare(`INSERT INTO offices VALUES (?, ?, 'clerk', NULL, 0)`).bind(id, jurisdiction),
  ]);
}

it('pages through several bureaus, newest first, each row once', async () => {
  for (const [id, code] of [
    ['usr_a', '370200'],
    ['usr_b', '410300'],
    ['usr_c', '110000'],
  ] as const) {
    await anOfficer(id, code);
    for (let at = 0; at < 5; at += 1)
      await recordSignIn(db, { at, userId: id, how: 'password', address: null, userAgent: null });
  }
  const pages = async (actor?: string) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSignIns(db, viewer('370200', '410300'), { limit: 4, cursor, actor });
      seen.push(...(page?.items ?? []).map(({ id, userId }) => `${id} ${userId}`));
      cursor = page?.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return seen;
  };
  const seen = await pages();
  expect(new Set(seen).size).toBe(10);
  expect(seen).toEqual(seen.toSorted().toReversed());
  expect(seen.join()).not.toContain('usr_c');
  expect(await pages('usr_a')).toEqual(seen.filter((each) => each.endsWith('usr_a')));
  expect(await pages('usr_c')).toEqual([]);
  expect((await listSignIns(db, viewer(), { limit: 50 }))?.items).toEqual([]);
});

it('every part of a page is a range of an index: nothing is sorted', async () => {
  const all = await plansOf((on) => listSignIns(on, viewer('370200', '410300'), { limit: 20 }));
  expect(all).toHaveLength(2);
  for (const plan of all)
    expect(plan).toMatch(/^SEARCH sign_ins USING INDEX sign_ins_by_jurisdiction \(jurisdiction=\?\)$/);
  const ofOne = await plansOf((on) => listSignIns(on, viewer('370200', '410300'), { limit: 20, actor: 'usr_a' }));
  expect(ofOne.at(-1)).toMatch(/^SEARCH sign_ins USING INDEX sign_ins_by_user \(user_id=\?\)$/);
});

it('sessions that were there before the log are in it, by a way that nobody noted', async () => {
  const nth = env.MIGRATIONS.findIndex(({ name }) => name.startsWith('0009'));
  const old = (env as unknown as Record<string, D1Database>)[`HOUSE_${nth}`] as D1Database;
  await applyD1Migrations(old, env.MIGRATIONS.slice(0, nth));
  await old.batch(
    [
      `INSERT INTO users (id, name, email, email_verified, created_at, updated_at) VALUES ('usr_o', '', 'o', 1, 0, 0)`,
      `INSERT INTO offices VALUES ('usr_o', '370200', 'clerk', NULL, 0)`,
      `INSERT INTO sessions (id, expires_at, token, created_at, updated_at, ip_address, user_agent, started_at, user_id)
       VALUES ('usr_1', 9, 't1', 5, 5, '203.0.113.7', 'Firefox', 6, 'usr_o'), ('usr_2', 9, 't2', 7, 7, '', '', NULL, 'usr_o')`,
    ].map((sql) => old.prepare(sql)),
  );
  await applyD1Migrations(old, env.MIGRATIONS.slice(0, nth + 1));
  const both = { user_id: 'usr_o', jurisdiction: '370200', how: 'unknown' };
  expect((await old.prepare('SELECT * FROM sign_ins ORDER BY at').all()).results).toEqual([
    { id: 'evt_1', at: 6, ...both, address: '203.0.113.7', user_agent: 'Firefox' },
    { id: 'evt_2', at: 7, ...both, address: null, user_agent: null },
  ]);
});
