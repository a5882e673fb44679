import type { FilingView } from '@lianchuang/contract/filings';
import type { KnownOrganizations } from '@lianchuang/contract/member-lists';
import { open } from '@lianchuang/db/client';
import { useUp } from '@lianchuang/db/unlogged';
import { aUscc } from '@lianchuang/domain/testing/identifiers';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import {
  aCast,
  act,
  aDraft,
  aRegisteredConsortium,
  clock,
  match,
  memberForm,
  partners,
  type Cast,
} from '../../test/cases.ts';
import { anOrganization, anOrganizationForm, aPerson, next, type Person } from '../../test/people.ts';
import { LIMITS, quotasAt } from '../http/limits.ts';

const app = anApp();
let cast: Cast;
let now: number;

beforeAll(async () => {
  now = clock('2026-06-01 09:00');
  cast = await aCast(app);
}, 60_000);

const row = (over = {}) => {
  const { uscc, name, kind } = anOrganizationForm();
  return { uscc, name, kind, chainPosition: 'midstream', ...over };
};
const add = (filing: { id: string }, members: unknown[], headers = {}, person: Person = cast.lead) =>
  person.post<FilingView>(`/filings/${filing.id}/members/batch`, { members }, headers);

describe('a list of members', () => {
  it('joins a draft in one event, each with an invitation of its own, in the order of the list', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 1, 0) });
    const { uscc, name, kind } = await anOrganization(await aPerson(app));
    const list = [row(), { uscc, name, kind }, row({ duties: '供样件' })];
    const { done, events } = await eventsOf(() => add(draft, list, match(draft.version)));
    expect(done.status).toBe(201);
    expect(events).toEqual(['filing.add_members']);
    const view = went(done);
    expect(view.version).toBe(draft.version + 1);
    expect(view.members.slice(1).map((each) => each.organization.uscc)).toEqual(list.map((each) => each.uscc));
    expect(view.members.map((each) => each.duties)).toEqual(['承担一项任务', '', '', '供样件']);
    expect(view.members[2]?.organization.id).not.toBeNull();
    const links = view.members.map((each) => each.invitation);
    expect(new Set(links).size).toBe(4);
    expect(links.every((each) => /\/sign\/[0-9a-hjkmnp-tv-z]{32}$/.test(each ?? ''))).toBe(true);
    expect(went(await cast.lead.get<FilingView>(`/filings/${draft.id}`))).toEqual(view);
    const after = went(
      await cast.lead.post<FilingView>(`/filings/${draft.id}/members`, memberForm(anOrganizationForm())),
    );
    // The page for the seal names everybody who joins, so it alone is another one.
    const unprinted = (each: FilingView['members'][number]) => ({ ...each, pageHash: '' });
    expect(after.members.slice(0, 4).map(unprinted)).toEqual(view.members.map(unprinted));
  });

  it('is kept whole or not at all, and every bad row is named', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 1, 0) });
    const twice = row();
    const list = [
      row(),
      row({ uscc: cast.leads.uscc }),
      row({ uscc: draft.members[0]?.organization.uscc.toLowerCase() }),
      twice,
      { ...twice, name: '又一次' },
    ];
    const answer = await refused(422, 'invalid-input', () => add(draft, list));
    expect(answer.body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/members/1/uscc', 'filing.member-is-lead'],
      ['/members/2/uscc', 'filing.member-duplicate'],
      ['/members/4/uscc', 'filing.member-twice'],
    ]);
    const odd = await refused(422, 'invalid-input', () =>
      add(draft, [row(), row({ uscc: '91370299TEXT0001' }), row({ name: ' ' }), row({ kind: 'shop' })]),
    );
    expect(odd.body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/members/1/uscc', 'uscc.wrong-length'],
      ['/members/2/name', 'text.empty'],
      ['/members/3/kind', 'not-in-list'],
    ]);
    await refused(422, 'invalid-input', () => add(draft, []));
    await refused(422, 'invalid-input', () =>
      add(
        draft,
        Array.from({ length: 101 }, () => row()),
      ),
    );
    await refused(422, 'filing.too-many-members', () =>
      add(
        draft,
        Array.from({ length: 100 }, () => row()),
      ),
    );
    expect(went(await cast.lead.get<FilingView>(`/filings/${draft.id}`)).members).toHaveLength(1);
  });

  it('sent twice under one key counts once, and an old version is told so', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id);
    const list = [row(), row()];
    const key = { 'Idempotency-Key': `list-${next()}` };
    const first = went(await add(draft, list, key));
    const again = await add(draft, list, key);
    expect(again.headers.get('Idempotent-Replay')).toBe('true');
    expect(again.body).toEqual(first);
    await refused(409, 'stale-version', () => add(draft, [row()], match(draft.version)));
    await refused(422, 'invalid-input', () => add(draft, list));
  });

  it('of a hundred organizations fits, and the signatures on the shorter list no longer count', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 1, 0) });
    went(await act(cast.partner, draft, 'sign', { contentHash: draft.contentHash }));
    const view = went(
      await add(
        draft,
        Array.from({ length: 99 }, () => row()),
      ),
    );
    expect(view.members).toHaveLength(100);
    expect(view.members[0]?.signature.status).toBe('void');
  });

  it('counts every member of it against the quota of the day', async () => {
    const lead = await aPerson(app);
    const own = await anOrganization(lead);
    const draft = await aDraft(lead, own.id);
    await remaining('filing.add_member', own.id, 3);
    await refused(429, 'too-many-requests', () => add(draft, [row(), row(), row(), row()], {}, lead));
    expect((await add(draft, [row(), row(), row()], {}, lead)).status).toBe(201);
    await refused(429, 'too-many-requests', () => add(draft, [row()], {}, lead));
  });
});

/** Leaves so many uses of a quota. */
async function remaining(name: 'filing.add_member' | 'member.look_up', whom: string, left: number): Promise<void> {
  const quotas = await quotasAt(app.env, now)(name, whom);
  const uses = LIMITS[name].most - left;
  expect(
    await useUp(
      open(app.env.DB, app.env.SEARCH),
      quotas.map((each) => ({ ...each, uses })),
    ),
  ).toBe(true);
}

describe('what is known of an organization by its credit code', () => {
  const look = (filing: { id: string }, codes: string[], person: Person = cast.lead) =>
    person.post<KnownOrganizations>(`/filings/${filing.id}/member-lookups`, { codes });

  it('is what it registered, and nothing about its people', async () => {
    const person = await aPerson(app);
    const own = await anOrganization(person, { kind: 'university', divisionCode: '370212' });
    const draft = await aDraft(cast.lead, cast.leads.id);
    const answer = await look(draft, [own.uscc.toLowerCase(), aUscc({ serial: 9000 })]);
    expect(went(answer)).toEqual({
      items: [
        {
          uscc: own.uscc,
          name: own.name,
          kind: 'university',
          division: { code: '370212', name: own.division.name },
          chainPosition: null,
          isRegistered: true,
        },
      ],
    });
    for (const secret of [person.name, person.email, person.id, own.id]) expect(answer.text).not.toContain(secret);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });

  it('is where the lead’s own last filing placed it, registered or not', async () => {
    const form = row({ kind: 'research_institute', chainPosition: 'upstream' });
    const [first, second] = [await aDraft(cast.lead, cast.leads.id), await aDraft(cast.lead, cast.leads.id)];
    went(await add(first, [form]));
    clock('2026-06-01 09:01');
    went(await add(second, [{ ...form, name: '后来的名称', chainPosition: 'downstream' }]));
    now = clock('2026-06-01 09:00');
    const draft = await aDraft(cast.lead, cast.leads.id);
    const { items } = went(await look(draft, [form.uscc]));
    expect(items).toMatchObject([
      {
        name: '后来的名称',
        kind: 'research_institute',
        chainPosition: 'downstream',
        division: null,
        isRegistered: false,
      },
    ]);
  });

  it('is nothing that stands in the drafts of others', async () => {
    const other = await aPerson(app);
    const theirs = await aDraft(other, (await anOrganization(other)).id);
    const form = row();
    const registered = await anOrganization(await aPerson(app));
    went(await add(theirs, [form, row({ uscc: registered.uscc, chainPosition: 'upstream' })], {}, other));
    const draft = await aDraft(cast.lead, cast.leads.id);
    expect(went(await look(draft, [form.uscc, registered.uscc])).items).toMatchObject([
      { uscc: registered.uscc, chainPosition: null },
    ]);
  });

  it('is where the public register placed it', async () => {
    const members = await partners(cast.partner, 3, 2);
    await aRegisteredConsortium(cast, { members });
    const other = await aPerson(app);
    const draft = await aDraft(other, (await anOrganization(other)).id);
    const code = members[0]?.organization.uscc ?? '';
    expect(went(await look(draft, [code], other)).items).toMatchObject([{ chainPosition: 'midstream' }]);
  });

  it('is told so often a day and no more, counted by the code', async () => {
    now = clock('2026-06-01 09:00');
    const other = await aPerson(app);
    const draft = await aDraft(other, (await anOrganization(other)).id);
    await remaining('member.look_up', other.id, 2);
    const codes = [1, 2, 3].map((serial) => aUscc({ serial: 9100 + serial }));
    await refused(429, 'too-many-requests', () => look(draft, codes, other));
    expect((await look(draft, codes.slice(0, 2), other)).status).toBe(200);
    const last = await refused(429, 'too-many-requests', () => look(draft, codes.slice(0, 1), other));
    expect(Number(last.headers.get('Retry-After'))).toBeGreaterThan(3600);
  });

  it('is told to the editors of a draft alone', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 1, 0) });
    const codes = [cast.leads.uscc];
    await refused(403, 'not-allowed', () => look(draft, codes, cast.partner));
    const stranger = await aPerson(app);
    await refused(404, 'not-found', () => look(draft, codes, stranger));
    await refused(422, 'invalid-input', () => look(draft, ['12345']));
    await refused(422, 'invalid-input', () => look(draft, []));
  });
});
