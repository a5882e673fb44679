import { FILING_STATUSES, type Filing } from '@lianchuang/domain/filings';
import { aFilingIn, aLeadViewer, anOfficer, at, someMembers } from '@lianchuang/domain/testing/filings';
import { beforeAll, describe, expect, it } from 'vitest';
import { aDb, costOf } from '../testing/databases.ts';
import { arrange } from '../testing/records.ts';
import { listFilings, type FilingListFilter } from './list.ts';
import { insertFiling, insertMember } from './write.ts';

const OTHERS = 1_000;
/** Of the forty so many are led, in the others the organization is a member. */
const LED = 25;
const MINE = 40;
const MEMBERS = 5;
const db = aDb();
const viewer = aLeadViewer();
const ME = viewer.organizations[0]?.id ?? '';

type Part = 'led' | 'joined' | 'other';

/** A case in one of all states, with five members; every one was changed at another time. */
function aCase(n: number, part: Part): Filing {
  const status = FILING_STATUSES[n % FILING_STATUSES.length] ?? 'draft';
  const { lead } = aFilingIn('draft');
  const others = someMembers(3, 2).map((each, nth) => ({
    ...each,
    id: `fmb_${n}-${nth}`,
    organizationId: part === 'joined' && nth === 0 ? ME : `org_other-${(n + nth) % 200}`,
  }));
  const id = `fil_${String(n).padStart(4, '0')}`;
  const leads = part === 'led' ? lead : { ...lead, organizationId: `org_other-lead-${n % 100}` };
  return aFilingIn(status, { id, lead: leads, members: others });
}

const statements = (filing: Filing, n: number) => [
  insertFiling(db, filing, at('2026-05-20 10:00') + n * 1000),
  ...filing.members.map((each, position) =>
    insertMember(db, filing, each, position, `${n}-${position}`.padEnd(64, 'a')),
  ),
];

beforeAll(async () => {
  // Mine lie scattered among the others: a walk along the index of times would meet all of them.
  const every = Math.floor((OTHERS + MINE) / MINE);
  let mine = 0;
  for (let begin = 0; begin < OTHERS + MINE; begin += 40) {
    const batch = Array.from({ length: Math.min(40, OTHERS + MINE - begin) }, (_, nth) => {
      const n = begin + nth;
      const isMine = n % every === 0 && mine < MINE;
      if (isMine) mine += 1;
      return statements(aCase(n, !isMine ? 'other' : mine <= LED ? 'led' : 'joined'), n);
    });
    await arrange(db, batch.flat());
  }
}, 240_000);

const page = (over: Partial<FilingListFilter> = {}) =>
  listFilings(db, viewer, { mine: true, sort: '-updatedAt', limit: 100, today: '2026-06-05', ...over });

describe('my cases among a thousand of others', () => {
  it('are forty, found by two queries that read a few rows for each of them and none for the others', async () => {
    const found = await page();
    expect(found?.items).toHaveLength(MINE);
    expect(found?.items.filter(({ part }) => part === 'lead')).toHaveLength(LED);
    const cost = await costOf(() => page());
    expect(cost).toMatchObject({ queries: 2, rowsWritten: 0 });
    // Each case by its key or its index, its row, and its members to know one's own: far below the thousand.
    expect(cost.rowsRead).toBeLessThanOrEqual(MINE * (MEMBERS + 4));
  });

  it('cost no more when they are searched, sorted otherwise or asked for page by page', async () => {
    for (const over of [{ q: '创新' }, { sort: 'name' }, { sort: 'due' }, { limit: 10 }] as const) {
      const cost = await costOf(() => page(over));
      expect(cost.queries, JSON.stringify(over)).toBe(2);
      expect(cost.rowsRead, JSON.stringify(over)).toBeLessThanOrEqual(MINE * (MEMBERS + 4));
    }
  });

  it('cost an officer who has a case besides no walk through the bureau’s closed ones', async () => {
    const both = { ...anOfficer('clerk'), organizations: viewer.organizations };
    const cost = await costOf(() =>
      listFilings(db, both, { mine: true, sort: '-updatedAt', limit: 100, today: '2026-06-05' }),
    );
    expect(cost.rowsRead).toBeLessThanOrEqual(MINE * (MEMBERS + 4));
  });
});
