import { addDays, endOfDay, type Day } from '@lianchuang/domain/kernel';
import { aFilingIn } from '@lianchuang/domain/testing/filings';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { commit } from './commit.ts';
import { clockEnds, endsAt, LONGEST_WAIT, type Deadline } from './deadlines.ts';
import { insertFiling, updateFiling } from './filings/write.ts';
import { aDb, contentsOf } from './testing/databases.ts';
import { arrange, next } from './testing/records.ts';

const db = aDb();
const ACTOR = { id: null, name: '系统', organization: '系统' };

/** A correction that is due on Monday 2026-06-15, that is before 2026-06-15T16:00:00.000Z. */
async function dueOn(day: Day | null) {
  const filing = aFilingIn('correction', { id: `fil_${next()}` });
  const due = { ...filing, clock: filing.clock && { ...filing.clock, dueOn: day } };
  await arrange(db, [insertFiling(db, { ...due, members: [] }, filing.createdAt)]);
  return due;
}

const read = async (deadline: Deadline) => (await db.orm.get<{ at: number | null }>(sql`SELECT ${deadline} AS at`)).at;

type Options = { now?: number; deadline?: Deadline };
function change(filing: Awaited<ReturnType<typeof dueOn>>, at: number, { now = at, deadline }: Options = {}) {
  return commit(db, {
    subject: { table: 'filings', id: filing.id, chainHash: null },
    expectedVersion: 1,
    jurisdiction: filing.jurisdiction,
    action: 'filing.resubmit',
    actor: ACTOR,
    at,
    payload: {},
    statements: [updateFiling(db, { ...filing, status: 'submitted' })],
    inTime: { clock: () => now, deadline: deadline ?? clockEnds(filing.id) },
  });
}

describe('a deadline inside the batch', () => {
  const days = ['2024-02-28', '2024-02-29', '2025-12-31', '2026-01-01', '2026-06-15', '2027-02-28', '2199-12-31'];

  it.each(days)('the database ends %s at the same instant as the domain', async (day) => {
    const filing = await dueOn(day);
    expect(await read(clockEnds(filing.id))).toBe(endOfDay(day));
    const other = await dueOn(addDays(day, 1));
    expect(await read(clockEnds(other.id))).toBe(endOfDay(day) + 86_400_000);
  });

  it.each([
    [-1, true],
    [0, false],
    [1, false],
  ])('%d ms from the end of the day in China: written %s', async (offset, written) => {
    const filing = await dueOn('2026-06-15');
    const at = Date.parse('2026-06-15T16:00:00.000Z') + offset;
    const before = await contentsOf();
    const done = await change(filing, at);
    expect(done.ok).toBe(written);
    if (done.ok) return;
    expect(done.refusal).toEqual({ code: 'too-late' });
    expect(await contentsOf()).toEqual(before);
  });

  it.each([
    [-1, true],
    [0, false],
    [1, false],
  ])('%d ms from an instant that stands in the rules: written %s', async (offset, written) => {
    const closes = Date.parse('2026-06-30T17:00:00+08:00');
    const done = await change(await dueOn(null), closes + offset, { deadline: endsAt(closes) });
    expect(done.ok).toBe(written);
  });

  it('where no day could be counted there is no end', async () => {
    expect((await change(await dueOn(null), Date.parse('2099-01-01T00:00:00Z'))).ok).toBe(true);
  });

  it('the deadline is the one that stands when the batch runs, not the one that was read', async () => {
    const filing = await dueOn('2026-06-15');
    const at = Date.parse('2026-06-15T16:00:00.000Z');
    await db.d1.prepare(`UPDATE filings SET due_on = '2026-06-16' WHERE id = ?`).bind(filing.id).run();
    expect((await change(filing, at)).ok).toBe(true);
  });
});

describe('a request that waited', () => {
  it.each([
    [LONGEST_WAIT, true],
    [LONGEST_WAIT + 1, false],
  ])('%d ms after its receipt: written %s', async (waited, written) => {
    const filing = await dueOn('2026-06-15');
    const at = Date.parse('2026-06-15T15:59:59.999Z');
    const before = await contentsOf();
    const done = await change(filing, at, { now: at + waited });
    expect(done.ok).toBe(written);
    if (done.ok) return;
    expect(done.refusal).toEqual({ code: 'not-accepted' });
    expect(await contentsOf()).toEqual(before);
  });
});
