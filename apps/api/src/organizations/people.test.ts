import type { FilingView } from '@lianchuang/contract/filings';
import type { ColleagueInvitation, JoinView, PeopleView } from '@lianchuang/contract/organization-people';
import { beforeEach, describe, expect, it } from 'vitest';
import { anApp, refused, went } from '../../test/app-under-test.ts';
import { clock, match } from '../../test/cases.ts';
import { anOrganization, aPerson, type Person } from '../../test/people.ts';

const app = anApp();
let owner: Person;
let colleague: Person;
let id: string;

const invited = async (role = 'editor') =>
  went(await owner.post<ColleagueInvitation>(`/organizations/${id}/invitations`, { role }));
const tokenOf = ({ link }: ColleagueInvitation) => link?.split('/').at(-1) ?? '';
const joins = (person: Person, token: string) => person.post<PeopleView>(`/colleague-invitations/${token}/accept`, {});
const people = async (by = owner) => went(await by.get<PeopleView>(`/organizations/${id}/people`));

beforeEach(async () => {
  clock('2026-06-01 09:00');
  owner = await aPerson(app);
  colleague = await aPerson(app);
  id = (await anOrganization(owner)).id;
});

describe('A colleague', () => {
  it('comes in by a link in the role that it names, and then writes in the same drafts', async () => {
    const filing = went(await owner.post<FilingView>('/filings', { policyId: 'pol_qingdao-2025', organizationId: id }));
    expect((await colleague.get(`/filings/${filing.id}`)).status).toBe(404);
    const token = tokenOf(await invited());
    expect(went(await colleague.get<JoinView>(`/colleague-invitations/${token}`))).toMatchObject({
      role: 'editor',
      state: 'ready',
    });
    const joined = went(await joins(colleague, token));
    expect(joined.people.map((each) => [each.role, each.isMe])).toEqual([
      ['owner', false],
      ['editor', true],
    ]);
    expect(joined).toMatchObject({ mayInvite: false, invitations: [] });
    const path = `/filings/${filing.id}`;
    const edited = went(await colleague.patch<FilingView>(path, { summary: '同事写的' }, match(filing.version)));
    expect(edited.summary).toBe('同事写的');
    const seen = went(await owner.get<FilingView>(path));
    expect(seen.othersEdits).toEqual([
      { name: colleague.name, at: '2026-06-01T09:00:00.000+08:00', parts: ['summary'] },
    ]);
    expect(went(await colleague.get<FilingView>(path)).othersEdits).toEqual([]);
  });

  it('uses a link once; nobody else comes in by it, and whoever is in already is told so', async () => {
    const token = tokenOf(await invited());
    went(await joins(colleague, token));
    const other = await aPerson(app);
    await refused(404, 'organization.no-invitation', () => joins(other, token));
    const second = tokenOf(await invited('signatory'));
    await refused(409, 'organization.already-in', () => joins(colleague, second));
  });

  it('finds the link over after seven days, to the millisecond', async () => {
    const { expiresAt, ...invitation } = await invited();
    expect(expiresAt).toBe('2026-06-08T09:00:00.000+08:00');
    clock('2026-06-08 08:59:59.999');
    expect((await app.get(`/colleague-invitations/${tokenOf({ expiresAt, ...invitation })}`)).status).toBe(200);
    clock('2026-06-08 09:00');
    expect((await app.get(`/colleague-invitations/${tokenOf({ expiresAt, ...invitation })}`)).status).toBe(404);
  });

  it('is out at the next request once taken out', async () => {
    went(await joins(colleague, tokenOf(await invited())));
    expect((await people(colleague)).people).toHaveLength(2);
    const left = went(await owner.remove<PeopleView>(`/organizations/${id}/people/${colleague.id}`));
    expect(left.people).toHaveLength(1);
    expect((await colleague.get(`/organizations/${id}/people`)).status).toBe(404);
  });
});

describe('An owner', () => {
  it('alone makes links, sees open ones without their address, and withdraws them', async () => {
    const invitation = await invited('signatory');
    expect((await people()).invitations).toEqual([{ ...invitation, link: null }]);
    went(await joins(colleague, tokenOf(await invited())));
    await refused(403, 'not-allowed', () => colleague.post(`/organizations/${id}/invitations`, { role: 'editor' }));
    await refused(403, 'not-allowed', () => colleague.remove(`/organizations/${id}/invitations/${invitation.id}`));
    await refused(403, 'not-allowed', () => colleague.remove(`/organizations/${id}/people/${owner.id}`));
    expect((await people(colleague)).invitations).toEqual([]);
    went(await owner.remove(`/organizations/${id}/invitations/${invitation.id}`));
    expect((await app.get(`/colleague-invitations/${tokenOf(invitation)}`)).status).toBe(404);
  });

  it('stays while there is no other', async () => {
    await refused(409, 'organization.last-owner', () => owner.remove(`/organizations/${id}/people/${owner.id}`));
  });

  it('makes nobody an owner by link', async () => {
    expect((await owner.post(`/organizations/${id}/invitations`, { role: 'owner' })).status).toBe(422);
  });
});

it('a link is kept as a hash only, and not at all where it was refused', async () => {
  const token = tokenOf(await invited());
  const { results } = await app.env.DB.prepare('SELECT * FROM organization_invitations').all();
  expect(JSON.stringify(results)).not.toContain(token);
});

it('two colleagues with one link at once: one comes in', async () => {
  const token = tokenOf(await invited());
  const others = [colleague, await aPerson(app), await aPerson(app)];
  const done = await Promise.all(others.map((each) => joins(each, token)));
  expect(done.map((each) => each.status).sort()).toEqual([200, 404, 404]);
  expect((await people()).people).toHaveLength(2);
});
