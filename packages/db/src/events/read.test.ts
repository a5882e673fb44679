import { anOfficer, aLeadViewer, aViewer } from '@lianchuang/domain/testing/filings';
import { beforeAll, describe, expect, it } from 'vitest';
import { commit } from '../commit.ts';
import { aDb, plansOf } from '../testing/databases.ts';
import { aCommit, AT, storedOrganization } from '../testing/records.ts';
import { listEvents, listEventsOf } from './read.ts';

const db = aDb();
const subjects: string[] = [];
const auditor = anOfficer('auditor');
const all = async (viewer: typeof auditor, over: Partial<Parameters<typeof listEvents>[2]> = {}) =>
  (await listEvents(db, viewer, { limit: 100, ...over }))?.items ?? [];

beforeAll(async () => {
  for (let n = 0; n < 9; n += 1) subjects.push((await storedOrganization(db)).id);
  subjects.push((await storedOrganization(db, { jurisdiction: '410300', divisionCode: '410302' })).id);
  const other = { id: 'usr_2', name: '另一人', organization: null };
  const [first = ''] = subjects;
  await commit(db, aCommit(first, 1, { at: AT + 1, actor: other, payload: { 说: '话' } }));
  await commit(db, aCommit(subjects.at(-1) ?? '', 1, { jurisdiction: '410300', at: AT + 2 }));
});

describe('the audit trail', () => {
  it('an auditor reads the own jurisdiction, newest first', async () => {
    const items = await all(auditor);
    expect(items).toHaveLength(10);
    expect(new Set(items.map((each) => each.jurisdiction))).toEqual(new Set(['370200']));
    expect(items[0]).toMatchObject({ subject: subjects[0], version: 2, actorId: 'usr_2', payload: { 说: '话' } });
  });

  it('an auditor of another jurisdiction reads nothing of this one', async () => {
    expect(await all(anOfficer('auditor', { jurisdiction: '410300' }))).toHaveLength(2);
    expect(await all(anOfficer('auditor', { jurisdiction: '370000' }))).toEqual([]);
    expect(await all(anOfficer('auditor', { jurisdiction: '410300' }), { subject: subjects[0] })).toEqual([]);
  });

  it('a stranger, a party and every other officer reads nothing', async () => {
    for (const viewer of [
      aViewer(),
      aLeadViewer(),
      ...(
        ['clerk', 'director', 'recommender', 'expert', 'system_administrator', 'security_administrator'] as const
      ).map((role) => anOfficer(role)),
    ])
      expect(await all(viewer)).toEqual([]);
  });

  it('subject and actor narrow it', async () => {
    expect((await all(auditor, { subject: subjects[0] })).map((each) => each.version)).toEqual([2, 1]);
    expect(await all(auditor, { actor: 'usr_2' })).toHaveLength(1);
    expect(await all(auditor, { actor: 'usr_9' })).toEqual([]);
  });

  it('pages hold every event once', async () => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listEvents(db, auditor, { limit: 3, cursor });
      ids.push(...(page?.items ?? []).map((each) => each.id));
      cursor = page?.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(ids).toEqual((await all(auditor)).map((each) => each.id));
  });

  it.each(['', 'x', btoa('[1,2]'), btoa('{}')])('a foreign cursor is refused: %j', async (cursor) => {
    expect(await listEvents(db, auditor, { limit: 3, cursor })).toBeUndefined();
  });

  it('a subject’s history is in order and found by its index', async () => {
    const [first = '', second = ''] = subjects;
    const told = await listEventsOf(db, [second, first]);
    expect(told.map((each) => [each.subject, each.version])).toEqual([
      [first, 1],
      [second, 1],
      [first, 2],
    ]);
    expect((await plansOf((on) => listEventsOf(on, [first])))[0]).toContain(
      'SEARCH events USING INDEX events_once (subject=?)',
    );
  });

  it('the trail walks an index, whatever it is asked for', async () => {
    const plan = async (over: { subject?: string; actor?: string }) =>
      (await plansOf((on) => listEvents(on, auditor, { limit: 20, ...over })))[0] ?? '';
    expect(await plan({})).toContain('SEARCH events USING INDEX events_by_jurisdiction (jurisdiction=?');
    expect(await plan({ actor: 'usr_2' })).toContain('SEARCH events USING INDEX events_by_actor (actor_id=?');
    expect(await plan({ subject: subjects[0] ?? '' })).toContain('SEARCH events USING INDEX events_once (subject=?');
  });
});
