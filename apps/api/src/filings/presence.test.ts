import type { FilingView } from '@lianchuang/contract/filings';
import type { PresenceView } from '@lianchuang/contract/presence';
import { open } from '@lianchuang/db/client';
import { dropOldPresence } from '@lianchuang/db/unlogged';
import { beforeAll, expect, it } from 'vitest';
import { anApp, went } from '../../test/app-under-test.ts';
import { aCast, aDraft, clock, partners } from '../../test/cases.ts';
import { aPerson, holdsRole, type Person } from '../../test/people.ts';
import { now } from '../platform/clock.ts';

const app = anApp();
let draft: FilingView;
let people: Record<'lead' | 'editor' | 'viewer' | 'partner' | 'stranger', Person>;
const beat = (by: Person, step = 'plan', field: string | null = 'plan.goals') =>
  by.send<PresenceView>('PUT', `/filings/${draft.id}/presence`, { body: { step, field } });
const seenBy = async (by: Person) => went(await by.get<PresenceView>(`/filings/${draft.id}/presence`)).others;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  const cast = await aCast(app);
  const inLead = async (role: string) => holdsRole(app, await aPerson(app), cast.leads.id, role);
  draft = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 1, 0) });
  people = {
    lead: cast.lead,
    editor: await inLead('editor'),
    viewer: await inLead('viewer'),
    partner: cast.partner,
    stranger: await aPerson(app),
  };
});

it('colleagues see who is writing where, oneself is left out', async () => {
  clock('2026-06-01 09:00');
  expect(went(await beat(people.editor)).others).toEqual([]);
  const [seen, ...more] = went(await beat(people.lead, 'topics', null)).others;
  expect(seen).toMatchObject({ step: 'plan', field: 'plan.goals', since: '2026-06-01T09:00:00.000+08:00' });
  expect(typeof seen?.name).toBe('string');
  expect(more).toEqual([]);
  expect((await seenBy(people.viewer)).map((each) => each.step).sort()).toEqual(['plan', 'topics']);
});

it('a member sees that the lead is writing, and neither who nor where', async () => {
  expect(await seenBy(people.partner)).toEqual([
    { name: null, step: null, field: null, since: '2026-06-01T09:00:00.000+08:00' },
  ]);
});

it('somebody who goes on writing has been there since the beginning, and is forgotten after 45 seconds', async () => {
  clock('2026-06-01 09:00:40');
  await beat(people.editor, 'plan', 'plan.talent');
  clock('2026-06-01 09:01:20');
  expect(await seenBy(people.lead)).toMatchObject([{ field: 'plan.talent', since: '2026-06-01T09:00:00.000+08:00' }]);
  clock('2026-06-01 09:01:25');
  expect(await seenBy(people.lead)).toEqual([]);
  await beat(people.editor);
  expect(await seenBy(people.lead)).toMatchObject([{ since: '2026-06-01T09:01:25.000+08:00' }]);
});

it('only who may write says so, and nobody else learns of the draft', async () => {
  expect((await beat(people.viewer)).status).toBe(403);
  expect((await beat(people.partner)).status).toBe(403);
  expect((await beat(people.stranger)).status).toBe(404);
  expect((await people.stranger.get(`/filings/${draft.id}/presence`)).status).toBe(404);
});

it('one sign costs the same however long it goes on, and makes no event', async () => {
  const count = async (table: 'presences' | 'events') =>
    (
      await app.env.DB.prepare(
        `SELECT count(*) AS n FROM ${table} WHERE ${table === 'events' ? 'subject' : 'filing_id'} = ?`,
      )
        .bind(draft.id)
        .first<{ n: number }>()
    )?.n;
  const events = await count('events');
  for (let each = 0; each < 5; each += 1) await beat(people.editor);
  expect([await count('events'), await count('presences')]).toEqual([events, 2]);
  clock('2026-06-01 10:00');
  await dropOldPresence(open(app.env.DB, app.env.SEARCH), now());
  expect(await count('presences')).toBe(0);
});
