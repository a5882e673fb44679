import { canonicalJson } from '@lianchuang/domain/filings';
import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Db } from './client.ts';
import { commit, type Commit } from './commit.ts';
import { events } from './events/table.ts';
import { newId, sha256 } from './ids.ts';
import { organizations } from './organizations/table.ts';
import { insertOrganization } from './organizations/write.ts';
import { commitAsserts, idempotency, outbox } from './outbox/table.ts';
import { aDb, contentsOf, faulty, LOST } from './testing/databases.ts';
import { aCommit, anOrganization, AT, storedOrganization } from './testing/records.ts';

const db = aDb();
const rename = (on: Db, id: string, name: string) =>
  on.orm.update(organizations).set({ name }).where(eq(organizations.id, id));
const eventsOf = (subject: string) =>
  db.orm.select().from(events).where(eq(events.subject, subject)).orderBy(events.version);
const keyed = (key: string) => ({ caller: 'usr_1', key, requestHash: 'hash', status: 200, body: '{}' });

/** A rename with everything that a commit can carry. */
const fullRename = (on: Db, id: string, version: number, over: Partial<Commit> = {}): Commit =>
  aCommit(id, version, {
    statements: [rename(on, id, `改名 ${version}`)],
    outbox: [{ kind: 'test.message', payload: { id } }],
    idempotency: keyed(`${id}-${version}`),
    ...over,
  });

describe('one change at a time', () => {
  it('of forty parallel commits on one version one wins, and the others leave nothing', async () => {
    const { id, chainHash } = await storedOrganization(db);
    const done = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        commit(db, {
          ...fullRename(db, id, 1, { idempotency: keyed(`race-${n}`), statements: [rename(db, id, `改名 ${n}`)] }),
          subject: { table: 'organizations', id, chainHash },
        }),
      ),
    );
    const winner = done.findIndex((each) => each.ok);
    expect(done.filter((each) => each.ok)).toHaveLength(1);
    expect(done.flatMap((each) => (each.ok ? [] : [each.refusal.code]))).toEqual(Array(39).fill('stale-version'));
    const [record] = await db.orm.select().from(organizations).where(eq(organizations.id, id));
    expect(record).toMatchObject({ version: 2, name: `改名 ${winner}` });
    expect((await eventsOf(id)).map((each) => each.version)).toEqual([1, 2]);
    expect((await db.orm.select().from(outbox)).filter((each) => each.payload['id'] === id)).toHaveLength(1);
    const kept = await db.orm.select().from(idempotency);
    expect(kept.filter((each) => each.key.startsWith('race-')).map((each) => each.key)).toEqual([`race-${winner}`]);
    expect(await db.orm.select().from(commitAsserts)).toEqual([]);
  });

  it.each([
    ['too high', 7],
    ['already gone', 1],
  ])('a version that is %s is stale and leaves nothing behind', async (_, version) => {
    const { id } = await storedOrganization(db);
    await commit(db, fullRename(db, id, 1));
    const before = await contentsOf();
    expect(await commit(db, fullRename(db, id, version, { idempotency: keyed(newId('event')) }))).toEqual({
      ok: false,
      refusal: { code: 'stale-version' },
    });
    expect(await contentsOf()).toEqual(before);
  });

  it('a record that does not exist cannot be changed', async () => {
    const before = await contentsOf();
    const done = await commit(db, fullRename(db, 'org_nowhere', 1));
    expect(done).toEqual({ ok: false, refusal: { code: 'stale-version' } });
    expect(await contentsOf()).toEqual(before);
  });
});

describe('all or nothing', () => {
  it('a fault at any statement of a change undoes record, event, message and kept answer together', async () => {
    const { id } = await storedOrganization(db);
    const before = await contentsOf();
    const lengths: number[] = [];
    let position = 0;
    for (; ; position += 1) {
      const failing = aDb({ main: faulty(env.DB, position, lengths) });
      const done = commit(failing, fullRename(failing, id, 1));
      if (position > (lengths[0] ?? 0)) {
        await expect(done).resolves.toMatchObject({ ok: true, value: { version: 2 } });
        break;
      }
      await expect(done).rejects.toThrow(/malformed JSON/);
      expect(await contentsOf()).toEqual(before);
    }
    // Lock, assert row, change, event, message, kept answer, assert row taken away.
    expect(lengths).toEqual(Array(position + 1).fill(7));
    const after = await contentsOf();
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual([
      'events',
      'idempotency',
      'organizations',
      'outbox',
    ]);
  });

  it('a fault at any statement of a beginning leaves no record', async () => {
    const before = await contentsOf();
    const organization = anOrganization();
    const begin = (on: Db) =>
      commit(on, {
        ...aCommit(organization.id, 0, { statements: [insertOrganization(on, organization, AT)] }),
        idempotency: keyed(organization.id),
      });
    for (let position = 0; position <= 5; position += 1) {
      await expect(begin(aDb({ main: faulty(env.DB, position) }))).rejects.toThrow(/malformed JSON/);
      expect(await contentsOf()).toEqual(before);
    }
    await expect(begin(aDb({ main: faulty(env.DB, 6) }))).resolves.toMatchObject({ ok: true });
  });

  it('a fault before the batch changes nothing; a lost reply has changed everything, and the database says so', async () => {
    const { id } = await storedOrganization(db);
    const before = await contentsOf();
    const unreached = aDb({ main: faulty(env.DB, 'before') });
    await expect(commit(unreached, fullRename(unreached, id, 1))).rejects.toThrow(LOST);
    expect(await contentsOf()).toEqual(before);
    const unheard = aDb({ main: faulty(env.DB, 'after') });
    expect(await commit(unheard, fullRename(unheard, id, 1))).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await eventsOf(id)).toHaveLength(2);
    expect(await commit(db, fullRename(db, id, 1))).toEqual({ ok: false, refusal: { code: 'stale-version' } });
  });

  it('a change is one batch', async () => {
    const { id } = await storedOrganization(db);
    const lengths: number[] = [];
    const counted = aDb({ main: faulty(env.DB, 100, lengths) });
    await commit(counted, fullRename(counted, id, 1));
    expect(lengths).toHaveLength(1);
  });
});

describe('what collides is named', () => {
  it('a credit code that is taken', async () => {
    const first = anOrganization();
    await commit(db, aCommit(first.id, 0, { statements: [insertOrganization(db, first, AT)] }));
    const second = anOrganization({ uscc: first.uscc });
    const before = await contentsOf();
    const done = await commit(db, aCommit(second.id, 0, { statements: [insertOrganization(db, second, AT)] }));
    expect(done).toEqual({ ok: false, refusal: { code: 'conflict', constraint: 'organizations.uscc' } });
    expect(await contentsOf()).toEqual(before);
  });

  it('a key that was used: the kept answer is to be read', async () => {
    const one = await storedOrganization(db);
    const two = await storedOrganization(db);
    await commit(db, fullRename(db, one.id, 1, { idempotency: keyed('same') }));
    const before = await contentsOf();
    const done = await commit(db, fullRename(db, two.id, 1, { idempotency: keyed('same') }));
    expect(done).toEqual({ ok: false, refusal: { code: 'replay' } });
    expect(await contentsOf()).toEqual(before);
    const other = { ...keyed('same'), caller: 'usr_2' };
    expect(await commit(db, fullRename(db, two.id, 1, { idempotency: other }))).toMatchObject({ ok: true });
  });

  it('a second beginning of the same record', async () => {
    const { id } = await storedOrganization(db);
    const before = await contentsOf();
    const done = await commit(db, aCommit(id, 0, { statements: [] }));
    expect(done).toEqual({ ok: false, refusal: { code: 'stale-version' } });
    expect(await contentsOf()).toEqual(before);
  });
});

describe('the record of what happened', () => {
  const hashOf = async (row: Awaited<ReturnType<typeof eventsOf>>[number]) => {
    const { id, subject, version, jurisdiction, at, previousHash, commitment } = row;
    const { action, actorId, actorOrganization, payload, contentSalt } = row;
    const content = await hashed({ salt: contentSalt, action, actorId, actorOrganization, payload });
    return hashed({
      form: 'lianchuang-event-2',
      id,
      subject,
      version,
      jurisdiction,
      at,
      previousHash,
      commitment,
      content,
    });
  };
  const hashed = (told: object) => sha256(canonicalJson(told as unknown as Parameters<typeof canonicalJson>[0]));

  it('each event names the hash of the one before and the record the last', async () => {
    const { id, chainHash: first } = await storedOrganization(db);
    let chainHash = first;
    for (const version of [1, 2, 3]) {
      const payload = { 说明: `第${version}次`, list: [{ deep: null }], empty: undefined };
      const done = await commit(db, {
        ...fullRename(db, id, version, { payload }),
        subject: { table: 'organizations', id, chainHash },
      });
      if (done.ok) ({ chainHash } = done.value);
    }
    const chain = await eventsOf(id);
    expect(chain).toHaveLength(4);
    expect(chain.map((each) => each.previousHash)).toEqual([null, ...chain.slice(0, -1).map((each) => each.hash)]);
    for (const row of chain) {
      expect(await hashOf(row)).toBe(row.hash);
      expect(await hashed({ salt: row.salt, actorName: row.actorName })).toBe(row.commitment);
      expect(await hashed({ salt: row.salt, actorName: '别人' })).not.toBe(row.commitment);
      expect(await hashOf({ ...row, commitment: await hashed({ salt: row.salt, actorName: '别人' }) })).not.toBe(
        row.hash,
      );
      expect(await hashOf({ ...row, payload: { ...row.payload, more: 1 } })).not.toBe(row.hash);
    }
    const [record] = await db.orm.select().from(organizations).where(eq(organizations.id, id));
    expect(record?.chainHash).toBe(chain.at(-1)?.hash);
  });

  // What somebody with the database in hand might try.
  const tampers: readonly (readonly [string, string])[] = [
    ['UPDATE', `UPDATE events SET actor_name = '别人' WHERE id = ?1`],
    ['UPDATE OR REPLACE', `UPDATE OR REPLACE events SET version = version + 1 WHERE id = ?1`],
    ['DELETE', `DELETE FROM events WHERE id = ?1`],
    [
      'INSERT OR REPLACE of the same id',
      `INSERT OR REPLACE INTO events SELECT id, subject, version, jurisdiction, action, actor_id, '别人', actor_organization, at, payload, previous_hash, hash, salt, content_salt, commitment FROM events WHERE id = ?1`,
    ],
    [
      'INSERT OR REPLACE of the same version under a new id',
      `INSERT OR REPLACE INTO events SELECT 'evt_forged', subject, version, jurisdiction, action, actor_id, '别人', actor_organization, at, payload, previous_hash, hash, salt, content_salt, commitment FROM events WHERE id = ?1`,
    ],
    [
      'an insert that updates on conflict',
      `INSERT INTO events SELECT * FROM events WHERE id = ?1 ON CONFLICT (id) DO UPDATE SET actor_name = '别人'`,
    ],
    [
      'an insert that updates the same version on conflict',
      `INSERT INTO events SELECT 'evt_forged', subject, version, jurisdiction, action, actor_id, '别人', actor_organization, at, payload, previous_hash, hash, salt, content_salt, commitment FROM events WHERE id = ?1 ON CONFLICT (subject, version) DO UPDATE SET actor_name = '别人'`,
    ],
  ];
  it.each([
    ['the name without its salt', `UPDATE events SET actor_name = '' WHERE id = ?1`],
    ['the salt alone', `UPDATE events SET salt = NULL WHERE id = ?1`],
    ['the name and the reason', `UPDATE events SET actor_name = '', salt = NULL, payload = '{"x":1}' WHERE id = ?1`],
    ['the name and the time', `UPDATE events SET actor_name = '', salt = NULL, at = at + 1 WHERE id = ?1`],
  ])('erasing takes the name with its salt and nothing else: not %s', async (_, sql) => {
    const { id } = await storedOrganization(db);
    const [event] = await eventsOf(id);
    await expect(
      env.DB.prepare(sql)
        .bind(event?.id ?? '')
        .run(),
    ).rejects.toThrow(/append-only/);
  });

  it('an event whose name was erased still has its hash, and the commitment tells nothing', async () => {
    const { id } = await storedOrganization(db);
    await env.DB.prepare(`UPDATE events SET actor_name = '', salt = NULL WHERE subject = ?1`).bind(id).run();
    const [event] = await eventsOf(id);
    expect(event).toMatchObject({ actorName: '', salt: null });
    expect(event && (await hashOf(event))).toBe(event?.hash);
  });

  it.each(tampers)('an event cannot be changed by %s', async (_, sql) => {
    const { id } = await storedOrganization(db);
    const [event] = await eventsOf(id);
    const attempt = env.DB.prepare(sql)
      .bind(event?.id ?? '')
      .run();
    await expect(attempt).rejects.toThrow(/append-only/);
    expect(await eventsOf(id)).toEqual([event]);
  });
});
