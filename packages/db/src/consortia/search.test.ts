import { beforeAll, describe, expect, it } from 'vitest';
import { aDb, costOf, plansOf } from '../testing/databases.ts';
import { aConsortium, aConsortiumMember, AT } from '../testing/records.ts';
import { compareText } from '../text-order.ts';
import type { ConsortiumRecord, ConsortiumSort } from './read.ts';
import type { ScopeFilter } from './scope.ts';
import { searchable } from './search-words.ts';
import { indexConsortium, matchedValues, searchConsortia, searchFields } from './search.ts';
import type { NewConsortium } from './write.ts';

const db = aDb();
type Kept = { record: ConsortiumRecord; fields: string[] };
const kept: Kept[] = [];

async function indexed(over: Partial<NewConsortium>, members: string[] = [], initials: string[] = []): Promise<string> {
  const made = aConsortium(over);
  const record = { summary: null, source: null, filingId: null, version: 1, chainHash: null, ...made };
  const whole = { ...record, createdAt: AT, updatedAt: AT } as ConsortiumRecord;
  const fields = searchFields(
    whole,
    members.map((name, at) => aConsortiumMember(made, at + 1, name)),
    initials,
  );
  await indexConsortium(db, whole, fields);
  kept.push({ record: whole, fields });
  return whole.id;
}

const found = async (
  q: string,
  filter: ScopeFilter = {},
  sort: ConsortiumSort = '-registeredOn',
): Promise<string[]> => {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await searchConsortia(db, q, filter, { sort, limit: 100, cursor });
    if (page === undefined) throw new Error('a cursor of our own was refused');
    ids.push(...page.ids);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
};
const plainly = (q: string): Set<string> =>
  new Set(
    kept
      .filter(({ fields }) => fields.some((field) => searchable(field).includes(searchable(q))))
      .map(({ record }) => record.id),
  );

const SEVENTEEN = '面向高盐雾海洋环境的智能网联新能源';
let wind = '';
let rare = '';
let bracket = '';
let odd = '';
let chips = '';

beforeAll(async () => {
  wind = await indexed(
    {
      name: `示例${SEVENTEEN}汽车动力电池创新联合体`,
      leadName: '示例风电传动股份有限公司',
      summary: '突破 18 兆瓦级主轴承，良率 98.5%。',
      registeredOn: '2026-03-01',
      registrationNumber: '示联备〔2026〕0917号',
      leadUscc: '91370299DEM00017XM',
    },
    ['示例精密轴承有限公司', '示例海洋大学'],
    ['slmxgyw', 'slfdcd'],
  );
  rare = await indexed({
    name: '示例𠮷㐂䶮创新联合体',
    leadName: '示例𰻝面科技',
    registeredOn: '2026-03-02',
    validTo: '2027-01-01',
  });
  bracket = await indexed({
    name: '示例（深海）装备“联合体”',
    leadName: '示例[浅海]《装备》',
    registeredOn: '2026-03-03',
    validTo: '2028-01-01',
  });
  odd = await indexed({
    name: `示例 100%_节能 O'Brien "AND" OR NOT NEAR`,
    leadName: '示例ＡＢＣ１２３公司🚢船舶',
    registeredOn: '2026-03-03',
    industryCode: 'qd-it',
    validTo: '2026-12-31',
  });
  chips = await indexed({
    name: '示例存储芯片创新联合体',
    leadName: '示例存储',
    jurisdiction: '410300',
    industryCode: 'ly-open',
    divisionCode: '410302',
    status: 'revoked',
    registeredOn: '2026-03-04',
  });
}, 30_000);

describe('what a search finds', () => {
  const cases: readonly (readonly [string, string, () => string[]])[] = [
    ['two characters in the middle of a name', '海洋', () => [wind]],
    ['two characters at the end of a name', '联合', () => [chips, bracket, rare, wind]],
    ['one character', '芯', () => [chips]],
    ['the last character of a field alone', '体', () => [chips, bracket, rare, wind]],
    ['the name of a member', '精密轴承', () => [wind]],
    ['a run of the summary', '兆瓦级', () => [wind]],
    ['pinyin initials of the lead', 'slfd', () => [wind]],
    ['two pinyin initials', 'gy', () => [wind]],
    ['capital initials', 'SLFD', () => [wind]],
    ['the registration number as printed', '示联备〔2026〕0917号', () => [wind]],
    ['the registration number with other brackets', '示联备[2026]0917', () => [wind]],
    ['the digits of the registration number', '20260917', () => [wind]],
    ['the credit code of the lead in lower case', '91370299dem00017xm', () => [wind]],
    ['seventeen hanzi', SEVENTEEN, () => [wind]],
    ['thirty hanzi', `${SEVENTEEN}汽车动力电池创新联合体`, () => [wind]],
    ['a rare hanzi alone', '㐂', () => [rare]],
    ['a rare hanzi outside the basic plane alone', '𠮷', () => [rare]],
    ['two rare hanzi', '𠮷㐂', () => [rare]],
    ['a hanzi of the third plane', '𰻝', () => [rare]],
    ['a rare hanzi beside a common one', '𰻝面', () => [rare]],
    ['full-width brackets', '（深海）', () => [bracket]],
    ['half-width brackets', '(深海)', () => [bracket]],
    ['words across a bracket', '深海装备', () => [bracket]],
    ['full-width letters', 'ａｂｃ', () => [odd]],
    ['half-width letters and digits', 'abc123', () => [odd]],
    ['a percent sign as itself', '100%', () => [odd]],
    ['an underscore as itself', '%_节能', () => [odd]],
    ['a quote', `o'brien`, () => [odd]],
    ['double quotes', '"AND"', () => [odd]],
    ['a word of the index language', 'NEAR', () => [odd]],
    ['words around an emoji', '公司🚢船舶', () => [odd]],
    ['spaces between', '存储 芯片', () => [chips]],
    ['a run across two fields', '联合体示例存储', () => []],
    ['what nobody wrote', '不存在的词', () => []],
    ['a percent sign alone', '%', () => []],
    ['an underscore alone', '_', () => []],
    ['an emoji alone', '🚢', () => []],
    ['an attack', `" OR words : "示例`, () => []],
    ['a column filter', 'marks : sinforce', () => []],
    ['two hundred hanzi', '海'.repeat(200), () => []],
  ];
  it.each(cases)('%s: %s', async (_, q, expected) => {
    expect(await found(q)).toEqual(expected());
  });

  it('every run of every field finds the record, and nothing that does not hold it', async () => {
    for (const { fields, record } of kept.slice(0, 5)) {
      for (const field of fields) {
        const letters = [...searchable(field)];
        for (const [at, length] of [0, 1, 3, 5, 8].flatMap((from) => [1, 2, 3, 5].map((run) => [from, run] as const))) {
          const q = letters.slice(at, at + length).join('');
          if (q === '') continue;
          const ids = await found(q);
          expect(ids, q).toContain(record.id);
          expect(new Set(ids), q).toEqual(plainly(q));
        }
      }
    }
  });

  it.each([
    [{ jurisdiction: '370000' }, () => [odd, bracket, rare, wind]],
    [{ jurisdiction: '410300' }, () => [chips]],
    [{ industry: 'qd-it' }, () => [odd]],
    [{ division: '410302' }, () => [chips]],
    [{ status: 'revoked' }, () => [chips]],
    [{ status: 'in_force', industry: 'qd-ai', jurisdiction: '370200' }, () => [bracket, rare, wind]],
    [{ jurisdiction: '410300', industry: 'qd-it' }, () => []],
  ] as const)('a filter narrows a search: %j', async (filter, expected) => {
    expect(await found('示例', filter)).toEqual(expected());
  });

  it('the figures beside a search are those of its matches', async () => {
    const values = await matchedValues(db, '示例', { jurisdiction: '370200' });
    expect(values?.map((each) => each.industry).sort()).toEqual(['qd-ai', 'qd-ai', 'qd-ai', 'qd-it']);
    expect(await matchedValues(db, '🚢', {})).toEqual([]);
  });
});

describe('the index', () => {
  it('a record indexed again is found by its new words only', async () => {
    const id = await indexed({ name: '更名前的名字', registeredOn: '2026-01-05' });
    const one = kept.at(-1);
    const again = { ...one?.record, name: '换过的称呼', status: 'expired' } as ConsortiumRecord;
    await indexConsortium(db, again, searchFields(again, [], []));
    expect(await found('更名前')).toEqual([]);
    expect(await found('换过的称呼')).toEqual([id]);
    expect(await found('换过的称呼', { status: 'in_force' })).toEqual([]);
    expect(await found('换过的称呼', { status: 'expired' })).toEqual([id]);
  });

  it('two records of one day indexed at the same moment are both found in the end', async () => {
    const records = ['同时登记甲', '同时登记乙', '同时登记丙'].map(
      (name) => ({ ...kept[0]?.record, ...aConsortium({ name, registeredOn: '2026-02-02' }) }) as ConsortiumRecord,
    );
    const index = (record: ConsortiumRecord) => indexConsortium(db, record, searchFields(record, [], []));
    const done = await Promise.allSettled(records.map(index));
    // Whoever lost the race says so, and the outbox tries again.
    for (const [at, each] of done.entries()) {
      const record = records[at];
      if (each.status === 'rejected' && record !== undefined) await index(record);
    }
    expect(new Set(await found('同时登记'))).toEqual(new Set(records.map((each) => each.id)));
    for (const record of records) expect(await found(record.name)).toEqual([record.id]);
  });
});

describe('order and paging of a search', () => {
  const MANY = 520;
  const sorts: ConsortiumSort[] = ['-registeredOn', 'registeredOn', 'name', 'validTo'];

  beforeAll(async () => {
    for (let n = 0; n < MANY; n += 1) {
      await indexed({
        name: `批量${['𠮷', '（', '海', 'A'][n % 4]}${(n * 7) % 90}`,
        leadName: n % 9 === 0 ? '少数' : '多数',
        registeredOn: `2025-0${1 + (n % 9)}-1${n % 3}`,
        validTo: `2028-0${1 + ((n * 5) % 9)}-01`,
      });
    }
  }, 60_000);

  it.each(sorts.flatMap((sort) => [`批量`, `少数`].map((q) => [sort, q] as const)))(
    'sorted by %s, all matches of %s come once, in order, over all pages',
    { timeout: 30_000 },
    async (sort, q) => {
      const matches = kept.filter(({ record }) => `${record.name} ${record.leadName}`.includes(q));
      expect(matches.length > 500).toBe(q === '批量');
      const ids = await found(q, {}, sort);
      expect(new Set(ids)).toEqual(new Set(matches.map(({ record }) => record.id)));
      expect(ids).toHaveLength(matches.length);
      const column = {
        '-registeredOn': 'registeredOn',
        registeredOn: 'registeredOn',
        name: 'name',
        validTo: 'validTo',
      } as const;
      const keys = ids.map((id) => matches.find(({ record }) => record.id === id)?.record[column[sort]] ?? '');
      const sorted = [...keys].sort((a, b) => compareText(a, b) * (sort === '-registeredOn' ? -1 : 1));
      expect(keys).toEqual(sorted);
    },
  );

  it('a page is the same whatever its size', async () => {
    const whole = await found('批量', { industry: 'qd-ai' }, 'name');
    const small: string[] = [];
    let cursor: string | undefined;
    for (let turn = 0; turn < 12; turn += 1) {
      const page = await searchConsortia(db, '批量', { industry: 'qd-ai' }, { sort: 'name', limit: 7, cursor });
      small.push(...(page?.ids ?? []));
      cursor = page?.nextCursor ?? undefined;
    }
    expect(small).toEqual(whole.slice(0, 84));
  });

  it('too many matches are not counted', async () => {
    expect(await matchedValues(db, '批量', {})).toBeNull();
  });

  it.each([
    ['-registeredOn', btoa('["x"]')],
    ['-registeredOn', btoa('[]')],
    ['-registeredOn', 'nonsense'],
    ['name', btoa('["only one"]')],
    ['name', '%%%'],
  ] as const)('a foreign cursor for %s is refused: %s', async (sort, cursor) => {
    expect(await searchConsortia(db, '批量', {}, { sort, limit: 5, cursor })).toBeUndefined();
  });

  it.each([btoa('[1e309]'), btoa('[null]'), btoa('[-1.5]')])(
    'a forged cursor never breaks a search: %s',
    async (cursor) => {
      const search = searchConsortia(db, '批量', {}, { sort: '-registeredOn', limit: 5, cursor });
      await expect(search).resolves.toSatisfy(
        (page) => page === undefined || Array.isArray((page as { ids: string[] }).ids),
      );
    },
  );

  it('a search by registration day is one query that walks the index', async () => {
    const search = (on = db) => searchConsortia(on, '少数', {}, { sort: '-registeredOn', limit: 20 });
    const cost = await costOf(() => search());
    expect(cost).toMatchObject({ queries: 1, rowsWritten: 0 });
    expect(cost.rowsRead).toBeLessThanOrEqual(60);
    const [plan] = await plansOf(search);
    expect(plan).toContain('SCAN x VIRTUAL TABLE INDEX');
    expect(plan).toContain('SEARCH d USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).not.toContain('TEMP B-TREE');
  });
});
