import { contentsOf } from '@lianchuang/db/testing/databases';
import { changeBetween } from '@lianchuang/db/testing/faults';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, type App } from './app-under-test.ts';
import { clock } from './cases.ts';
import { next } from './people.ts';
import { aStage, type Stage, type WritingCall } from './stage.ts';
import { ASKING, UNLOGGED, WRITING_CALLS } from './writing-calls.ts';

const app = anApp();
let stage: Stage;
beforeAll(async () => {
  stage = await aStage(app);
}, 60_000);

/** The same database, whose batches wait until they are let go, before they run or with their answer. */
function stalled(real: D1Database, where: 'before' | 'after') {
  let letGo = () => {};
  let reached = () => {};
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const stalling = new Promise<void>((resolve) => (reached = resolve));
  const database = new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'batch') return typeof value === 'function' ? value.bind(target) : value;
      return async (statements: D1PreparedStatement[]) => {
        const done = where === 'after' ? await target.batch(statements) : undefined;
        reached();
        await gate;
        return done ?? target.batch(statements);
      };
    },
  });
  return { database, letGo, stalling };
}

const send = (to: App, operation: string, { by, path, body, headers = {} }: WritingCall, key: string) =>
  to.request(operation.split(' ')[0]?.toUpperCase() ?? '', path, {
    ...(body === undefined ? {} : { body }),
    headers: { 'Idempotency-Key': key, ...headers, ...(by === null ? {} : { Cookie: by.cookie }) },
  });

/** Some write nothing, or only a person's own marks without a receipt; after the last there is no account left that could ask again, and no event would name it. */
const WITHOUT_RECEIPT = [...ASKING, ...UNLOGGED, 'post /me/actions/erase'];
const WRITING = Object.keys(WRITING_CALLS).filter((each) => !WITHOUT_RECEIPT.includes(each));

describe('a database that stalls while the caller has long given up and asks again under the same key', () => {
  it.each(WRITING.flatMap((each) => [[each, 'before'] as const, [each, 'after'] as const]))(
    '%s, stalled %s the batch: one event, and both callers get the same answer',
    async (operation, where) => {
      clock('2026-06-01 09:00');
      const call = (await WRITING_CALLS[operation]?.(stage)) as WritingCall;
      const key = `stall-${next()}`;
      const { database, letGo, stalling } = stalled(app.env.DB, where);
      const before = await contentsOf();
      const first = send(anApp({ DB: database }), operation, call, key);
      await stalling;
      const second = await send(app, operation, call, key);
      expect(second.status, second.text.slice(0, 300)).toBeLessThan(300);
      letGo();
      const late = await first;
      expect([late.status, late.text]).toEqual([second.status, second.text]);
      const change = changeBetween(before, await contentsOf());
      expect(change).toMatchObject({ events: '+1 -0', idempotency: '+1 -0' });
    },
  );
});
