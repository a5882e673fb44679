import type { FilingView } from '@lianchuang/contract/filings';
import { beforeAll, expect, it } from 'vitest';
import { anApp, eventsOf, went, type Answer, type Problem } from '../../test/app-under-test.ts';
import { aCast, aDraft, aSubmittedFiling, clock, memberForm, taken, type Cast } from '../../test/cases.ts';
import { anOrganizationForm } from '../../test/people.ts';
import { LIMITS, quotasAt, type LimitName } from './limits.ts';

const app = anApp();
let cast: Cast;
let now: number;

beforeAll(async () => {
  now = clock('2026-06-01 09:00');
  cast = await aCast(app);
}, 60_000);

/** As if so much of a quota had been used today that `left` remain. */
async function remaining(name: LimitName, whom: string, left: number): Promise<void> {
  const [quota] = await quotasAt(app.env, now)(name, whom);
  await app.env.DB.prepare(
    'INSERT OR REPLACE INTO counters (bucket, starts_at, ends_at, used, most) VALUES (?, ?, ?, ?, ?)',
  )
    .bind(quota?.bucket, quota?.startsAt, quota?.endsAt, LIMITS[name].most - left, LIMITS[name].most)
    .run();
}

function tenOf(answers: readonly Answer<unknown>[]): void {
  expect(answers.filter((each) => each.status === 201)).toHaveLength(10);
  for (const answer of answers.filter((each) => each.status !== 201) as Answer<Problem>[]) {
    expect([answer.status, answer.body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
  }
}

it('of thirty drafts begun at once where ten are left, ten are begun, each with its event', async () => {
  await remaining('filing.start', cast.leads.id, 10);
  const start = () => cast.lead.post('/filings', { policyId: 'pol_qingdao-2025', organizationId: cast.leads.id });
  const { done, events } = await eventsOf(() => Promise.all(Array.from({ length: 30 }, start)));
  tenOf(done);
  expect(events).toEqual(Array.from({ length: 10 }, () => 'filing.start'));
});

it('of thirty objections from one address where ten are let in, ten are kept', async () => {
  await remaining('filing.start', cast.leads.id, 50);
  const { publicity } = await taken(cast, await aSubmittedFiling(cast), 'approve');
  const object = (n: number) =>
    app.post(`/notices/${publicity?.noticeId}/objections`, {
      name: `张${n}`,
      contact: '13800000000',
      reason: '有争议。',
    });
  expect(LIMITS['notice.object'].most).toBe(10);
  const { done, events } = await eventsOf(() => Promise.all(Array.from({ length: 30 }, (_, n) => object(n))));
  tenOf(done);
  expect(events).toEqual(Array.from({ length: 10 }, () => 'notice.object'));
}, 60_000);

it('an organization invites no more members in a day than its quota, in whatever draft', async () => {
  const drafts = [await aDraft(cast.lead, cast.leads.id), await aDraft(cast.lead, cast.leads.id)];
  await remaining('filing.add_member', cast.leads.id, 3);
  const statuses: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    const path = `/filings/${drafts[n % 2]?.id}/members`;
    statuses.push((await cast.lead.post(path, memberForm(anOrganizationForm()))).status);
  }
  expect(statuses).toEqual([201, 201, 201, 429, 429]);
  const members = await Promise.all(drafts.map(({ id }) => cast.lead.get<FilingView>(`/filings/${id}`)));
  expect(members.map((each) => went(each).members.length)).toEqual([2, 1]);
});

it('a quota is full again when its day is over', async () => {
  await remaining('filing.start', cast.leads.id, 0);
  const start = () => cast.lead.post('/filings', { policyId: 'pol_qingdao-2025', organizationId: cast.leads.id });
  const late = await start();
  expect(late.status).toBe(429);
  clock('2026-06-02 08:00');
  expect((await start()).status).toBe(201);
  now = clock('2026-06-01 09:00');
});
