import { afterEach, expect, it, vi } from 'vitest';
import { anApp } from '../../test/app-under-test.ts';
import { aPerson } from '../../test/people.ts';
import { MOST_UNDER_WAY } from './shedding.ts';

const real = anApp();
let open: (() => void)[] = [];
/** The database that answers only when it is let. */
const slow = anApp({
  DB: new Proxy(real.env.DB, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'prepare') return typeof value === 'function' ? value.bind(target) : value;
      return (sql: string) => {
        const held = async (statement: D1PreparedStatement) => {
          await new Promise<void>((resolve) => open.push(resolve));
          return statement.all();
        };
        const statement = target.prepare(sql);
        const bind = (...values: unknown[]) => ({ all: () => held(statement.bind(...values)) });
        return { bind, all: () => held(statement) };
      };
    },
  }),
});
const waiting = (count: number) =>
  Array.from({ length: count }, (_, nth) => slow.get(`/registrations/n${nth}`).catch(() => undefined));
const letGo = async (requests: Promise<unknown>[]) => {
  while (open.length > 0) {
    for (const each of open.splice(0)) each();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(requests);
};

afterEach(() => {
  open = [];
});

it('reading is sent away first, drafting and signing in go on, and all of it recovers at once', async () => {
  const person = await aPerson(real);
  const requests = waiting(MOST_UNDER_WAY.reading);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const shed = await real.get('/consortia?limit=1');
  expect([shed.status, shed.headers.get('Retry-After'), (shed.body as { code?: string }).code]).toEqual([
    503,
    '2',
    'too-busy',
  ]);
  expect((await person.post('/organizations', {})).status).toBe(422);
  expect((await person.post('/filings/fil_none/actions/submit', {})).status).toBe(404);
  await letGo(requests);
  expect((await real.get('/consortia?limit=1')).status).toBe(200);
});

it('what a deadline hangs on is sent away last', () => {
  const { reading, drafting, submitting } = MOST_UNDER_WAY;
  expect(reading < drafting && drafting < submitting).toBe(true);
});

it('a database that has too much to do is not asked again: the caller hears when to come back', async () => {
  let asked = 0;
  const overloaded = () => {
    asked += 1;
    return Promise.reject(new Error('D1_ERROR: D1 DB is overloaded. Requests queued for too long.'));
  };
  const statement = { bind: () => statement, all: overloaded, run: overloaded };
  const DB = { prepare: () => statement, batch: overloaded } as unknown as D1Database;
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const answer = await anApp({ DB }).get<{ code: string }>('/registrations/n-overloaded');
  log.mockRestore();
  expect([answer.status, answer.body.code, answer.headers.get('Retry-After'), asked]).toEqual([
    503,
    'too-busy',
    '2',
    1,
  ]);
});
