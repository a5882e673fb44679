import { filingActionBodies, type FilingActionName, type FilingView } from '@lianchuang/contract/filings';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, went, writingNothing, type Problem } from '../../test/app-under-test.ts';
import { aCast, act, aDraft, clock, match, partners, signedByAll, type Cast } from '../../test/cases.ts';
import { anOfficer, anOrganization, aPerson, holdsRole, type Person } from '../../test/people.ts';

const app = anApp();
const ACTIONS = Object.keys(filingActionBodies) as FilingActionName[];
let cast: Cast;
let members: Awaited<ReturnType<typeof partners>>;
let people: Record<string, Person>;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  members = await partners(cast.partner, 3, 1);
  const [leadEditor, leadViewer, memberViewer, auditor, expert, recommender, elsewhere, stranger] = await Promise.all([
    aPerson(app),
    aPerson(app),
    aPerson(app),
    anOfficer(app, 'auditor'),
    anOfficer(app, 'expert'),
    anOfficer(app, 'recommender'),
    anOfficer(app, 'director', { jurisdiction: '410300' }),
    aPerson(app),
  ]);
  await anOrganization(stranger);
  await holdsRole(app, leadEditor, cast.leads.id, 'editor');
  await holdsRole(app, leadViewer, cast.leads.id, 'viewer');
  await holdsRole(app, memberViewer, members[0]?.organization.id ?? '', 'viewer');
  const { lead, partner, clerk, director } = cast;
  people = {
    lead,
    leadEditor,
    leadViewer,
    partner,
    memberViewer,
    clerk,
    director,
    recommender,
    auditor,
    expert,
    elsewhere,
    stranger,
  };
}, 60_000);

const bodyOf = (action: FilingActionName, filing: FilingView): Record<string, unknown> =>
  ({
    sign: { contentHash: filing.contentHash },
    refuse: { reason: '理由' },
    return: { reason: '理由' },
    request_correction: { items: [{ code: 'other', pointer: '', text: '请核对。' }] },
    extend: { workingDays: 3, reason: '理由' },
    answer_item: { item: 0, text: '已核对。' },
    conclude_review: { opinion: '意见' },
    waive: { ruleId: 'composition-academic-institutions-min', reason: '理由' },
    approve: { reason: '理由' },
    reject: { reason: '理由' },
  })[action as string] ?? {};

/** The whole database goes back to where it was, so that every action is tried on the same state. */
async function untouched(work: () => Promise<void>): Promise<void> {
  const tables = [
    'filings',
    'filing_members',
    'notices',
    'objections',
    'consortia',
    'consortium_members',
    'consortium_listings',
    'consortium_facets',
    'outbox',
  ];
  const kept = await app.env.DB.batch(tables.map((table) => app.env.DB.prepare(`SELECT * FROM ${table}`)));
  await work();
  await app.env.DB.batch(
    tables.flatMap((table, at) => [
      app.env.DB.prepare(`DELETE FROM ${table}`),
      ...(kept[at]?.results ?? []).map((row) => {
        const columns = Object.keys(row as object);
        return app.env.DB.prepare(
          `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`,
        ).bind(...Object.values(row as object));
      }),
      // Events cannot be taken back; the record goes on behind them.
      ...(table === 'filings'
        ? [
            app.env.DB.prepare(
              'UPDATE filings SET version = (SELECT max(version) FROM events WHERE subject = filings.id)',
            ),
          ]
        : []),
    ]),
  );
}

/** The life of one filing: each state with the move that leads to the next. */
const WALK: readonly (readonly [string, string, (filing: FilingView) => Promise<unknown>])[] = [
  ['a draft', 'draft', async (filing) => signedByAll(cast.partner, filing)],
  ['a draft signed by all', 'draft', (filing) => act(cast.lead, filing, 'waive', bodyOf('waive', filing))],
  ['a draft with its shortfall explained', 'draft', (filing) => act(cast.lead, filing, 'submit')],
  [
    'submitted',
    'submitted',
    (filing) => act(cast.clerk, filing, 'request_correction', bodyOf('request_correction', filing)),
  ],
  [
    'a correction',
    'correction',
    async (filing) => {
      await cast.lead.patch(`/filings/${filing.id}`, { summary: '已改' }, match(filing.version));
    },
  ],
  [
    'a correction that was edited',
    'correction',
    async (filing) => {
      await signedByAll(cast.partner, filing);
      await act(cast.lead, filing, 'resubmit');
      await act(cast.clerk, filing, 'accept');
    },
  ],
  ['accepted', 'accepted', (filing) => act(cast.clerk, filing, 'start_review')],
  ['in review', 'in_review', (filing) => act(cast.clerk, filing, 'conclude_review', { opinion: '意见' })],
  ['reviewed', 'reviewed', (filing) => act(cast.director, filing, 'waive', bodyOf('waive', filing))],
  [
    'reviewed with the waiver granted',
    'reviewed',
    (filing) => act(cast.director, filing, 'approve', { reason: '同意' }),
  ],
  [
    'in publicity',
    'in_publicity',
    async () => {
      clock('2026-06-08 09:00');
    },
  ],
  ['in publicity, last day over', 'in_publicity', (filing) => act(cast.clerk, filing, 'close_publicity')],
  ['in publicity, closed', 'in_publicity', (filing) => act(cast.clerk, filing, 'register')],
  ['registered', 'registered', async () => undefined],
];

const ACTING = ['lead', 'partner', 'clerk', 'director'];
const OUTSIDE = ['expert', 'elsewhere', 'stranger'];
const LOOKING = ['auditor', 'leadViewer', 'memberViewer'];

describe('the actions of a view are exactly those that posting accepts', () => {
  let filing: FilingView;
  let turn = 0;

  beforeAll(async () => {
    filing = await aDraft(cast.lead, cast.leads.id, { members });
  });
  afterEach(async () => {
    filing = went(await cast.lead.get<FilingView>(`/filings/${filing.id}`));
  });

  it.each(WALK)('%s', { timeout: 60_000 }, async (_, status, onward) => {
    filing = went(await cast.lead.get<FilingView>(`/filings/${filing.id}`));
    expect(filing.status).toBe(status);
    const shown: Record<string, string[] | null> = {};
    for (const [role, person] of Object.entries(people)) {
      const answer = await person.get<FilingView>(`/filings/${filing.id}`);
      shown[role] = answer.status === 200 ? answer.body.actions.map((each) => each.name) : null;
      if (OUTSIDE.includes(role)) expect(shown[role], role).toBeNull();
      if (LOOKING.includes(role)) expect(shown[role] ?? [], role).toEqual([]);
    }
    await writingNothing(async () => {
      for (const [role, person] of Object.entries(people)) {
        const expected = shown[role] === null ? /^404 not-found$/ : /^(403 not-allowed|409 filing\.[a-z-]+)$/;
        // Who seldom or never acts tries some actions here and the others in other states.
        const tried = ACTING.includes(role) ? ACTIONS : ACTIONS.filter((_, at) => at % 5 === turn % 5);
        for (const action of tried) {
          if (shown[role]?.includes(action) === true) continue;
          const posted = await act(person, filing, action, bodyOf(action, filing));
          const refusal = `${posted.status} ${(posted.body as unknown as Problem).code}`;
          expect(refusal, `${role} ${action}`).toMatch(expected);
        }
      }
    });
    for (const [role, person] of Object.entries(people)) {
      for (const action of shown[role] ?? []) {
        await untouched(async () => {
          const { done, events } = await eventsOf(() =>
            act(person, filing, action, bodyOf(action as FilingActionName, filing)),
          );
          const told = { role, action, status: done.status, events };
          expect(told, done.text.slice(0, 300)).toEqual({ role, action, status: 200, events: [`filing.${action}`] });
        });
      }
    }
    turn += 1;
    await onward(went(await cast.lead.get<FilingView>(`/filings/${filing.id}`)));
  });

  it('each action names the fields that it requires, and without them it is refused', async () => {
    clock('2026-06-01 09:00');
    const draft = await aDraft(cast.lead, cast.leads.id, { members });
    const view = went(await cast.partner.get<FilingView>(`/filings/${draft.id}`));
    expect(view.actions).toEqual([
      { name: 'sign', label: '签署', requires: ['contentHash'] },
      { name: 'refuse', label: expect.any(String) as string, requires: ['reason'] },
    ]);
    for (const { name, requires } of view.actions) {
      const { status, body } = await writingNothing(() => act(cast.partner, draft, name));
      expect(status).toBe(422);
      expect((body as unknown as Problem).errors?.map((each) => each.pointer)).toEqual(
        requires.map((each) => `/${each}`),
      );
    }
  });
});
