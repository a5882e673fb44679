import {
  ConsortiumPage,
  ConsortiumView,
  FacetsView,
  RegistrationView,
  StatisticsView,
} from '@lianchuang/contract/consortia';
import { open } from '@lianchuang/db/client';
import { indexConsortium, searchFields } from '@lianchuang/db/consortia/search';
import type { Statement } from '@lianchuang/db/commit';
import type { ConsortiumRecord } from '@lianchuang/db/consortia/read';
import { insertConsortium } from '@lianchuang/db/consortia/write';
import { aConsortium, aConsortiumMember, arrange } from '@lianchuang/db/testing/records';
import type { FilingView } from '@lianchuang/contract/filings';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went, type Answer, type Problem } from '../../test/app-under-test.ts';
import { aCast, aRegisteredConsortium, clock, partners, type Cast } from '../../test/cases.ts';
import { anOfficer, holdsRole, type Person } from '../../test/people.ts';

const app = anApp();
const db = open(app.env.DB, app.env.SEARCH);
const MANY = 300;
let cast: Cast;
let filing: FilingView;
let others: Record<string, Person>;

/** What an answer cost, by D1's own figures. */
function cost({ headers }: Answer<unknown>): { queries: number; read: number; written: number } {
  const told = /^d1;dur=\d+\.\d{2};desc="queries=(\d+) rows_read=(\d+) rows_written=(\d+)"$/.exec(
    headers.get('Server-Timing') ?? '',
  );
  expect(told, headers.get('Server-Timing') ?? 'no Server-Timing').not.toBeNull();
  const [, queries, read, written] = told ?? [];
  return { queries: Number(queries), read: Number(read), written: Number(written) };
}

const whole = (made: ReturnType<typeof aConsortium>) => ({ summary: null, ...made }) as ConsortiumRecord;

beforeAll(async () => {
  cast = await aCast(app);
  filing = await aRegisteredConsortium(cast, { members: await partners(cast.partner, 3, 2) });
  others = {
    recommender: await anOfficer(app, 'recommender'),
    auditor: await anOfficer(app, 'auditor'),
    elsewhere: await anOfficer(app, 'director', { jurisdiction: '410300' }),
    lead: cast.lead,
    clerk: cast.clerk,
  };
  const statements: Statement[] = [];
  for (let n = 0; n < MANY; n += 1) {
    const serial = 100 + n;
    const number = `示联备〔2025〕${serial}号`;
    const consortium = aConsortium({
      serial,
      registerYear: 2025,
      registrationNumber: number,
      numberKey: number,
      name: `示例${n % 12 === 0 ? '深海' : '普通'}联合体${(n * 37) % MANY}`,
      industryCode: ['qd-ai', 'qd-it', 'qd-nev'][n % 3] ?? 'qd-ai',
      divisionCode: ['370202', '370203', '370211', '370212'][n % 4] ?? '370202',
      registeredOn: `2025-0${1 + (n % 9)}-11`,
      validTo: `2028-0${1 + (n % 7)}-11`,
    });
    const members = Array.from({ length: 10 }, (_, at) => aConsortiumMember(consortium, at, `示例成员${n}-${at}`));
    statements.push(...insertConsortium(db, consortium, members, 0));
    if (n % 2 === 0) await indexConsortium(db, whole(consortium), searchFields(whole(consortium), [], []));
    if (n % 30 === 29) await arrange(db, statements.splice(0));
  }
}, 120_000);

describe('cost does not grow with the register', () => {
  const filters = [
    '',
    'jurisdiction=370200',
    'industry=qd-ai',
    'division=370203',
    'status=in_force',
    'jurisdiction=370000&industry=qd-it',
    'industry=qd-nev&status=in_force',
    'division=370211&status=in_force',
  ];
  const sorts = ['-registeredOn', 'registeredOn', 'name', 'validTo'];

  it.each(sorts)(
    'a page of 20 sorted by %s reads at most 60 rows in at most two queries, at any depth, under one or two filters',
    async (sort) => {
      for (const filter of filters) {
        let cursor: string | null = '';
        for (let page = 0; page < 4 && cursor !== null; page += 1) {
          const answer: Answer<ConsortiumPage> = await app.get<ConsortiumPage>(
            `/consortia?${filter}&sort=${sort}${cursor === '' ? '' : `&cursor=${cursor}`}`.replace('?&', '?'),
          );
          const spent = cost(answer);
          expect(spent.read, `${filter} ${sort} page ${page}`).toBeLessThanOrEqual(60);
          expect(spent.queries).toBeLessThanOrEqual(2);
          expect(spent.written).toBe(0);
          cursor = went(answer).nextCursor;
        }
      }
    },
  );

  it('every filter at once reads at most 500 rows', async () => {
    const spent = cost(
      await app.get('/consortia?jurisdiction=370200&industry=qd-ai&division=370202&status=in_force&sort=name'),
    );
    expect(spent.read).toBeLessThanOrEqual(500);
  });

  it.each(filters)('facets under %j read at most 300 rows', async (filter) => {
    const answer = await app.get<FacetsView>(`/consortia/facets?${filter}`);
    expect(cost(answer).read).toBeLessThanOrEqual(300);
    const total =
      Object.entries(Object.fromEntries(new URLSearchParams(filter))).length === 0 ? MANY + 1 : went(answer).total;
    expect(went(answer).total).toBe(total);
  });

  it('facets are what paging through the list counts', async () => {
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: ConsortiumPage = went(
        await app.get<ConsortiumPage>(
          `/consortia?division=370203&limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`,
        ),
      );
      ids.push(...page.items.map((each) => each.id));
      cursor = page.nextCursor;
    }
    const facets = went(await app.get<FacetsView>('/consortia/facets?division=370203'));
    expect([facets.total, new Set(ids).size]).toEqual([ids.length, ids.length]);
    expect(facets.industry.reduce((sum, each) => sum + each.count, 0)).toBe(ids.length);
  });

  it('a consortium page takes at most four queries', async () => {
    const spent = cost(await app.get(`/consortia/${filing.consortiumId}`));
    expect(spent.queries).toBeLessThanOrEqual(4);
    expect(spent.read).toBeLessThanOrEqual(120);
  });

  it('a search takes at most two queries, a rare word at most 60 rows', async () => {
    for (const sort of sorts) {
      const answer = await app.get<ConsortiumPage>(`/consortia?q=深海&sort=${sort}`);
      const spent = cost(answer);
      expect(spent.read, sort).toBeLessThanOrEqual(120);
      expect(spent.queries, sort).toBeLessThanOrEqual(3);
      expect(went(answer).items).toHaveLength(20);
    }
    const rare = await app.get<ConsortiumPage>(`/consortia?q=${filing.lead.organization.name}`);
    expect(cost(rare).read).toBeLessThanOrEqual(60);
  });

  it('a search over many matches says that its counts leave the words out', async () => {
    const wide = went(await app.get<FacetsView>('/consortia/facets?q=普通'));
    expect([wide.exact, wide.total]).toEqual([false, null]);
    const narrow = went(await app.get<FacetsView>('/consortia/facets?q=深海&industry=qd-ai'));
    expect(narrow.exact).toBe(true);
    expect(narrow.total).toBe(narrow.industry.find((each) => each.code === 'qd-ai')?.count);
  });
});

describe('public answers', () => {
  const paths = () => [
    '/consortia?limit=2',
    '/consortia/facets',
    `/consortia/${filing.consortiumId}`,
    `/registrations/${encodeURIComponent(filing.registrationNumber ?? '')}`,
    '/policies',
    '/policies/pol_qingdao-2025',
    '/policies/pol_luoyang-2025/versions/1',
    '/notices',
    `/notices/${filing.publicity?.noticeId}`,
    '/statistics/consortia?jurisdiction=370200',
    '/statistics/consortia',
  ];

  it('are cacheable, carry a tag, and answer 304 to who has it', async () => {
    for (const path of paths()) {
      const first = await app.get(path);
      expect(first.status, path).toBe(200);
      expect(first.headers.get('Cache-Control'), path).toMatch(/^public, max-age=\d+/);
      const tag = first.headers.get('ETag') ?? '';
      expect(tag, path).toMatch(/^(W\/)?"[0-9a-f]{16,}"$/);
      for (const known of [tag, `"x", ${tag}`, '*']) {
        const again = await app.get(path, { 'If-None-Match': known });
        expect([again.status, again.text, again.headers.get('ETag')], path).toEqual([304, '', tag]);
      }
      expect((await app.get(path, { 'If-None-Match': '"x"' })).status).toBe(200);
    }
  });

  it('differ by language and say so', async () => {
    for (const path of paths().filter((each) => !each.startsWith('/consortia/facets'))) {
      const zh = await app.get(path);
      const en = await app.get(path, { 'Accept-Language': 'en' });
      expect([zh.headers.get('Content-Language'), en.headers.get('Content-Language')]).toEqual(['zh-CN', 'en']);
      expect(zh.headers.get('Vary'), path).toContain('Accept-Language');
    }
  });

  it('say the same to everybody, signed in or not', async () => {
    for (const path of paths()) expect((await cast.director.get(path)).text).toBe((await app.get(path)).text);
  });

  it('fit their contracts with no field more', async () => {
    const [list, facets, one, proof] = paths();
    ConsortiumPage.extend({ items: ConsortiumPage.shape.items })
      .strict()
      .parse((await app.get(list ?? '')).body);
    for (const item of went(await app.get<{ items: unknown[] }>(list ?? '')).items)
      ConsortiumPage.shape.items.element.strict().parse(item);
    FacetsView.strict().parse((await app.get(facets ?? '')).body);
    ConsortiumView.strict().parse((await app.get(one ?? '')).body);
    RegistrationView.strict().parse((await app.get(proof ?? '')).body);
    StatisticsView.strict().parse((await app.get('/statistics/consortia?jurisdiction=370200')).body);
  });

  it('a missing consortium and notice are not found and not cached', async () => {
    for (const path of [
      '/consortia/con_none',
      '/notices/ntc_none',
      '/policies/pol_none',
      '/policies/pol_qingdao-2025/versions/9',
    ]) {
      const { headers } = await refused(404, 'not-found', () => app.get(path));
      expect(headers.get('ETag')).toBeNull();
    }
  });

  it('a contradiction of place and division finds nothing', async () => {
    expect(went(await app.get<ConsortiumPage>('/consortia?jurisdiction=410300&division=370202'))).toEqual({
      items: [],
      nextCursor: null,
    });
    expect(went(await app.get<FacetsView>('/consortia/facets?jurisdiction=410300&division=370202')).total).toBe(0);
  });

  it('a figure of D1’s cost is told outside production only', async () => {
    cost(await app.get('/consortia'));
    const production = anApp({ ENVIRONMENT: 'production', ORIGIN: 'http://localhost' });
    for (const path of ['/consortia', '/me', '/nonsense'])
      expect((await production.get(path)).headers.get('Server-Timing')).toBeNull();
  });

  it('statistics show target, actual and pipeline', async () => {
    const figures = went(await app.get<StatisticsView>('/statistics/consortia?jurisdiction=370200'));
    expect(figures.target).toMatchObject({ year: 2028, count: 20 });
    expect([figures.actual, figures.total]).toEqual([MANY + 1, MANY + 1]);
    expect(figures.byIndustry.reduce((sum, each) => sum + each.count, 0)).toBe(MANY + 1);
    expect(figures.pipeline.every((each) => each.count === 0)).toBe(true);
  });
});

describe('revoking a registration', () => {
  const path = () => `/consortia/${filing.consortiumId}/actions`;
  type Actions = { version: number; actions: { name: string; requires: string[] }[] };

  it('is open to the director of the jurisdiction only, and shown to nobody else', async () => {
    const { version, actions } = went(await cast.director.get<Actions>(path()));
    expect(actions).toMatchObject([{ name: 'revoke', requires: ['reason'] }]);
    for (const [role, person] of Object.entries(others)) {
      expect(went(await person.get<Actions>(path())).actions, role).toEqual([]);
      await refused(403, 'not-allowed', () =>
        person.post(`${path()}/revoke`, { reason: '理由' }, { 'If-Match': `"${version}"` }),
      );
    }
  });

  it('a director who belongs to a party steps out', async () => {
    const director = await anOfficer(app, 'director');
    expect(went(await director.get<Actions>(path())).actions).toHaveLength(1);
    await holdsRole(app, director, cast.leads.id, 'viewer');
    expect(went(await director.get<Actions>(path())).actions).toEqual([]);
    await refused(403, 'not-allowed', () => director.post<Problem>(`${path()}/revoke`, { reason: '理由' }));
  });

  it('needs a reason and the version that was read', async () => {
    await refused(422, 'invalid-input', () => cast.director.post(`${path()}/revoke`, {}));
    await refused(409, 'stale-version', () =>
      cast.director.post(`${path()}/revoke`, { reason: '理由' }, { 'If-Match': '"99"' }),
    );
    await refused(404, 'not-found', () => cast.director.post('/consortia/con_none/actions/revoke', { reason: '理由' }));
  });

  it('is public at once with its reason, in every list and count, and happens once', async () => {
    const { done, events } = await eventsOf(() =>
      cast.director.post<ConsortiumView>(`${path()}/revoke`, { reason: '评价结果不合格。' }),
    );
    expect(went(done)).toMatchObject({ status: 'revoked', version: 2 });
    expect(events).toEqual(['consortium.revoke']);
    const page = went(await app.get<ConsortiumView>(`/consortia/${filing.consortiumId}`));
    expect(page.timeline.at(-1)).toMatchObject({
      action: 'consortium.revoke',
      note: '评价结果不合格。',
      official: true,
    });
    expect(page).toEqual(went(done));
    for (const list of ['/consortia?status=revoked', `/consortia?status=revoked&q=${filing.registrationNumber}`]) {
      expect(
        went(await app.get<ConsortiumPage>(list)).items.map((each) => each.id),
        list,
      ).toEqual([filing.consortiumId]);
    }
    expect(went(await app.get<FacetsView>('/consortia/facets')).status).toEqual([
      { code: 'in_force', name: '有效', count: MANY },
      { code: 'revoked', name: '已撤销', count: 1 },
    ]);
    expect(
      went(await app.get<RegistrationView>(`/registrations/${encodeURIComponent(filing.registrationNumber ?? '')}`))
        .status,
    ).toBe('revoked');
    await refused(409, 'consortium.wrong-state', () => cast.director.post(`${path()}/revoke`, { reason: '再撤。' }));
    clock('2030-01-01 00:00');
    expect(went(await app.get<ConsortiumView>(`/consortia/${filing.consortiumId}`)).status).toBe('revoked');
  });
});
