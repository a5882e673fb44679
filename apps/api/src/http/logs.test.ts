import { broken, faulty, unanswering } from '@lianchuang/db/testing/databases';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { anApp, went } from '../../test/app-under-test.ts';
import { act, aCast, aRegisteredConsortium, aSubmittedFiling, clock, taken, type Cast } from '../../test/cases.ts';
import { aPerson, PASSWORD, type Person } from '../../test/people.ts';
import worker from '../index.ts';
import { loggable } from '../platform/loggable.ts';

const app = anApp();
const PHONE = '13800138000';
const ELSEWHERE = 'http://127.0.0.1';
let lines: string[];
let cast: Cast;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
}, 60_000);
beforeEach(() => {
  lines = [];
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
    vi.spyOn(console, level).mockImplementation((...said: unknown[]) => {
      lines.push(
        said
          .map((each) =>
            each instanceof Error
              ? `${String(each)} ${String(each.cause)}`
              : typeof each === 'string'
                ? each
                : JSON.stringify(each),
          )
          .join(' '),
      );
    });
});
afterEach(() => vi.restoreAllMocks());

/** Of an invitation, as nobody has it. */
const TOKEN = '0az'.repeat(10) + 'qq';

/** What no line of a log may hold. */
async function isSilentAbout(people: readonly Person[]): Promise<void> {
  const text = lines.join('\n');
  const links = await app.env.DB.prepare('SELECT invitation_token AS token FROM filing_members').all<{
    token: string;
  }>();
  for (const { token } of links.results) expect(text).not.toContain(token);
  for (const { email, cookie, name } of people) {
    const token = decodeURIComponent(cookie).split(/[=.]/)[1] ?? '';
    for (const secret of [email, cookie, token, name]) expect(text).not.toContain(secret);
  }
  for (const secret of [PASSWORD, PHONE, TOKEN, '张实名', app.env.BETTER_AUTH_SECRET])
    expect(text).not.toContain(secret);
  expect(text).not.toMatch(/[^\s"]+@[^\s"]+\.\w|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dX]|[0-9a-f]{64}/);
}

describe('a log holds no address, phone, name, password or token', () => {
  it('after a whole journey to the register, with its jobs', async () => {
    const notice = (await taken(cast, await aSubmittedFiling(cast), 'approve')).publicity?.noticeId;
    const said = { name: '张实名', contact: PHONE, reason: '有争议。' };
    went(await app.post(`/notices/${notice}/objections`, said));
    const draft = await aRegisteredConsortium(cast);
    expect(draft.registrationNumber).not.toBeNull();
    await act(cast.lead, draft, 'sign', { contentHash: 'f'.repeat(64) });
    for (const cron of ['2-59/5 * * * *', '*/5 * * * *', '*/10 * * * *'])
      await worker.scheduled({ cron } as ScheduledController, app.env);
    for (const password of ['wrong-password', PASSWORD])
      await app.post('/api/auth/sign-in/email', { email: cast.lead.email, password });
    await app.post('/api/auth/sign-up/email', { email: cast.lead.email, password: PASSWORD, name: '张实名' });
    await app.post('/api/auth/sign-in/email', { email: 'nobody@test.example', password: PASSWORD });
    await isSilentAbout([cast.lead, cast.partner, cast.clerk, cast.director]);
  }, 60_000);

  it('after faults of the database in reading, writing and signing in', async () => {
    const { publicity } = await taken(cast, await aSubmittedFiling(cast), 'approve');
    const dead = anApp({ DB: unanswering(app.env.DB) });
    const torn = anApp({ DB: faulty(app.env.DB, 'before') });
    const Cookie = cast.lead.cookie;
    const newcomer = { email: 'new@test.example', password: PASSWORD, name: '张实名' };
    const statuses = [
      await dead.get('/me', { Cookie }),
      await dead.get('/consortia'),
      await dead.post('/api/auth/sign-in/email', { email: cast.lead.email, password: PASSWORD }),
      // The library keeps one instance for an origin; under another name it meets the dead database itself.
      await dead.post(`${ELSEWHERE}/api/auth/sign-up/email`, newcomer, { Origin: ELSEWHERE }),
      await dead.get(`${ELSEWHERE}/api/v1/me`, { Cookie }),
      await dead.get(`/invitations/${'ab'.repeat(32)}`),
      await dead.get(`/invitations/${TOKEN}`),
      await torn.post(`/notices/${publicity?.noticeId}/objections`, {
        name: '张实名',
        contact: PHONE,
        reason: '理由。',
      }),
    ].map((each) => each.status);
    expect(statuses).toEqual(statuses.map(() => 500));
    expect(lines.length).toBeGreaterThanOrEqual(statuses.length);
    await isSilentAbout([cast.lead, await aPerson(app)]);
  }, 60_000);

  it('a request id from outside cannot begin a second line', async () => {
    const dead = anApp({ DB: broken(app.env.DB) });
    await dead.get('/consortia?q=%0A%7B%22at%22%3A%22forged%22%7D', { 'X-Request-Id': 'req_a {"at":"forged"}' });
    expect(lines.join('')).not.toMatch(/forged|\n/);
  });
});

it('an error is logged in its own words without the values', () => {
  const cause = new Error('D1_ERROR: no such table: filings');
  const query = new Error('Failed query: insert into "objections" values (?, ?)\nparams: 张实名,13800138000', {
    cause,
  });
  expect(loggable(query)).toBe('Error: D1_ERROR: no such table: filings');
  delete (query as { cause?: unknown }).cause;
  expect(loggable(query)).toBe('Error: Failed query: insert into "objections" values (?, ?)');
  expect(loggable(`no user li@example.cn ${PHONE}, ${'a1'.repeat(16)}, ${TOKEN}`)).toBe(
    'no user [address] [digits], [token], [token]',
  );
});

describe('an address holds nothing personal', () => {
  it('no route asks for a person, a phone or a password in its address; the tokens of invitations are the one secret', async () => {
    type Parameters = { parameters?: { name: string; in: string }[] };
    const { paths } = (await app.get<{ paths: Record<string, Record<string, Parameters>> }>('/api/openapi.json')).body;
    const names = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap(({ parameters = [] }) =>
        parameters.filter((each) => each.in !== 'header').map((each) => `${path} ${each.name}`),
      ),
    );
    const telling = names.filter((each) => /(email|phone|contact|password|token|secret|key|person|user)$/i.test(each));
    expect([...new Set(telling)].sort()).toEqual(
      ['/colleague-invitations/{token}', '/invitations/{token}'].flatMap((path) => [
        `${path} token`,
        `${path}/accept token`,
      ]),
    );
  });

  it('that token is 160 bits, opens one member’s invitation only, and nothing once the case is over', async () => {
    const draft = went(await cast.lead.get<{ items: { id: string }[] }>('/filings?limit=1')).items[0];
    const { members } = (await cast.lead.get<{ members: { invitation: string | null }[] }>(`/filings/${draft?.id}`))
      .body;
    const tokens = await app.env.DB.prepare('SELECT invitation_token AS token FROM filing_members').all<{
      token: string;
    }>();
    expect(new Set(tokens.results.map((each) => each.token)).size).toBe(tokens.results.length);
    for (const { token } of tokens.results) expect(token).toMatch(/^[0-9a-hjkmnp-tv-z]{32}$/);
    const over = await app.env.DB.prepare(
      "SELECT invitation_token AS token FROM filing_members JOIN filings ON filings.id = filing_id WHERE status = 'registered'",
    ).first<string>('token');
    expect(members.length).toBeGreaterThan(0);
    expect((await app.get(`/invitations/${over}`)).status).toBe(404);
  });
});
