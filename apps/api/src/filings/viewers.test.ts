import { FilingPage, FilingView } from '@lianchuang/contract/filings';
import { MeView } from '@lianchuang/contract/organizations';
import { NoticeView, ObjectionPage } from '@lianchuang/contract/notices';
import { EventPage } from '@lianchuang/contract/events';
import { faulty } from '@lianchuang/db/testing/databases';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { anApp, eventsOf, refused, went, writingNothing } from '../../test/app-under-test.ts';
import {
  aCast,
  act,
  aDraft,
  aSubmittedFiling,
  clock,
  match,
  memberForm,
  partners,
  signedByAll,
  taken,
  type Cast,
} from '../../test/cases.ts';
import {
  anOfficer,
  anOrganization,
  anOrganizationForm,
  aPerson,
  holdsOffice,
  holdsRole,
  type Person,
} from '../../test/people.ts';

const app = anApp();
let cast: Cast;
let members: Awaited<ReturnType<typeof partners>>;
let published: FilingView;
let auditor: Person;
let stranger: Person;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  members = await partners(cast.partner, 3, 2);
  [auditor, stranger] = await Promise.all([anOfficer(app, 'auditor'), aPerson(app)]);
  published = await taken(cast, await aSubmittedFiling(cast, { members }), 'approve');
  const object = { name: '张实名', contact: '13800000000', reason: '有争议。' };
  went(await app.post(`/notices/${published.publicity?.noticeId}/objections`, object));
}, 60_000);

describe('whoever belongs to a party steps out as an officer', () => {
  it('on the filing: no office action, no office view', async () => {
    const filing = await aSubmittedFiling(cast, { members });
    const clerk = await anOfficer(app, 'clerk');
    expect(went(await clerk.get<FilingView>(`/filings/${filing.id}`)).actions.map((each) => each.name)).toContain(
      'accept',
    );
    await holdsRole(app, clerk, members[0]?.organization.id ?? '', 'viewer');
    expect(went(await clerk.get<FilingView>(`/filings/${filing.id}`)).actions).toEqual([]);
    await refused(403, 'not-allowed', () => act(clerk, filing, 'accept'));
    const others = await aSubmittedFiling(cast, {
      organizationId: (await anOrganization(cast.lead)).id,
      members: await partners(cast.partner, 3, 2),
    });
    expect(went(await clerk.get<FilingView>(`/filings/${others.id}`)).actions.map((each) => each.name)).toContain(
      'accept',
    );
  });

  it('on objections: the names of objectors stay hidden from officers of a party, and they do not rule', async () => {
    const path = `/notices/${published.publicity?.noticeId}/objections`;
    const officer = await anOfficer(app, 'director');
    const { items } = went(await officer.get<{ items: { id: string }[] }>(path));
    expect(items).toHaveLength(1);
    for (const organizationId of [cast.leads.id, members[1]?.organization.id ?? '']) {
      const party = await anOfficer(app, 'director');
      await holdsRole(app, party, organizationId, 'viewer');
      const { text } = await refused(404, 'not-found', () => party.get(path));
      expect(text).not.toMatch(/张实名|13800000000/);
      await refused(404, 'not-found', () =>
        party.post(`${path}/${items[0]?.id}/actions/rule`, { outcome: 'dismissed', reason: '理由' }),
      );
    }
  });
});

describe('objections', () => {
  it('are read by the jurisdiction’s officers; auditors read and do not rule', async () => {
    const path = `/notices/${published.publicity?.noticeId}/objections`;
    const read = went(await auditor.get<{ items: { id: string; actions: unknown[] }[] }>(path));
    ObjectionPage.strict().parse(read);
    expect(read.items).toMatchObject([{ name: '张**', masked: true, actions: [] }]);
    await refused(403, 'not-allowed', () =>
      auditor.post(`${path}/${read.items[0]?.id}/actions/rule`, { outcome: 'upheld', reason: '理由' }),
    );
    const elsewhere = await anOfficer(app, 'director', { jurisdiction: '410300' });
    for (const person of [stranger, cast.lead, cast.partner, elsewhere]) {
      await refused(404, 'not-found', () => person.get(path));
      await refused(404, 'not-found', () =>
        person.post(`${path}/${read.items[0]?.id}/actions/rule`, { outcome: 'upheld', reason: '理由' }),
      );
    }
    await refused(404, 'not-found', () =>
      cast.clerk.post(`${path}/obj_none/actions/rule`, { outcome: 'upheld', reason: '理由' }),
    );
    await refused(422, 'invalid-input', () =>
      cast.clerk.post(`${path}/${read.items[0]?.id}/actions/rule`, { outcome: 'maybe', reason: '理由' }),
    );
    await refused(404, 'not-found', () =>
      app.post('/notices/ntc_none/objections', { name: '实名', contact: '1', reason: '理由' }),
    );
  });

  it('leave no name and no contact in the public notice or in the audit trail', async () => {
    const notice = await app.get(`/notices/${published.publicity?.noticeId}`);
    NoticeView.strict().parse(notice.body);
    const trail = await auditor.get(`/audit-events?subject=${published.publicity?.noticeId}`);
    for (const { text } of [notice, trail]) expect(text).not.toMatch(/张实名|13800000000/);
  });
});

describe('the audit trail', () => {
  it('is read by auditors of the jurisdiction, event by event, chained', async () => {
    const page = went(
      await auditor.get<{ items: { version: number; hash: string; previousHash: string | null; action: string }[] }>(
        `/audit-events?subject=${published.id}&limit=100`,
      ),
    );
    EventPage.strict().parse(page);
    const chain = [...page.items].reverse();
    expect(chain.map((each) => each.version)).toEqual(chain.map((_, at) => at + 1));
    expect(chain.map((each) => each.previousHash)).toEqual([null, ...chain.slice(0, -1).map((each) => each.hash)]);
    expect(chain[0]?.action).toBe('filing.start');
  });

  it('nobody else reads it, and another jurisdiction’s auditor sees nothing', async () => {
    for (const person of [stranger, cast.lead, cast.clerk, cast.director])
      await refused(403, 'not-allowed', () => person.get('/audit-events'));
    const elsewhere = await anOfficer(app, 'auditor', { jurisdiction: '410300' });
    expect(went(await elsewhere.get<{ items: unknown[] }>('/audit-events')).items).toEqual([]);
  });

  it('an auditor reads a case and does nothing with it', async () => {
    const view = went(await auditor.get<FilingView>(`/filings/${published.id}`));
    expect(view.actions).toEqual([]);
    await refused(403, 'not-allowed', () => act(auditor, published, 'close_publicity'));
    await refused(403, 'not-allowed', () =>
      auditor.patch(`/filings/${published.id}`, { summary: '改' }, match(view.version)),
    );
  });
});

describe('views', () => {
  it('fit their contracts with no field more, whoever reads', async () => {
    for (const person of [cast.lead, cast.partner, cast.clerk, auditor]) {
      FilingView.strict().parse((await person.get(`/filings/${published.id}`)).body);
      MeView.strict().parse((await person.get('/me')).body);
      const list = (await person.get<{ items: unknown[] }>('/filings')).body;
      FilingPage.strict().parse(list);
      for (const item of list.items) FilingPage.shape.items.element.strict().parse(item);
    }
  });

  it('are never cached and hold nobody’s address', async () => {
    for (const path of [
      `/filings/${published.id}`,
      '/filings',
      '/filings/inbox',
      '/me',
      `/notices/${published.publicity?.noticeId}/objections`,
    ]) {
      const answer = await cast.clerk.get(path);
      expect(answer.headers.get('Cache-Control'), path).toBe('no-store');
      if (path !== '/me') expect(answer.text).not.toContain('@test.example');
    }
  });

  it('speak the language that was asked for', async () => {
    const en = went(await cast.director.get<FilingView>(`/filings/${published.id}`, { 'Accept-Language': 'en' }));
    expect(en.actions[0]?.label).not.toMatch(/[\u4e00-\u9fff]/);
    expect(en.jurisdiction.name).toBe('Qingdao');
  });

  it('nothing planted in a draft is found by anybody else', async () => {
    const canary = '金丝雀七三九一';
    const draft = await aDraft(cast.lead, cast.leads.id, {
      content: { consortiumName: canary, summary: canary, plan: { goals: canary } },
    });
    await holdsOffice(app, stranger, 'expert');
    for (const person of [stranger, cast.partner, cast.clerk, cast.director, auditor]) {
      for (const path of [
        '/filings?limit=100',
        `/filings?q=${canary}`,
        '/filings?status=draft',
        `/filings/${draft.id}`,
        '/filings/inbox',
        '/me',
        `/consortia?q=${canary}`,
        '/audit-events?limit=100',
        '/notices',
        '/statistics/consortia',
      ]) {
        expect((await person.get(path)).text, path).not.toContain(canary);
      }
    }
  });
});

describe('a submission', () => {
  it('is one batch with one event, and its answer is what reading shows', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id, { members });
    await signedByAll(cast.partner, draft);
    const lengths: number[] = [];
    const counted = anApp({ DB: faulty(app.env.DB, 100, lengths) });
    const { done, events } = await eventsOf(() =>
      counted.post<FilingView>(`/filings/${draft.id}/actions/submit`, {}, { Cookie: cast.lead.cookie }),
    );
    expect(events).toEqual(['filing.submit']);
    expect(lengths).toHaveLength(1);
    expect(went(await cast.lead.get<FilingView>(`/filings/${draft.id}`))).toEqual(went(done));
  });

  const WRITES: readonly (readonly [
    string,
    () => Promise<{ person: Person; method: string; path: string; body: unknown; headers?: Record<string, string> }>,
  ])[] = [
    [
      'registering an organization',
      async () => ({ person: cast.lead, method: 'POST', path: '/organizations', body: anOrganizationForm() }),
    ],
    [
      'starting a draft',
      async () => ({
        person: cast.lead,
        method: 'POST',
        path: '/filings',
        body: { policyId: 'pol_qingdao-2025', organizationId: cast.leads.id },
      }),
    ],
    [
      'editing',
      async () => {
        const draft = await aDraft(cast.lead, cast.leads.id);
        return {
          person: cast.lead,
          method: 'PATCH',
          path: `/filings/${draft.id}`,
          body: { summary: '改' },
          headers: match(draft.version),
        };
      },
    ],
    [
      'inviting',
      async () => {
        const draft = await aDraft(cast.lead, cast.leads.id);
        return {
          person: cast.lead,
          method: 'POST',
          path: `/filings/${draft.id}/members`,
          body: memberForm(anOrganizationForm()),
        };
      },
    ],
    [
      'submitting',
      async () => {
        const draft = await aDraft(cast.lead, cast.leads.id, { members });
        await signedByAll(cast.partner, draft);
        return { person: cast.lead, method: 'POST', path: `/filings/${draft.id}/actions/submit`, body: {} };
      },
    ],
    [
      'approving',
      async () => {
        const filing = await taken(cast, await aSubmittedFiling(cast, { members }), 'conclude_review');
        return {
          person: cast.director,
          method: 'POST',
          path: `/filings/${filing.id}/actions/approve`,
          body: { reason: '同意' },
        };
      },
    ],
    [
      'objecting',
      async () => ({
        person: cast.lead,
        method: 'POST',
        path: `/notices/${published.publicity?.noticeId}/objections`,
        body: { name: '实名', contact: '1', reason: '理由' },
      }),
    ],
    [
      'registering',
      async () => {
        clock('2026-06-01 09:00');
        const filing = await taken(cast, await aSubmittedFiling(cast, { members }), 'approve');
        clock('2026-06-08 09:00');
        went(await act(cast.clerk, filing, 'close_publicity'));
        return { person: cast.clerk, method: 'POST', path: `/filings/${filing.id}/actions/register`, body: {} };
      },
    ],
  ];

  it.each(WRITES)(
    'a fault at any statement of %s leaves the old state, and the next try succeeds',
    { timeout: 60_000 },
    async (_, arrange) => {
      const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
      clock('2026-06-01 09:00');
      const { person, method, path, body, headers = {} } = await arrange();
      const lengths: number[] = [];
      for (let position = 0; ; position += 1) {
        const failing = anApp({ DB: faulty(app.env.DB, position, lengths) });
        const send = () => failing.request(method, path, { body, headers: { Cookie: person.cookie, ...headers } });
        if (position > (lengths[0] ?? 0)) {
          expect((await send()).status).toBeLessThan(300);
          break;
        }
        const answer = await writingNothing(send);
        expect(answer.status).toBe(500);
        expect(answer.text).not.toMatch(/malformed|SQL|INSERT/);
      }
      expect(lengths[0]).toBeGreaterThanOrEqual(3);
      log.mockRestore();
    },
  );
});
