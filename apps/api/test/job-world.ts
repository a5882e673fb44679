import { open, type Db } from '@lianchuang/db/client';
import { commit } from '@lianchuang/db/commit';
import { aCommit, aConsortium, registered } from '@lianchuang/db/testing/records';
import { keepChoices } from '@lianchuang/db/unlogged';
import { DEFAULT_CHOICES } from '@lianchuang/domain/notifications';
import { went, type App } from './app-under-test.ts';
import { aCast, act, aSubmittedFiling, clock, partners } from './cases.ts';

/** Everybody whose cases the jobs find. */
export async function aBureau(app: App) {
  clock('2026-06-01 09:00');
  const cast = await aCast(app);
  const db = open(app.env.DB, app.env.SEARCH);
  // Who signs for the members reads once a day what is not urgent.
  await keepChoices(db, cast.partner.id, { ...DEFAULT_CHOICES, pace: 'daily' }, 0);
  return { app, cast, members: await partners(cast.partner, 3, 2), db };
}
export type Bureau = Awaited<ReturnType<typeof aBureau>>;

/** A correction that was asked for on 2026-06-01 and never made. */
export async function aForgottenCorrection({ cast, members }: Bureau): Promise<string> {
  clock('2026-06-01 09:00');
  const filing = await aSubmittedFiling(cast, { members });
  const items = [{ code: 'other', pointer: '', text: '请核对。' }];
  return went(await act(cast.clerk, filing, 'request_correction', { items })).id;
}

/** A registration until 2026-06-30 that the search index does not know yet: its message waits. */
export async function anEndingRegistration(db: Db): Promise<string> {
  const record = await registered(db, aConsortium({ validTo: '2026-06-30' }));
  const done = await commit(db, {
    ...aCommit(record.id, 1),
    subject: { table: 'consortia', id: record.id, chainHash: record.chainHash },
    outbox: [{ kind: 'consortium.index', payload: { consortiumId: record.id } }],
  });
  if (!done.ok) throw new Error(done.refusal.code);
  return record.id;
}

/** One of each kind of thing that a job has to bring to its end. */
export async function aWorld(bureau: Bureau) {
  return { filing: await aForgottenCorrection(bureau), consortium: await anEndingRegistration(bureau.db) };
}
export type World = Awaited<ReturnType<typeof aWorld>>;

const rows = async (d1: D1Database, sql: string, ...values: string[]) =>
  (
    await d1
      .prepare(sql)
      .bind(...values)
      .all<Record<string, unknown>>()
  ).results;

/** How a world stands, told without ids and times, so that two worlds can be compared. */
export async function standOf({ app, cast }: Bureau, { filing, consortium }: World) {
  const { DB, SEARCH, SEALS } = app.env;
  const history = (subject: string) =>
    rows(DB, 'SELECT version, action FROM events WHERE subject = ? ORDER BY version', subject);
  const stored = await SEALS.list({ prefix: 'seals/' });
  const roots = await rows(DB, 'SELECT size, root, published_at IS NOT NULL AS published FROM seals ORDER BY size');
  const outside = await Promise.all(
    stored.objects.map(async ({ key }) => {
      const { size, root } = (await (await SEALS.get(key))?.json()) as { size: number; root: string };
      return { size, root, published: 1 };
    }),
  );
  return {
    filing: await rows(DB, 'SELECT status, version, clock, due_on FROM filings WHERE id = ?', filing),
    filingHistory: await history(filing),
    consortium: await rows(DB, 'SELECT status, version FROM consortia WHERE id = ?', consortium),
    consortiumHistory: await history(consortium),
    listings: await rows(
      DB,
      'SELECT count(*) AS count, count(DISTINCT scope) AS scopes FROM consortium_listings WHERE consortium_id = ?',
      consortium,
    ),
    index: await rows(
      SEARCH,
      `SELECT d.sort, x.marks FROM search_documents d JOIN search_index x ON x.rowid = d.rowid
       WHERE d.consortium_id = ? ORDER BY d.sort`,
      consortium,
    ),
    waiting: await rows(DB, 'SELECT kind FROM outbox WHERE done_at IS NULL'),
    unsealed: await rows(
      DB,
      'SELECT e.action FROM events e LEFT JOIN seal_leaves l ON l.event_id = e.id WHERE l.position IS NULL',
    ),
    rootsOutside: JSON.stringify(roots) === JSON.stringify(outside) ? 'the same as inside' : { roots, outside },
    asserts: await rows(DB, 'SELECT * FROM commit_asserts'),
    told: await rows(
      DB,
      `SELECT kind, digest GLOB '20*' AS inDigest FROM notifications
       WHERE recipient_id = ? AND subject = ? AND urgent = 0 ORDER BY event_id`,
      cast.partner.id,
      filing,
    ),
    digestsTwice: await rows(
      DB,
      `SELECT json_extract(payload, '$.day') AS day FROM outbox WHERE kind = 'digest.mail' AND recipient_id = ?
       GROUP BY day HAVING count(*) > 1`,
      cast.partner.id,
    ),
  };
}
