import { FILING_STATUSES, type Filing } from '@lianchuang/domain/filings';
import {
  aFilingIn,
  aLeadViewer,
  aMemberViewer,
  anOfficer,
  at,
  aViewer,
  someMembers,
} from '@lianchuang/domain/testing/filings';
import type { Viewer } from '@lianchuang/domain/organizations';
import { luoyang2025, qingdao2025 } from '@lianchuang/domain/policies';
import { beforeAll, describe, expect, it } from 'vitest';
import { aDb, plansOf } from '../testing/databases.ts';
import { arrange, next } from '../testing/records.ts';
import { countInbox, countPipeline, listFilings, type FilingListFilter } from './list.ts';
import { findFiling, findInvitation, listLapsing } from './read.ts';
import { insertFiling, insertMember } from './write.ts';

const db = aDb();
const TODAY = '2026-06-05';
const stored: Filing[] = [];

async function stores(status: Filing['status'], over: Partial<Filing> = {}, policy = qingdao2025): Promise<Filing> {
  const n = next();
  const made = aFilingIn(status, { id: `fil_${String(n).padStart(3, '0')}`, ...over }, policy);
  const filing = { ...made, members: made.members.map((each) => ({ ...each, id: `${each.id}-${n}` })) };
  await arrange(db, [
    insertFiling(db, filing, at('2026-05-20 10:00') + n * 1000),
    ...filing.members.map((each, position) =>
      insertMember(db, filing, each, position, `${position}`.padEnd(61, 'a') + String(n).padStart(3, '0')),
    ),
  ]);
  stored.push(filing);
  return filing;
}

const inDivision = (divisionCode: string): Partial<Filing> => ({ lead: { ...aFilingIn('draft').lead, divisionCode } });
const list = async (viewer: Viewer, over: Partial<FilingListFilter> = {}) =>
  listFilings(db, viewer, { sort: 'due', limit: 100, today: TODAY, ...over });
const seen = async (viewer: Viewer, over: Partial<FilingListFilter> = {}) =>
  ((await list(viewer, over))?.items ?? []).map((each) => each.id).sort();
const idsWhere = (fits: (filing: Filing) => boolean) =>
  stored
    .filter(fits)
    .map((each) => each.id)
    .sort();
const reached = (filing: Filing) => filing.submittedAt !== null;

beforeAll(async () => {
  for (const status of FILING_STATUSES) await stores(status);
  // A draft that was withdrawn never reached the office; a returned one is a draft again.
  await stores('withdrawn', { submittedAt: null });
  await stores('submitted', inDivision('370203'));
  await stores('submitted', {
    lead: { ...aFilingIn('draft').lead, organizationId: 'org_other-lead' },
    members: someMembers(3, 2).map((each) => ({ ...each, organizationId: null })),
  });
  for (const status of ['draft', 'submitted', 'recommended'] as const) await stores(status, {}, luoyang2025);
});

describe('who sees which filings', () => {
  it('a stranger sees nothing', async () => {
    expect(await seen(aViewer())).toEqual([]);
    expect(await countInbox(db, aViewer(), TODAY)).toEqual([]);
    expect(await findFiling(db, aViewer(), stored[1]?.id ?? '')).toBeUndefined();
  });

  it.each(['clerk', 'director', 'auditor', 'recommender'] as const)(
    'a %s sees what reached the own jurisdiction and no draft',
    async (role) => {
      const own = idsWhere((each) => each.jurisdiction === '370200' && reached(each));
      expect(own.length).toBeGreaterThan(10);
      expect(await seen(anOfficer(role))).toEqual(own);
      expect(await seen(anOfficer(role), { mine: false })).toEqual(own);
      expect(await seen(anOfficer(role), { mine: true })).toEqual([]);
    },
  );

  it.each(['expert', 'system_administrator', 'security_administrator'] as const)(
    'an %s sees no filing',
    async (role) => {
      expect(await seen(anOfficer(role))).toEqual([]);
      expect(await countInbox(db, anOfficer(role), TODAY)).toEqual([]);
    },
  );

  it('an officer of another jurisdiction sees nothing of this one', async () => {
    const luoyang = anOfficer('clerk', { jurisdiction: '410300' });
    expect(await seen(luoyang)).toEqual(idsWhere((each) => each.jurisdiction === '410300' && reached(each)));
    expect(await seen(luoyang, { jurisdiction: '370200' })).toEqual([]);
    expect(await seen(anOfficer('clerk', { jurisdiction: '410200' }))).toEqual([]);
    const [qingdao] = idsWhere((each) => each.jurisdiction === '370200' && reached(each));
    expect(await findFiling(db, luoyang, qingdao ?? '')).toBeUndefined();
  });

  it('a recommender sees the own division only, also with an office that sees no filings', async () => {
    const own = idsWhere((each) => each.lead.divisionCode === '370203' && reached(each));
    const recommender = anOfficer('recommender', { divisionCode: '370203' });
    expect(own).toHaveLength(1);
    expect(await seen(recommender)).toEqual(own);
    const [office] = recommender.offices;
    for (const role of ['expert', 'system_administrator', 'security_administrator'] as const) {
      const both = { ...recommender, offices: [...(office ? [office] : []), ...anOfficer(role).offices] };
      expect(await seen(both)).toEqual(own);
      expect((await countInbox(db, both, TODAY)).reduce((sum, each) => sum + each.count, 0)).toBe(1);
    }
    const clerkToo = { ...recommender, offices: [...recommender.offices, ...anOfficer('clerk').offices] };
    expect(await seen(clerkToo)).toEqual(await seen(anOfficer('clerk')));
  });

  it('lead and members see their own, drafts included, and nobody else’s', async () => {
    expect(await seen(aLeadViewer())).toEqual(idsWhere((each) => each.lead.organizationId === 'org_lead'));
    const ofMember = idsWhere((each) => each.members.some((member) => member.organizationId === 'org_member-1'));
    expect(await seen(aMemberViewer(1, 'viewer'))).toEqual(ofMember);
    expect(await seen(aMemberViewer(77))).toEqual([]);
  });

  it('every filing in a list can be opened by the same person, and no other', async () => {
    const viewers = [
      aViewer(),
      aLeadViewer('viewer'),
      aMemberViewer(2),
      aMemberViewer(9),
      anOfficer('clerk'),
      anOfficer('expert'),
      anOfficer('recommender', { divisionCode: '370203' }),
      anOfficer('recommender', { divisionCode: '370299' }),
      anOfficer('director', { jurisdiction: '410300' }),
    ];
    for (const viewer of viewers) {
      const open: string[] = [];
      for (const { id } of stored) if ((await findFiling(db, viewer, id)) !== undefined) open.push(id);
      expect(await seen(viewer), viewer.userId).toEqual(open.sort());
    }
  });

  it('an invitation opens exactly the member that it names', async () => {
    const filing = stored[0];
    const token = '2'.padEnd(61, 'a') + (filing?.id.slice(-3) ?? '');
    const invited = await findInvitation(db, token);
    expect(invited?.memberId).toBe(filing?.members[2]?.id);
    expect(await findInvitation(db, token.replace('a', 'b'))).toBeUndefined();
  });
});

describe('lists', () => {
  const clerk = anOfficer('clerk');

  it.each(['due', '-updatedAt', 'updatedAt', 'name', '-submittedAt'] as const)(
    'paging by %s shows every filing once and in the order of one long page',
    async (sort) => {
      const whole = (await list(clerk, { sort }))?.items.map((each) => each.id) ?? [];
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list(clerk, { sort, limit: 3, cursor });
        paged.push(...(page?.items ?? []).map((each) => each.id));
        cursor = page?.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(await seen(clerk).then((all) => all.length));
    },
  );

  it.each([
    ['overdue', '2026-06-09', ['2026-06-05', '2026-06-08']],
    ['today', '2026-06-08', ['2026-06-08']],
    ['week', '2026-06-01', ['2026-06-05', '2026-06-08']],
    ['later', '2026-05-25', ['2026-06-05', '2026-06-08', '2026-06-15', '2026-06-30']],
  ] as const)('due %s as of %s', async (due, today, days) => {
    const found = (await list(clerk, { due, today }))?.items ?? [];
    const dues = new Set(found.map((each) => each.dueOn));
    for (const day of dues) expect(days, day ?? 'undated').toContain(day);
    expect(dues.has(days[0])).toBe(true);
  });

  it('what has no deadline sorts last and is found by its own filter', async () => {
    const undated = await seen(clerk, { due: 'none' });
    expect(undated).toEqual(idsWhere((each) => each.jurisdiction === '370200' && reached(each) && each.clock === null));
    const inOrder = (await list(clerk, { sort: 'due' }))?.items.map((each) => each.id) ?? [];
    expect(inOrder.slice(-undated.length).sort()).toEqual(undated);
  });

  it.each([
    ['%', 0],
    ['_', 0],
    [`' OR 1=1--`, 0],
    ['示例创新', 14],
    ['  示例创新  ', 14],
    ['示例牵头企业', 14],
    ['海'.repeat(200), 0],
  ])('words are taken literally: %j finds %i', async (q, count) => {
    const own = await seen(clerk);
    expect(await seen(clerk, { q })).toHaveLength(count === 0 ? 0 : own.length);
  });

  it('state, turn and step narrow a list', async () => {
    expect(await seen(clerk, { status: 'in_review' })).toEqual(
      idsWhere((each) => each.status === 'in_review' && each.jurisdiction === '370200'),
    );
    expect(await seen(clerk, { status: 'draft' })).toEqual([]);
    expect(await seen(clerk, { who: 'public' })).toEqual(idsWhere((each) => each.clock?.who === 'public'));
    expect(await seen(clerk, { step: 'correction' })).toEqual(idsWhere((each) => each.clock?.step === 'correction'));
  });

  it('the inbox counts what its lists show', async () => {
    const counts = await countInbox(db, clerk, TODAY);
    const waiting = await list(clerk, {});
    expect(counts.reduce((sum, each) => sum + each.count, 0)).toBe(
      waiting?.items.filter((each) => each.clockWho !== null).length,
    );
    for (const due of ['overdue', 'today', 'week', 'later'] as const) {
      const listed = (await list(clerk, { due }))?.items.filter((each) => each.clockWho !== null) ?? [];
      const counted = counts.filter((each) => each.due === due).reduce((sum, each) => sum + each.count, 0);
      expect(counted, due).toBe(listed.length);
    }
  });

  it('the public figures are numbers by state of one jurisdiction or all', async () => {
    const states = ['submitted', 'recommended'];
    expect(await countPipeline(db, ['410300'], states)).toEqual(
      new Map([
        ['submitted', 1],
        ['recommended', 1],
      ]),
    );
    expect(await countPipeline(db, null, states)).toEqual(
      new Map([
        ['submitted', 4],
        ['recommended', 2],
      ]),
    );
    expect(await countPipeline(db, ['370000'], states)).toEqual(new Map());
  });

  it.each(['', 'x', btoa('[1]'), btoa('{"a":1}'), btoa('[[1],2]')])(
    'a foreign cursor is refused: %j',
    async (cursor) => {
      expect(await list(clerk, { cursor })).toBeUndefined();
    },
  );

  it('corrections that lapse are found the day after the last one, by the index for it', async () => {
    const [correction] = stored.filter((each) => each.clock?.step === 'correction');
    const dueOn = correction?.clock?.dueOn ?? '';
    expect(await listLapsing(db, dueOn, 10)).toEqual([]);
    expect(await listLapsing(db, '2026-12-31', 10)).toEqual([correction?.id]);
    expect(await plansOf((on) => listLapsing(on, '2026-12-31', 10))).toEqual([
      'SEARCH filings USING INDEX filings_lapsing (status=? AND due_on<?)',
    ]);
  });

  it('own cases are found by lead and by membership, the office’s by jurisdiction, open ones by turn', async () => {
    const plan = async (viewer: Viewer, over: Partial<FilingListFilter>) =>
      (await plansOf((on) => listFilings(on, viewer, { sort: 'due', limit: 20, today: TODAY, ...over })))[0] ?? '';
    const mine = await plan(aLeadViewer(), { mine: true });
    expect(mine).toContain('SEARCH filings USING INDEX filings_by_lead (lead_organization_id=?)');
    expect(mine).toContain('SEARCH filing_members USING INDEX filing_members_by_organization (organization_id=?)');
    expect(await plan(clerk, { mine: false })).toMatch(/SEARCH filings USING INDEX filings_by_\w+ \(jurisdiction=\?\)/);
    expect(await plan(clerk, { mine: false, status: 'in_review' })).toContain(
      'SEARCH filings USING INDEX filings_by_status (jurisdiction=? AND status=?)',
    );
    expect(await plan(clerk, { mine: false, who: 'office' })).toContain(
      'SEARCH filings USING INDEX filings_by_due (jurisdiction=? AND clock_who=?)',
    );
    const [inbox] = await plansOf((on) => countInbox(on, clerk, TODAY));
    expect(inbox).toContain('SEARCH filings USING INDEX filings_by_due (jurisdiction=? AND clock_who>?)');
  });

  it('no list and no count reads the whole table', async () => {
    const viewers = [clerk, aLeadViewer(), aMemberViewer(), anOfficer('recommender', { divisionCode: '370203' })];
    for (const viewer of viewers) {
      for (const mine of [undefined, true, false]) {
        const plans = await plansOf((on) =>
          listFilings(on, viewer, { sort: 'due', limit: 20, today: TODAY, ...(mine === undefined ? {} : { mine }) }),
        );
        for (const plan of plans) expect(plan).not.toMatch(/SCAN (filings|filing_members)\b/);
      }
      for (const plan of await plansOf((on) => countInbox(on, viewer, TODAY)))
        expect(plan).not.toMatch(/SCAN filings\b/);
    }
  });
});
