import type { FilingPage, FilingView, InboxView } from '@lianchuang/contract/filings';
import type { InvitationView } from '@lianchuang/contract/invitations';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import {
  aCast,
  act,
  aDraft,
  aSubmittedFiling,
  clock,
  contentForm,
  match,
  memberForm,
  partners,
  type Cast,
} from '../../test/cases.ts';
import { anOrganization, anOrganizationForm, aPerson, holdsRole, type Person } from '../../test/people.ts';

const app = anApp();
const QINGDAO = 'pol_qingdao-2025';
let cast: Cast;
let stranger: Person;
let editor: Person;
let viewer: Person;
let draft: FilingView;
let path: string;
const fresh = async () => went(await cast.lead.get<FilingView>(path));

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  [stranger, editor, viewer] = await Promise.all([aPerson(app), aPerson(app), aPerson(app)]);
  await holdsRole(app, editor, cast.leads.id, 'editor');
  await holdsRole(app, viewer, cast.leads.id, 'viewer');
  await anOrganization(stranger);
  draft = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 2, 1) });
  path = `/filings/${draft.id}`;
}, 60_000);

describe('starting a draft', () => {
  const start = (person: Person, body: unknown, headers = {}) => person.post<FilingView>('/filings', body, headers);

  it('an empty draft of the newest version of the policy, one event', async () => {
    const { done, events } = await eventsOf(() =>
      start(cast.lead, { policyId: QINGDAO, organizationId: cast.leads.id }),
    );
    expect(done.status).toBe(201);
    expect(done.headers.get('ETag')).toBe('"1"');
    expect(done.headers.get('Cache-Control')).toBe('no-store');
    expect(events).toEqual(['filing.start']);
    expect(done.body).toMatchObject({
      status: 'draft',
      version: 1,
      members: [],
      consortiumName: null,
      policy: { id: QINGDAO, version: 1 },
    });
    expect(went(await cast.lead.get(`/filings/${done.body.id}`))).toEqual(done.body);
  });

  it.each([
    [
      'a policy that does not exist',
      () => ({ policyId: 'pol_none', organizationId: cast.leads.id }),
      '/policyId',
      'not-in-list',
    ],
    [
      'an organization that does not exist',
      () => ({ policyId: QINGDAO, organizationId: 'org_none' }),
      '/organizationId',
      'not-in-list',
    ],
    ['no policy', () => ({ organizationId: cast.leads.id }), '/policyId', 'required'],
    [
      'a state of its own',
      () => ({ policyId: QINGDAO, organizationId: cast.leads.id, status: 'registered' }),
      '/status',
      'unknown-field',
    ],
  ])('%s is refused', async (_, body, pointer, code) => {
    const answer = await refused(422, 'invalid-input', () => start(cast.lead, body()));
    expect(answer.body.errors).toMatchObject([{ pointer, code }]);
  });

  it('another’s organization is refused as one that does not exist', async () => {
    const foreign = await refused(422, 'invalid-input', () =>
      start(stranger, { policyId: QINGDAO, organizationId: cast.leads.id }),
    );
    const missing = await refused(422, 'invalid-input', () =>
      start(stranger, { policyId: QINGDAO, organizationId: 'org_none' }),
    );
    expect({ ...foreign.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
  });

  it('who may only look starts nothing; an editor does', async () => {
    await refused(403, 'not-allowed', () => start(viewer, { policyId: QINGDAO, organizationId: cast.leads.id }));
    expect((await start(editor, { policyId: QINGDAO, organizationId: cast.leads.id })).status).toBe(201);
  });

  it('nobody without a session', async () => {
    await refused(401, 'not-signed-in', () =>
      app.post('/filings', { policyId: QINGDAO, organizationId: cast.leads.id }),
    );
  });
});

describe('changing a draft', () => {
  it('a part is changed, the rest stays, null empties, lists are replaced whole; one event that names the parts', async () => {
    const before = await fresh();
    const body = { summary: '新摘要', topics: [{ title: '唯一课题' }], plan: { goals: null }, validityMonths: 24 };
    const { done, events } = await eventsOf(() => cast.lead.patch<FilingView>(path, body, match(before.version)));
    const after = went(done);
    expect(events).toEqual(['filing.edit']);
    expect(after).toMatchObject({
      version: before.version + 1,
      summary: '新摘要',
      validityMonths: 24,
      consortiumName: before.consortiumName,
    });
    expect(after.topics).toEqual([{ title: '唯一课题', objective: null, indicators: null }]);
    expect(after.plan).toEqual({ ...before.plan, goals: null });
    expect(after.contentHash).not.toBe(before.contentHash);
    expect(done.headers.get('ETag')).toBe(`"${after.version}"`);
    expect(await fresh()).toEqual(after);
    went(await cast.lead.patch(path, contentForm(), match(after.version)));
    expect((await fresh()).contentHash).toBe(before.contentHash);
  });

  it.each([
    ['no If-Match', {}, 428, 'precondition-required'],
    ['If-Match: *', { 'If-Match': '*' }, 428, 'precondition-required'],
    ['a version of the past', { 'If-Match': '"1"' }, 409, 'stale-version'],
    ['a version of the future', { 'If-Match': '"9999"' }, 409, 'stale-version'],
    ['an unreadable version', { 'If-Match': '"abc"' }, 409, 'stale-version'],
  ] as const)('%s is refused', async (_, headers, status, code) => {
    await refused(status, code, () => cast.lead.patch(path, { summary: '不写' }, headers));
  });

  it.each(['W/"%"', '%', '"%"'])('a version may be written as %s', async (form) => {
    const { version } = await fresh();
    const done = await cast.lead.patch(
      path,
      { summary: `写作 ${form}` },
      { 'If-Match': form.replace('%', String(version)) },
    );
    expect(done.status).toBe(200);
  });

  it('an editor of the lead may, a viewer may not, a member may not, an officer does not know of it', async () => {
    const { version } = await fresh();
    went(await editor.patch(path, { summary: '编辑改的' }, match(version)));
    const now = match((await fresh()).version);
    await refused(403, 'not-allowed', () => viewer.patch(path, { summary: '不行' }, now));
    await refused(403, 'not-allowed', () => cast.partner.patch(path, { summary: '不行' }, now));
    await refused(404, 'not-found', () => cast.clerk.patch(path, { summary: '不行' }, now));
    await refused(404, 'not-found', () => stranger.patch(path, { summary: '不行' }, now));
    await refused(401, 'not-signed-in', () => app.request('PATCH', path, { body: { summary: '不行' }, headers: now }));
  });

  it('of two people who change one version one gets 409 and nothing is overwritten silently', async () => {
    const { version } = await fresh();
    const done = await Promise.all(
      ['甲', '乙', '丙'].map((summary) => cast.lead.patch<FilingView>(path, { summary }, match(version))),
    );
    const winners = done.filter((each) => each.status === 200);
    expect(winners).toHaveLength(1);
    expect(done.filter((each) => each.status === 409)).toHaveLength(2);
    expect((await fresh()).summary).toBe(winners[0]?.body.summary);
  });

  it('a division outside the jurisdiction and an unknown industry are refused with their field', async () => {
    const { version } = await fresh();
    const outside = await refused(422, 'filing.division-outside', () =>
      cast.lead.patch(path, { divisionCode: '410302' }, match(version)),
    );
    expect(outside.body.errors).toMatchObject([{ pointer: '/divisionCode' }]);
    const unknown = await refused(422, 'invalid-input', () =>
      cast.lead.patch(path, { industryCode: 'qd-none' }, match(version)),
    );
    expect(unknown.body.errors).toMatchObject([{ pointer: '/industryCode', code: 'filing.industry-unknown' }]);
    const twice = { mechanisms: ['甲', '乙'].map((text) => ({ kind: 'funding', text })) };
    const mechanism = await refused(422, 'invalid-input', () => cast.lead.patch(path, twice, match(version)));
    expect(mechanism.body.errors).toMatchObject([{ pointer: '/mechanisms', code: 'filing.mechanism-twice' }]);
  });

  it('a submitted filing stands as it was signed', async () => {
    const submitted = await aSubmittedFiling(cast);
    const at = `/filings/${submitted.id}`;
    const { version } = went(await cast.lead.get<FilingView>(at));
    const [member] = submitted.members;
    await refused(409, 'filing.not-editable', () => cast.lead.patch(at, { summary: '改' }, match(version)));
    await refused(409, 'filing.not-editable', () => cast.lead.post(`${at}/members`, memberForm(anOrganizationForm())));
    await refused(409, 'filing.not-editable', () => cast.lead.remove(`${at}/members/${member?.id}`));
    await refused(409, 'filing.not-editable', () =>
      cast.lead.patch(`${at}/members/${member?.id}`, { duties: '改' }, match(version)),
    );
  });
});

describe('members', () => {
  const invite = (body: unknown, headers = {}) => cast.lead.post<FilingView>(`${path}/members`, body, headers);

  it('one that is registered sees the filing at once', async () => {
    const person = await aPerson(app);
    const { uscc, name, kind } = await anOrganization(person);
    const { done, events } = await eventsOf(() => invite(memberForm({ uscc, name, kind })));
    expect(done.status).toBe(201);
    expect(events).toEqual(['filing.add_member']);
    const seen = went(await person.get<FilingPage>('/filings'));
    expect(seen.items).toMatchObject([{ id: draft.id, part: 'member', ownSignature: 'missing' }]);
  });

  it('one that is not registered comes in by its link, with the invited credit code only', async () => {
    const form = anOrganizationForm({ name: '示例受邀单位' });
    const view = went(await invite(memberForm(form)));
    const link = view.members.at(-1)?.invitation ?? '';
    expect(link).toMatch(/^http:\/\/localhost\/sign\/[0-9a-hjkmnp-tv-z]{32}$/);
    const token = link.split('/').at(-1) ?? '';
    const state = async (person?: Person) =>
      went(await (person ?? app).get<InvitationView>(`/invitations/${token}`)).state;
    expect(went(await app.get<InvitationView>(`/invitations/${token}`))).toEqual({
      filingId: draft.id,
      consortiumName: view.consortiumName,
      lead: view.lead.organization.name,
      member: { uscc: form.uscc, name: form.name, kind: form.kind },
      state: 'sign-in',
      colleague: null,
    });
    const person = await aPerson(app);
    expect(await state(person)).toBe('register');
    expect(await state(stranger)).toBe('other-organization');
    await refused(409, 'filing.invitation-other-organization', () => stranger.post(`/invitations/${token}/accept`, {}));
    await refused(401, 'not-signed-in', () => app.post(`/invitations/${token}/accept`, {}));
    await refused(404, 'not-found', () => person.get(path));
    await anOrganization(person, form);
    expect(await state(person)).toBe('ready');
    const { done, events } = await eventsOf(() => person.post<FilingView>(`/invitations/${token}/accept`, {}));
    expect(went(done).ownMemberId).toBe(view.members.at(-1)?.id);
    expect(events).toEqual(['filing.accept_invitation']);
    expect(went(await act(person, draft, 'sign', { contentHash: went(done).contentHash })).status).toBe('draft');
    went(await cast.lead.remove(`${path}/members/${view.members.at(-1)?.id}`));
    await refused(404, 'filing.no-invitation', () => app.get(`/invitations/${token}`));
    await refused(404, 'not-found', () => person.get(path));
  });

  it('only the lead sees invitation links', async () => {
    went(await invite(memberForm(anOrganizationForm())));
    const links = (view: FilingView) => view.members.filter((each) => each.invitation !== null);
    expect(links(await fresh()).length).toBeGreaterThan(0);
    for (const person of [viewer, cast.partner]) expect(links(went(await person.get<FilingView>(path)))).toEqual([]);
  });

  it.each(['0'.repeat(64), 'x', '..%2f..%2fadmin', '%00', 'A'.repeat(300)])(
    'a link that was not made here is refused: %s',
    async (token) => {
      const answer = await app.get(`/invitations/${token}`);
      expect(answer.status).toBe(404);
    },
  );

  it('the lead itself and a member twice are refused', async () => {
    const { uscc } = draft.lead.organization;
    await refused(422, 'filing.member-is-lead', () => invite(memberForm({ uscc, name: '牵头', kind: 'enterprise' })));
    const twin = draft.members[0]?.organization ?? anOrganizationForm();
    await refused(409, 'filing.member-duplicate', () => invite({ ...memberForm(twin), uscc: twin.uscc.toLowerCase() }));
  });

  it('two invitations at once are both kept or one is told to read again', async () => {
    const before = (await fresh()).members.length;
    const done = await Promise.all([1, 2, 3].map(() => invite(memberForm(anOrganizationForm()))));
    const added = done.filter((each) => each.status === 201).length;
    expect(done.every((each) => each.status === 201 || each.status === 409)).toBe(true);
    expect(added).toBeGreaterThan(0);
    expect((await fresh()).members).toHaveLength(before + added);
  });

  it('an entry is changed with its version, and everybody has to sign anew', async () => {
    const { version, members, contentHash } = await fresh();
    const [member] = members;
    const one = `${path}/members/${member?.id}`;
    await refused(428, 'precondition-required', () => cast.lead.patch(one, { duties: '新任务' }));
    await refused(409, 'stale-version', () => cast.lead.patch(one, { duties: '新任务' }, match(1)));
    await refused(404, 'not-found', () =>
      cast.lead.patch(`${path}/members/fmb_none`, { duties: '新任务' }, match(version)),
    );
    await refused(404, 'not-found', () => cast.lead.remove(`${path}/members/fmb_none`));
    const { done, events } = await eventsOf(() =>
      cast.lead.patch<FilingView>(one, { duties: '新任务' }, match(version)),
    );
    expect(events).toEqual(['filing.edit_member']);
    expect(went(done).members[0]).toMatchObject({ duties: '新任务', organization: member?.organization });
    expect(went(done).contentHash).not.toBe(contentHash);
  });

  it('members keep the order in which they came', async () => {
    const names = (await fresh()).members.map((each) => each.organization.name);
    const [first] = (await fresh()).members;
    went(await cast.lead.remove(`${path}/members/${first?.id}`));
    const form = anOrganizationForm({ name: '示例最后来的' });
    went(await invite(memberForm(form)));
    expect((await fresh()).members.map((each) => each.organization.name)).toEqual([...names.slice(1), form.name]);
  });
});

describe('lists and inbox', () => {
  it('a bad query is refused', async () => {
    await refused(400, 'bad-cursor', () => cast.lead.get('/filings?cursor=zzz'));
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'status=none', 'sort=none', 'mine=maybe', 'unknown=1']) {
      const { status } = await cast.lead.get(`/filings?${query}`);
      expect(status, query).toBe(422);
    }
    await refused(400, 'malformed-query', () => cast.lead.get('/filings?limit=1&limit=2'));
    await refused(401, 'not-signed-in', () => app.get('/filings'));
  });

  it('the inbox counts the office’s open cases; for others it is empty', async () => {
    await aSubmittedFiling(cast);
    const inbox = went(await cast.clerk.get<InboxView>('/filings/inbox'));
    expect(inbox.today).toBe('2026-06-01');
    const listed = went(await cast.clerk.get<FilingPage>('/filings?mine=false&who=office')).items.length;
    expect(inbox.counts).toMatchObject({ ours: listed, week: listed, overdue: 0, byStatus: { submitted: listed } });
    expect(went(await stranger.get<InboxView>('/filings/inbox')).counts.ours).toBe(0);
  });

  it('withdrawn before it was submitted no officer ever sees it', async () => {
    const own = await aDraft(cast.lead, cast.leads.id);
    went(await act(cast.lead, own, 'withdraw'));
    await refused(404, 'not-found', () => cast.clerk.get(`/filings/${own.id}`));
    expect(went(await cast.clerk.get<FilingPage>('/filings?limit=100')).items.map((each) => each.id)).not.toContain(
      own.id,
    );
    expect(went(await cast.lead.get<FilingView>(`/filings/${own.id}`)).actions).toEqual([]);
  });
});
