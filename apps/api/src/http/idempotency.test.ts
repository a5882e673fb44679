import type { FilingView } from '@lianchuang/contract/filings';
import type { ObjectionReceipt } from '@lianchuang/contract/notices';
import { faulty, LOST } from '@lianchuang/db/testing/databases';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { anApp, eventsOf, refused, went, type Answer } from '../../test/app-under-test.ts';
import {
  aCast,
  act,
  aDraft,
  aSubmittedFiling,
  clock,
  memberForm,
  partners,
  signedByAll,
  taken,
  type Cast,
} from '../../test/cases.ts';
import { anOrganization, anOrganizationForm, aPerson, next } from '../../test/people.ts';

const app = anApp();
let cast: Cast;
let members: Awaited<ReturnType<typeof partners>>;
let ready: FilingView;
const key = () => ({ 'Idempotency-Key': `key-${next()}` });
const replayed = (answer: Answer<unknown>) => answer.headers.get('Idempotent-Replay') === 'true';

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  members = await partners(cast.partner, 3, 2);
  ready = await aDraft(cast.lead, cast.leads.id, { members });
}, 60_000);

type Post = (headers: Record<string, string>) => Promise<Answer<unknown>>;
/** Every kind of write that takes a key: how to post it, and the event it leaves. */
const WRITES: readonly (readonly [string, string, () => Promise<Post>])[] = [
  [
    'registering an organization',
    'organization.register',
    async () => {
      const form = anOrganizationForm();
      return (headers) => cast.lead.post('/organizations', form, headers);
    },
  ],
  [
    'starting a draft',
    'filing.start',
    async () => (headers) =>
      cast.lead.post('/filings', { policyId: 'pol_qingdao-2025', organizationId: cast.leads.id }, headers),
  ],
  [
    'inviting a member',
    'filing.add_member',
    async () => {
      const draft = await aDraft(cast.lead, cast.leads.id);
      const form = memberForm(anOrganizationForm());
      return (headers) => cast.lead.post(`/filings/${draft.id}/members`, form, headers);
    },
  ],
  [
    'signing',
    'filing.sign',
    async () => {
      const draft = await aDraft(cast.lead, cast.leads.id, { members: members.slice(0, 1) });
      return (headers) => act(cast.partner, draft, 'sign', { contentHash: draft.contentHash }, headers);
    },
  ],
  [
    'submitting',
    'filing.submit',
    async () => {
      const draft = await aDraft(cast.lead, cast.leads.id, { members });
      await signedByAll(cast.partner, draft);
      return (headers) => act(cast.lead, draft, 'submit', {}, headers);
    },
  ],
  [
    'accepting',
    'filing.accept',
    async () => {
      const filing = await aSubmittedFiling(cast, { members });
      return (headers) => act(cast.clerk, filing, 'accept', {}, headers);
    },
  ],
  [
    'objecting',
    'notice.object',
    async () => {
      const filing = await taken(cast, await aSubmittedFiling(cast, { members }), 'approve');
      const body = { name: '实名', contact: '13800000000', reason: '理由' };
      return (headers) =>
        app.post<ObjectionReceipt>(`/notices/${filing.publicity?.noticeId}/objections`, body, headers);
    },
  ],
];

describe('one key is one effect', () => {
  it.each(WRITES)('%s three times in a row', { timeout: 30_000 }, async (_, event, arrange) => {
    const post = await arrange();
    const headers = key();
    const { done, events } = await eventsOf(async () => [
      await post(headers),
      await post(headers),
      await post(headers),
    ]);
    expect(events).toEqual([event]);
    expect(done.map(replayed)).toEqual([false, true, true]);
    expect(new Set(done.map((each) => `${each.status} ${each.text}`)).size).toBe(1);
    expect(done[0]?.status).toBeLessThan(300);
  });

  it.each(WRITES)('%s twenty times at once', { timeout: 30_000 }, async (_, event, arrange) => {
    const post = await arrange();
    const headers = key();
    const { done, events } = await eventsOf(() => Promise.all(Array.from({ length: 20 }, () => post(headers))));
    expect(events).toEqual([event]);
    expect([...new Set(done.map((each) => `${each.status} ${each.text}`))]).toHaveLength(1);
    expect(done[0]?.status).toBeLessThan(300);
    for (const each of done) expect(each.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  });

  it('another body under the same key is refused and writes nothing', async () => {
    const headers = key();
    const form = anOrganizationForm();
    went(await cast.lead.post('/organizations', form, headers));
    await refused(422, 'idempotency-key-reused', () =>
      cast.lead.post('/organizations', { ...form, name: '另一个名字' }, headers),
    );
    await refused(422, 'idempotency-key-reused', () =>
      cast.lead.post('/filings', { policyId: 'pol_qingdao-2025', organizationId: cast.leads.id }, headers),
    );
  });

  it('the same key of another person is another key', async () => {
    const other = await aPerson(app);
    const headers = key();
    const { body } = await cast.lead.post<{ id: string }>('/organizations', anOrganizationForm(), headers);
    const theirs = await other.post<{ id: string }>('/organizations', anOrganizationForm(), headers);
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(body.id);
  });

  it('a refused request keeps nothing: mended under the same key it succeeds', async () => {
    const headers = key();
    const filing = await aDraft(cast.lead, cast.leads.id, { members: members.slice(0, 3) });
    await refused(409, 'filing.signatures-missing', () => act(cast.lead, ready, 'submit', {}, headers));
    const mended = await act(cast.partner, filing, 'sign', { contentHash: filing.contentHash }, headers);
    expect(mended.status).toBe(200);
  });

  it.each(['', ' ', 'x'.repeat(201), 'a b'])('a key that no client would make is refused: %j', async (given) => {
    const headers = { 'Idempotency-Key': given };
    const { body } = await refused(422, 'invalid-input', () =>
      cast.lead.post('/organizations', anOrganizationForm(), headers),
    );
    expect(body.errors).toMatchObject([{ pointer: '/headers/Idempotency-Key', code: 'malformed' }]);
  });
});

describe('a lost reply', () => {
  const unheard = () => anApp({ DB: faulty(app.env.DB, 'after') });
  const unreached = () => anApp({ DB: faulty(app.env.DB, 'before') });

  it('with a key the change stands, and this answer and every retry’s is the kept one', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const form = anOrganizationForm();
    const headers = { ...key(), Cookie: cast.lead.cookie };
    const first = await eventsOf(() => unheard().post<{ uscc: string }>('/organizations', form, headers));
    expect(first.events).toEqual(['organization.register']);
    expect(first.done).toMatchObject({ status: 201, body: { uscc: form.uscc } });
    const again = await eventsOf(() => app.post('/organizations', form, headers));
    expect(again.events).toEqual([]);
    expect(again.done.text).toBe(first.done.text);
    silent.mockRestore();
  });

  it('a fault before the write is a 500 that says nothing of the database, and the same key may try again', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const form = anOrganizationForm();
    const headers = { ...key(), Cookie: cast.lead.cookie };
    const failed = await refused(500, 'internal-error', () => unreached().post('/organizations', form, headers));
    expect(failed.text).not.toContain(LOST);
    expect((await app.post('/organizations', form, headers)).status).toBe(201);
    silent.mockRestore();
  });
});

describe('what comes together', () => {
  it('one organization registered by many at once exists once', async () => {
    const form = anOrganizationForm();
    const done = await Promise.all(Array.from({ length: 8 }, () => cast.lead.post('/organizations', form)));
    expect(done.map((each) => each.status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    for (const each of done.filter(({ status }) => status === 409))
      expect(each.body['code']).toBe('organization.uscc-taken');
  });

  it('members who sign at the same moment have all signed', async () => {
    const people = await Promise.all([1, 2, 3].map(() => aPerson(app)));
    const joined = await Promise.all(
      people.map(async (person) => ({ organization: await anOrganization(person), person })),
    );
    const draft = await aDraft(cast.lead, cast.leads.id, { members: joined });
    const { done, events } = await eventsOf(() =>
      Promise.all(people.map((person) => act(person, draft, 'sign', { contentHash: draft.contentHash }))),
    );
    expect(done.map((each) => each.status)).toEqual([200, 200, 200]);
    expect(events).toEqual(['filing.sign', 'filing.sign', 'filing.sign']);
    const view = went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
    expect(view.members.map((each) => each.signature.status)).toEqual(['current', 'current', 'current']);
  });

  it('members who accept their invitations at the same moment are all in', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id);
    const people = await Promise.all([1, 2, 3].map(() => aPerson(app)));
    const forms = people.map(() => anOrganizationForm());
    let view = draft;
    for (const form of forms)
      view = went(await cast.lead.post<FilingView>(`/filings/${draft.id}/members`, memberForm(form)));
    const tokens = view.members.map((each) => each.invitation?.split('/').at(-1));
    await Promise.all(people.map((person, at) => anOrganization(person, forms[at])));
    const { done, events } = await eventsOf(() =>
      Promise.all(people.map((person, at) => person.post(`/invitations/${tokens[at]}/accept`, {}))),
    );
    expect(done.map((each) => each.status)).toEqual([200, 200, 200]);
    expect(events).toEqual(Array(3).fill('filing.accept_invitation'));
    for (const person of people) expect((await person.get(`/filings/${draft.id}`)).status).toBe(200);
  });

  it('two officers who decide at once: one decision, the other is told to read again', async () => {
    const filing = await taken(cast, await aSubmittedFiling(cast, { members }), 'conclude_review');
    const { done, events } = await eventsOf(() =>
      Promise.all([
        act(cast.director, filing, 'approve', { reason: '同意' }),
        act(cast.director, filing, 'reject', { reason: '不同意' }),
      ]),
    );
    expect(done.map((each) => each.status).sort()).toEqual([200, 409]);
    expect(events).toHaveLength(1);
  });

  it('a member who refuses while the lead submits: one order, no half state', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id, { members });
    await signedByAll(cast.partner, draft);
    const [submitted, refusing] = await Promise.all([
      act(cast.lead, draft, 'submit'),
      act(cast.partner, draft, 'refuse', { reason: '不同意' }),
    ]);
    const view = went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
    const refusals = view.members.filter((each) => each.signature.status === 'refused').length;
    expect([submitted.status === 200, refusing.status === 200].filter(Boolean)).toHaveLength(1);
    expect(view.status).toBe(submitted.status === 200 ? 'submitted' : 'draft');
    expect(refusals).toBe(refusing.status === 200 ? 1 : 0);
  });

  it('two filings registered at once get two numbers', async () => {
    const filings = [await aSubmittedFiling(cast, { members }), await aSubmittedFiling(cast, { members })];
    for (const each of filings) await taken(cast, each, 'approve');
    clock('2026-06-08 09:00');
    const versions: number[] = [];
    for (const each of filings) versions.push(went(await act(cast.clerk, each, 'close_publicity')).version);
    const done = await Promise.all(
      filings.map((each, at) => act(cast.clerk, each, 'register', {}, { 'If-Match': `"${versions[at]}"` })),
    );
    expect(done.map((each) => each.status)).toEqual([200, 200]);
    expect(done.map((each) => each.body.registrationNumber).sort()).toEqual([
      '示联备〔2026〕0001号',
      '示联备〔2026〕0002号',
    ]);
    const found = went(await app.get<{ items: unknown[] }>('/consortia?q=示例'));
    expect(found.items).toHaveLength(2);
  });
});
