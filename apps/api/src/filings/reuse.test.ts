import type { FilingView } from '@lianchuang/contract/filings';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import { aCast, act, aDraft, aSubmittedFiling, clock, partners, type Cast } from '../../test/cases.ts';
import { anOrganization, holdsRole, aPerson } from '../../test/people.ts';

const app = anApp();
let cast: Cast;
let earlier: FilingView;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  earlier = await aSubmittedFiling(cast);
  earlier = went(await act(cast.lead, earlier, 'withdraw'));
}, 60_000);

const body = (over = {}) => ({
  policyId: 'pol_qingdao-2025',
  organizationId: cast.leads.id,
  fromFilingId: earlier.id,
  ...over,
});
const start = (person = cast.lead, over = {}) => person.post<FilingView>('/filings', body(over));

describe('a draft that is started from an earlier filing', () => {
  it('has its content and its members, invited anew and unsigned, in one event', async () => {
    const { done, events } = await eventsOf(() => start());
    const draft = went(done);
    expect(events).toEqual(['filing.start']);
    expect(draft).toMatchObject({
      status: 'draft',
      consortiumName: earlier.consortiumName,
      topics: earlier.topics,
      mechanisms: earlier.mechanisms,
      validityMonths: earlier.validityMonths,
      declarations: {},
      waivers: [],
      receipts: [],
      startedFrom: { filingId: earlier.id, left: ['declarations'] },
    });
    const facts = (filing: FilingView) =>
      filing.members.map(({ organization, chainPosition, duties, contributions }) => ({
        organization,
        chainPosition,
        duties,
        contributions,
      }));
    expect(facts(draft)).toEqual(facts(earlier));
    expect(draft.members.map(({ signature }) => signature.status)).toEqual(draft.members.map(() => 'missing'));
    const old = new Set(earlier.members.flatMap(({ id, invitation }) => [id, invitation]));
    expect(draft.members.filter(({ id, invitation }) => old.has(id) || old.has(invitation))).toEqual([]);
    expect(went(await cast.lead.get<FilingView>(`/filings/${draft.id}`))).toEqual(draft);
  });

  it('is at once the case of members that are registered, and only the lead’s view says where it comes from', async () => {
    const draft = went(await start());
    const theirs = went(await cast.partner.get<FilingView>(`/filings/${draft.id}`));
    expect(theirs.ownMemberId).not.toBeNull();
    expect(theirs.startedFrom).toBeNull();
  });

  it('goes all the way when all have signed it', async () => {
    let draft = went(await start());
    for (const _ of draft.members)
      draft = went(await act(cast.partner, draft, 'sign', { contentHash: draft.contentHash }));
    expect(went(await act(cast.lead, draft, 'submit')).status).toBe('submitted');
  });

  it('under another city’s policy says which parts did not come over', async () => {
    const luoyang = went(await start(cast.lead, { policyId: 'pol_luoyang-2025' }));
    expect(luoyang).toMatchObject({ industryCode: null, summary: earlier.summary });
    expect(luoyang.startedFrom?.left).toEqual(['industry', 'division', 'declarations']);
  });
});

describe('somebody else’s filing is as good as none', () => {
  it('for an organization that is only a member of it, and for a stranger', async () => {
    const { organizations } = went(await cast.partner.get<{ organizations: { id: string }[] }>('/me'));
    const partner = organizations[0]?.id;
    const stranger = await aPerson(app);
    const own = await anOrganization(stranger);
    const nothing = await refused(404, 'not-found', () =>
      start(stranger, { organizationId: own.id, fromFilingId: 'fil_0' }),
    );
    await refused(404, 'not-found', () => start(cast.partner, { organizationId: partner }));
    const there = await refused(404, 'not-found', () => start(stranger, { organizationId: own.id }));
    expect({ ...there.body, instance: '' }).toEqual({ ...nothing.body, instance: '' });
  });

  it('for another organization of the same person', async () => {
    const second = await anOrganization(cast.lead);
    await refused(404, 'not-found', () => start(cast.lead, { organizationId: second.id }));
  });

  it('and whoever only reads for the lead starts nothing', async () => {
    const viewer = await aPerson(app);
    await holdsRole(app, viewer, cast.leads.id, 'viewer');
    await refused(403, 'not-allowed', () => start(viewer));
  });
});

it('a draft that is still open may be started from as well', async () => {
  const draft = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 2, 0) });
  const next = went(await start(cast.lead, { fromFilingId: draft.id }));
  expect(next.members.map((each) => each.organization.uscc)).toEqual(
    draft.members.map((each) => each.organization.uscc),
  );
});
