import { expect, it } from 'vitest';
import { anApp, writingNothing, type Problem } from '../../test/app-under-test.ts';
import { aPerson } from '../../test/people.ts';

const ORIGIN = 'https://lianchuang.example';
const app = anApp({ ENVIRONMENT: 'production', ORIGIN });
const body = { policy: { id: 'pol_qingdao-2025' }, lead: { kind: 'enterprise', divisionCode: '370202' }, members: [] };
const check = (address: string) =>
  app.post<Problem>('/eligibility-checks', body, { Origin: ORIGIN, 'CF-Connecting-IP': address });

it('the deployed configuration has the limit', () => {
  expect(app.env.BURSTS).toBeDefined();
});

it('a burst of checks from one address is held back with the time to wait, others go on, and nothing is stored', async () => {
  await writingNothing(async () => {
    // Two minutes may touch each other here: more than both of them let through.
    const answers = [];
    for (let n = 0; n < 130; n += 1) answers.push(await check(`2001:db8:1:2::${n}`));
    const late = answers.filter((each) => each.status === 429);
    expect(answers[0]?.status).toBe(200);
    expect(late.length).toBeGreaterThanOrEqual(10);
    expect([late[0]?.body.code, late[0]?.headers.get('Retry-After')]).toEqual(['too-many-requests', '60']);
    expect((await check('2001:db8:1:3::1')).status).toBe(200);
  });
});

it('colleagues behind one address are counted each alone where they signed in', async () => {
  const office = anApp();
  const [busy, colleague] = [await aPerson(office), await aPerson(office)];
  const statuses = [];
  for (let n = 0; n < 130; n += 1) statuses.push((await busy.send('GET', '/filings/fil_unknown/agreement.pdf')).status);
  expect(statuses[0]).toBe(404);
  expect(statuses.filter((each) => each === 429).length).toBeGreaterThanOrEqual(10);
  expect((await colleague.send('GET', '/filings/fil_unknown/agreement.pdf')).status).toBe(404);
});
