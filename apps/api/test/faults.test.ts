import { open } from '@lianchuang/db/client';
import { contentsOf, faulty, type Fault } from '@lianchuang/db/testing/databases';
import { changeBetween, numbered, type Calls, type FailingCall } from '@lianchuang/db/testing/faults';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { drainOutbox } from '../src/jobs/send-outbox.ts';
import { now } from '../src/platform/clock.ts';
import { anApp, afterANight, writingNothing, type Answer, type App } from './app-under-test.ts';
import { clock } from './cases.ts';
import { next } from './people.ts';
import { withoutWaiting } from './without-waiting.ts';
import { aStage, type Stage, type WritingCall } from './stage.ts';
import { ASKING, changed, UNLOGGED, WRITING_CALLS } from './writing-calls.ts';

// Every operation of the OpenAPI document that is not a GET. The sign-in routes under /api/auth are the library's and not in
// the document: their faults are not tried here.
const app = anApp();
let stage: Stage;

withoutWaiting();
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  stage = await aStage(app);
}, 60_000);
afterAll(() => {
  vi.restoreAllMocks();
});

async function arranged(operation: string): Promise<WritingCall> {
  clock('2026-06-01 09:00');
  await afterANight();
  const arrange = WRITING_CALLS[operation];
  if (arrange === undefined) throw new Error(`no example of ${operation}`);
  return arrange(stage);
}

const send = (to: App, operation: string, { by, path, body, headers = {} }: WritingCall, key: string) =>
  to.request(operation.split(' ')[0]?.toUpperCase() ?? '', path, {
    ...(body === undefined ? {} : { body }),
    headers: { 'Idempotency-Key': key, ...headers, ...(by === null ? {} : { Cookie: by.cookie }) },
  });

/** Performs what the change left in the outbox, as cron would. */
const mended = () => drainOutbox(open(app.env.DB, app.env.SEARCH), now());

/** The undisturbed call: its answer, what it changed, how many calls and statements it took. */
async function undisturbed(operation: string) {
  const call = await arranged(operation);
  const calls: Calls = { made: 0, writing: [] };
  const lengths: number[] = [];
  const counted = numbered(faulty(app.env.DB, Infinity, lengths), calls);
  const before = await contentsOf();
  const answer = await send(
    anApp({ DB: counted, SEARCH: numbered(app.env.SEARCH, calls) }),
    operation,
    call,
    `clean-${next()}`,
  );
  expect(answer.status, answer.text.slice(0, 600)).toBeLessThan(300);
  await mended();
  const change = changed(operation, changeBetween(before, await contentsOf()));
  return { status: answer.status, change, calls, statements: lengths[0] ?? 0, batches: lengths.length };
}

type Tried = { name: string; on: App };

/** The same app with each way to fail, those that leave the old state first. */
function* failing({ calls, statements }: { calls: Calls; statements: number }): Generator<Tried> {
  const batch = (fault: Fault) => anApp({ DB: faulty(app.env.DB, fault) });
  const call = (how: FailingCall['how']) => (nth: number) => {
    const made: Calls = { made: 0, writing: [] };
    // What only flickers is survived (test/flickers.test.ts): here the database stays away.
    const over = (d1: D1Database) => numbered(d1, made, { nth, how, lasting: true });
    return { name: `${how} call ${nth}`, on: anApp({ DB: over(app.env.DB), SEARCH: over(app.env.SEARCH) }) };
  };
  yield { name: 'before the batch', on: batch('before') };
  for (let nth = 0; nth <= statements; nth += 1) yield { name: `at statement ${nth}`, on: batch(nth) };
  yield* Array.from({ length: calls.made }, (_, at) => call('before')(at + 1));
  // A read whose reply was lost is a read that failed; of writes the difference counts.
  yield* calls.writing.map(call('after'));
}

function saysNothing(answer: Answer): void {
  expect(answer.body).toEqual({
    type: '/problems/internal-error',
    title: '系统出错',
    status: 500,
    detail: '系统出错，操作没有完成。请稍后再试；一直不行，请把请求编号告诉我们。',
    instance: answer.headers.get('X-Request-Id'),
    code: 'internal-error',
  });
  expect(JSON.stringify([...answer.headers])).not.toMatch(/INSERT|D1_ERROR|malformed|\.ts:/);
}

describe('every operation that may write', () => {
  it('has an example here, and every example is of an operation', async () => {
    const { paths } = (await app.get<{ paths: Record<string, Record<string, unknown>> }>('/api/openapi.json')).body;
    const writing = Object.entries(paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
      .filter((operation) => !operation.startsWith('get '));
    const examples = Object.keys(WRITING_CALLS);
    const lacking = writing.filter((each) => !examples.includes(each));
    expect(lacking, 'test/writing-calls.ts says no successful call of these').toEqual([]);
    expect(
      examples.filter((each) => !writing.includes(each)),
      'test/writing-calls.ts calls what is not in the document',
    ).toEqual([]);
  });

  it.each(Object.keys(WRITING_CALLS))(
    '%s: whatever fails, the state is the old or the whole new one, and the same key gets the answer',
    { timeout: 120_000 },
    async (operation) => {
      const clean = await undisturbed(operation);
      const writes = !ASKING.includes(operation);
      // Who erases an account has no session afterwards, and an event would name the person.
      const erases = operation === 'post /me/actions/erase';
      const logged = writes && !UNLOGGED.includes(operation);
      expect(clean.change['events']).toBe(logged && !erases ? '+1 -0' : undefined);
      expect(clean.batches >= 1).toBe(logged);
      let call: WritingCall | undefined;
      let key = '';
      let changedAt = 0;
      let before: Record<string, string> = {};
      for (const { name, on } of failing(clean)) {
        if (call === undefined) {
          key = `fault-${next()}`;
          call = await arranged(operation);
          before = await contentsOf();
        }
        const answer = await send(on, operation, call, key);
        await mended();
        const after = await contentsOf();
        const change = changed(operation, changeBetween(before, after));
        if (Object.keys(change).length === 0) {
          if (writes || answer.status !== clean.status) saysNothing(answer);
          continue;
        }
        changedAt += 1;
        expect(change, name).toEqual(clean.change);
        const isLost = answer.status === 500;
        if (isLost) saysNothing(answer);
        const again = await writingNothing(() => send(app, operation, call as WritingCall, key));
        expect(isLost || answer.status === clean.status, `${name}: ${answer.text.slice(0, 300)}`).toBe(true);
        if (erases) expect(again.status, name).toBe(401);
        else expect(again.status, name).toBe(clean.status);
        if (!isLost && !erases) expect(again.text, name).toBe(answer.text);
        call = undefined;
      }
      // A lost reply leaves the new state: a run in which nothing ever did would have proven nothing.
      expect(changedAt > 0).toBe(writes);
    },
  );
});
