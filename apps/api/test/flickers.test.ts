import { contentsOf } from '@lianchuang/db/testing/databases';
import { changeBetween, flickering } from '@lianchuang/db/testing/faults';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp } from './app-under-test.ts';
import { clock } from './cases.ts';
import { next } from './people.ts';
import { withoutWaiting } from './without-waiting.ts';
import { aStage, type Stage, type WritingCall } from './stage.ts';
import { ASKING, changed, UNLOGGED, WRITING_CALLS } from './writing-calls.ts';

const app = anApp();
let stage: Stage;

withoutWaiting();
beforeAll(async () => {
  stage = await aStage(app);
}, 60_000);

/** What one call of an operation leaves behind; one writes nothing, and an event would name the person who goes. */
const LEFT: Readonly<Record<string, object>> = {
  ...Object.fromEntries(ASKING.map((each) => [each, {}])),
  'post /me/actions/erase': { erasures: '+1 -0' },
  'patch /me/notification-choices': { notification_choices: '+1 -0' },
  'post /notifications/actions/read': { notifications: '+1 -1' },
};
const ONE_EVENT = { events: '+1 -0', idempotency: '+1 -0' };

describe('a failure that passes by itself is the product’s to bear, not the caller’s', () => {
  it.each(Object.keys(WRITING_CALLS).flatMap((each) => [[each, 'before'] as const, [each, 'after'] as const]))(
    '%s, with every reading and every batch failing once, %s it was performed: the usual answer, once',
    async (operation, how) => {
      clock('2026-06-01 09:00');
      const { by, path, body, headers = {} } = (await WRITING_CALLS[operation]?.(stage)) as WritingCall;
      const failed = { readings: 0, batches: 0 };
      const over = (d1: D1Database) => flickering(d1, how, failed);
      const before = await contentsOf();
      const answer = await anApp({ DB: over(app.env.DB), SEARCH: over(app.env.SEARCH) }).request(
        operation.split(' ')[0]?.toUpperCase() ?? '',
        path,
        {
          ...(body === undefined ? {} : { body }),
          headers: {
            'Idempotency-Key': `flicker-${next()}`,
            ...headers,
            ...(by === null ? {} : { Cookie: by.cookie }),
          },
        },
      );
      expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(300);
      const change = changed(operation, changeBetween(before, await contentsOf()));
      const left = LEFT[operation] ?? ONE_EVENT;
      expect(change).toMatchObject(left);
      if (Object.keys(left).length === 0) expect(change).toEqual({});
      // A run in which nothing failed would have proven nothing.
      expect(failed.batches > 0).toBe(![...ASKING, ...UNLOGGED].includes(operation));
      expect(failed.readings).toBeGreaterThan(0);
    },
  );
});
