import { aLeadViewer, anOfficer, at, aViewer } from '@lianchuang/domain/testing/filings';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { aDb, plansOf } from '../testing/databases.ts';
import { arrange, AT, next } from '../testing/records.ts';
import { countObjections, findNotice, listNotices, listObjections, type NoticeRecord } from './read.ts';
import { closeNotice, insertNotice, insertObjection, ruleObjection, type NewNotice } from './write.ts';

const db = aDb();
const NOW = at('2026-06-05 12:00');
const made: NewNotice[] = [];

async function stores(over: Partial<NewNotice>): Promise<NewNotice> {
  const n = next();
  const notice: NewNotice = {
    id: newId('notice'),
    jurisdiction: '370200',
    filingId: `fil_${n}`,
    policyId: 'pol_qingdao-2025',
    policyVersion: 1,
    firstDay: '2026-06-01',
    lastDay: '2026-06-05',
    workingDays: 5,
    closedAt: null,
    fictional: true,
    consortiumId: null,
    body: {
      title: `示例${n}`,
      lead: '示例',
      industryCode: null,
      divisionCode: null,
      summary: null,
      validityMonths: 36,
      members: [],
      waivers: [],
    },
    ...over,
  };
  await arrange(db, [insertNotice(db, notice, AT)]);
  made.push(notice);
  return notice;
}

const object = (notice: NewNotice, id: string) =>
  insertObjection(db, {
    id,
    noticeId: notice.id,
    filingId: notice.filingId,
    jurisdiction: notice.jurisdiction,
    name: '实名人',
    contact: '13800000000',
    reason: '理由',
    receivedAt: AT,
  });
const ids = async (filter: Partial<Parameters<typeof listNotices>[1]>, when = NOW) =>
  (await listNotices(db, { limit: 100, ...filter }, when))?.items.map((each) => each.id) ?? [];

let open: NewNotice;
let closed: NewNotice;
let luoyang: NewNotice;

beforeAll(async () => {
  open = await stores({});
  closed = await stores({ closedAt: AT });
  luoyang = await stores({ jurisdiction: '410300', lastDay: '2026-06-08' });
  for (let n = 1; n <= 7; n += 1) await stores({ lastDay: `2026-05-0${Math.ceil(n / 2)}` });
  await arrange(db, [object(open, 'obj_1'), object(open, 'obj_2'), object(open, 'obj_3'), object(luoyang, 'obj_4')]);
});

describe('notices', () => {
  it('an open notice is one whose last day is not over and that was not closed', async () => {
    expect(await ids({ status: 'open' })).toEqual([luoyang.id, open.id]);
    expect(await ids({ status: 'open' }, at('2026-06-05 23:59:59.999'))).toContain(open.id);
    expect(await ids({ status: 'open' }, at('2026-06-06 00:00'))).toEqual([luoyang.id]);
    expect(await ids({ status: 'closed' }, at('2026-06-06 00:00'))).toContain(open.id);
    expect(await ids({ status: 'closed' })).toContain(closed.id);
  });

  it('a jurisdiction shows its own only', async () => {
    expect(await ids({ jurisdictions: ['410300'] })).toEqual([luoyang.id]);
    expect(await ids({ jurisdictions: ['410000'] })).toEqual([]);
    expect(await ids({ jurisdictions: ['370200', '370000'] })).not.toContain(luoyang.id);
  });

  it('pages hold every notice once, newest last day first', async () => {
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listNotices(db, { limit: 2, cursor }, NOW);
      paged.push(...(page?.items ?? []).map((each) => each.id));
      cursor = page?.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const expected = [...made].sort((a, b) => (`${a.lastDay} ${a.id}` < `${b.lastDay} ${b.id}` ? 1 : -1));
    expect(paged).toEqual(expected.map((each) => each.id));
    expect(await listNotices(db, { limit: 2, cursor: 'x' }, NOW)).toBeUndefined();
  });

  it('lists walk the index of the last day', async () => {
    const plan = async (jurisdictions?: string[]) =>
      (await plansOf((on) => listNotices(on, { limit: 20, jurisdictions }, NOW)))[0] ?? '';
    expect(await plan()).toBe('SCAN notices USING INDEX notices_recent');
    expect(await plan(['370200'])).toMatch(
      /SEARCH notices USING INDEX notices_by_last_day \(jurisdiction=\?\)|SCAN notices USING INDEX notices_recent/,
    );
  });
});

describe('objections', () => {
  const record = async (notice: NewNotice) => (await findNotice(db, notice.id)) as NoticeRecord;

  it.each(['clerk', 'director', 'auditor'] as const)(
    'a %s of the jurisdiction reads them with their names',
    async (role) => {
      const read = await listObjections(db, anOfficer(role), await record(open));
      expect(read?.map((each) => each.id)).toEqual(['obj_1', 'obj_2', 'obj_3']);
      expect(read?.[0]).toMatchObject({ name: '实名人', contact: '13800000000' });
    },
  );

  it('nobody else does: no stranger, no party, no other office, no other jurisdiction', async () => {
    const others = [
      aViewer(),
      aLeadViewer(),
      anOfficer('recommender'),
      anOfficer('expert'),
      anOfficer('system_administrator'),
      anOfficer('security_administrator'),
      anOfficer('clerk', { jurisdiction: '410300' }),
      anOfficer('director', { jurisdiction: '370000' }),
    ];
    for (const viewer of others) expect(await listObjections(db, viewer, await record(open))).toBeUndefined();
  });

  it('a second ruling and a second closing change nothing', async () => {
    const by = { reason: '理由', at: AT, by: '青岛市科学技术局' };
    await arrange(db, [ruleObjection(db, 'obj_1', { outcome: 'upheld', ...by })]);
    await arrange(db, [ruleObjection(db, 'obj_1', { outcome: 'dismissed', ...by })]);
    await arrange(db, [ruleObjection(db, 'obj_2', { outcome: 'dismissed', ...by })]);
    expect(await countObjections(db, open.filingId)).toEqual({ total: 3, open: 1, upheld: 1 });
    expect(await countObjections(db, 'fil_nowhere')).toEqual({ total: 0, open: 0, upheld: 0 });
    await arrange(db, [closeNotice(db, closed.filingId, AT + 5)]);
    expect((await record(closed)).closedAt).toBe(AT);
  });
});
