import { expect, it } from 'vitest';
import { aDb, plansOf } from '../testing/databases.ts';
import { listRefusals } from './read.ts';
import { recordRefusal, recordStranger } from './record.ts';

const db = aDb();
const auditor = (...codes: string[]) => ({
  userId: 'usr_auditor',
  name: '审计',
  memberships: [],
  offices: codes.map((jurisdiction) => ({ jurisdiction, role: 'auditor' as const, divisionCode: null })),
});
type Viewer = Parameters<typeof listRefusals>[1];
const viewer = (...codes: string[]) => auditor(...codes) as unknown as Viewer;
const tried = { at: 1_000, requestId: 'req_1', method: 'POST', path: '/x', status: 401, code: 'not-signed-in' };

it('pages through several bureaus and strangers, newest first, each row once', async () => {
  for (let nth = 0; nth < 5; nth += 1) {
    await recordRefusal(db, { ...tried, userId: `usr_a${nth}`, jurisdiction: '370200' });
    await recordRefusal(db, { ...tried, userId: `usr_b${nth}`, jurisdiction: '410300' });
    await recordStranger(db, { ...tried, address: 'a', tried: undefined });
    await recordRefusal(db, { ...tried, userId: `usr_c${nth}`, jurisdiction: '110000' });
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRefusals(db, viewer('370200', '410300'), { limit: 4, cursor });
    seen.push(...(page?.items ?? []).map(({ id, userId }) => `${id} ${userId}`));
    cursor = page?.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toHaveLength(15);
  expect(new Set(seen).size).toBe(15);
  expect(seen).toEqual(seen.toSorted().toReversed());
  expect(seen.join()).not.toContain('usr_c');
  const other = await listRefusals(db, viewer('999999'), { limit: 50 });
  expect(other?.items.map(({ userId }) => userId)).toEqual(Array(5).fill(null));
});

it('whoever is no auditor anywhere reads nothing, the strangers neither', async () => {
  expect((await listRefusals(db, viewer(), { limit: 50 }))?.items).toEqual([]);
});

it('every part of a page is a range of an index: nothing is sorted, whatever a flood left', async () => {
  const plans = await plansOf((on) => listRefusals(on, viewer('370200', '410300'), { limit: 20 }));
  expect(plans).toHaveLength(3);
  for (const plan of plans)
    expect(plan).toMatch(/^SEARCH refusals USING INDEX refusals_by_jurisdiction \(jurisdiction=\?\)$/);
});
