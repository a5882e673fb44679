import type { FilingView } from '@lianchuang/contract/filings';
import type { InvitationView } from '@lianchuang/contract/invitations';
import type { MeView } from '@lianchuang/contract/organizations';
import type { PassView, SigningView } from '@lianchuang/contract/signing';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import { aCast, act, aDraft, clock, partners, type Cast } from '../../test/cases.ts';
import { aPerson, holdsRole, next, type Person } from '../../test/people.ts';

const app = anApp();
let cast: Cast;
let draft: FilingView;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  draft = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 1, 1) });
}, 60_000);

const anAddress = () => `colleague-${next()}@member.example`;
const organizationId = () => draft.members[0]?.organization.id ?? '';
const passTo = (person: Person, email: string, role = 'signatory', more = {}) =>
  person.post<PassView>(`/filings/${draft.id}/members/${draft.members[0]?.id ?? ''}/passes`, { role, email, ...more });
const tokenOf = ({ link }: PassView) => link.split('/').at(-1) ?? '';
const see = (token: string, person?: Person) => (person ?? app).get<InvitationView>(`/invitations/${token}`);
const use = (token: string, person: Person) => person.post<FilingView>(`/invitations/${token}/accept`, {});

describe('passing the invitation to the right colleague', () => {
  it('brings exactly that person into the organization, in the role that was chosen, and the colleague signs', async () => {
    const email = anAddress();
    const made = await eventsOf(() => passTo(cast.partner, email.toUpperCase(), 'signatory', { note: '请你签' }));
    expect(made.events).toEqual(['organization.pass_on']);
    const pass = went(made.done);
    expect(pass.to).not.toContain(email);
    const token = tokenOf(pass);
    expect(went(await see(token))).toMatchObject({
      state: 'sign-in',
      filingId: draft.id,
      colleague: { role: 'signatory', note: '请你签' },
    });
    const colleague = await aPerson(app, { email });
    expect(went(await see(token, colleague)).state).toBe('ready');
    await refused(404, 'not-found', () => colleague.get(`/filings/${draft.id}`));
    const { done, events } = await eventsOf(() => use(token, colleague));
    expect([went(done).ownMemberId, events]).toEqual([draft.members[0]?.id, ['organization.join']]);
    const { organizations } = went(await colleague.get<MeView>('/me'));
    expect(organizations).toMatchObject([{ id: organizationId(), role: 'signatory' }]);
    const signed = went(await act(colleague, draft, 'sign', { contentHash: draft.contentHash }));
    expect(signed.members[0]?.signature).toMatchObject({ status: 'current', signedBy: colleague.name });
    const { passes } = went(await cast.partner.get<SigningView>(`/filings/${draft.id}/signing`));
    expect(passes[0]?.usedAt).not.toBeNull();
  });

  it('works once: passed on twice are two links, and a used one is none any more', async () => {
    const [one, two] = [anAddress(), anAddress()];
    const first = tokenOf(went(await passTo(cast.partner, one, 'viewer')));
    const second = tokenOf(went(await passTo(cast.partner, two, 'editor')));
    const [a, b] = [await aPerson(app, { email: one }), await aPerson(app, { email: two })];
    went(await use(first, a));
    await refused(404, 'filing.no-invitation', () => see(first, a));
    await refused(404, 'filing.no-invitation', () => use(first, a));
    went(await use(second, b));
    const roles = async (person: Person) => went(await person.get<MeView>('/me')).organizations.map(({ role }) => role);
    expect([await roles(a), await roles(b)]).toEqual([['viewer'], ['editor']]);
  });

  it('by two clicks at once is one joining', async () => {
    const email = anAddress();
    const token = tokenOf(went(await passTo(cast.partner, email, 'viewer')));
    const colleague = await aPerson(app, { email });
    const { events } = await eventsOf(() => Promise.all([use(token, colleague), use(token, colleague)]));
    expect(events).toEqual(['organization.join']);
  });

  it('is nothing to a stranger who has the link', async () => {
    const token = tokenOf(went(await passTo(cast.partner, anAddress())));
    const stranger = await aPerson(app);
    expect(went(await see(token, stranger)).state).toBe('other-person');
    await refused(409, 'filing.invitation-other-person', () => use(token, stranger));
    await refused(401, 'not-signed-in', () => app.post(`/invitations/${token}/accept`, {}));
    await refused(404, 'not-found', () => stranger.get(`/filings/${draft.id}`));
  });

  it('gives nobody more than who passes it on has, and takes nothing from who has more', async () => {
    const editor = await holdsRole(app, await aPerson(app), organizationId(), 'editor');
    const reader = await holdsRole(app, await aPerson(app), organizationId(), 'viewer');
    await refused(403, 'not-allowed', () => passTo(editor, anAddress(), 'signatory'));
    await refused(403, 'not-allowed', () => passTo(reader, anAddress(), 'viewer'));
    await refused(403, 'not-allowed', () => passTo(cast.lead, anAddress(), 'viewer'));
    const outsider = await aPerson(app);
    await refused(404, 'not-found', () => passTo(outsider, anAddress(), 'viewer'));
    const { status } = await passTo(cast.partner, anAddress(), 'owner');
    expect(status).toBe(422);
    const token = tokenOf(went(await passTo(editor, cast.partner.email, 'viewer')));
    went(await use(token, cast.partner));
    const own = went(await cast.partner.get<MeView>('/me')).organizations.find(({ id }) => id === organizationId());
    expect(own?.role).toBe('owner');
  });

  it('works fourteen days, and not when the organization no longer takes part', async () => {
    clock('2026-06-01 09:00');
    const email = anAddress();
    const token = tokenOf(went(await passTo(cast.partner, email)));
    const colleague = await aPerson(app, { email });
    clock('2026-06-15 08:59:59');
    expect(went(await see(token, colleague)).state).toBe('ready');
    clock('2026-06-15 09:00');
    await refused(404, 'filing.no-invitation', () => use(token, colleague));
    clock('2026-06-01 09:00');
    const other = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 1, 0) });
    const path = `/filings/${other.id}/members/${other.members[0]?.id ?? ''}`;
    const gone = tokenOf(went(await cast.partner.post<PassView>(`${path}/passes`, { role: 'viewer', email })));
    went(await cast.lead.remove(path));
    await refused(404, 'filing.no-invitation', () => use(gone, colleague));
  });

  it('leaves the first invitation as it was', async () => {
    const view = went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
    const token = view.members[0]?.invitation?.split('/').at(-1) ?? '';
    expect(went(await see(token, cast.partner))).toMatchObject({ state: 'ready', colleague: null });
  });
});
