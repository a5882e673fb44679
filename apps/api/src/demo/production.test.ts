import { env } from 'cloudflare:workers';
import { contentsOf } from '@lianchuang/db/testing/databases';
import { expect, it } from 'vitest';
import worker from '../index.ts';
import type { Env } from '../platform/env.ts';

const load = async (ENVIRONMENT: string) => {
  const bindings = { ...(env as unknown as Env), ENVIRONMENT } as Env;
  const request = new Request('http://api/internal/demo-data', { method: 'POST' });
  const answer = await worker.fetch(request as never, bindings, {} as never);
  return { status: answer.status, text: await answer.text() };
};

it.each(['production', 'test', '', 'Demo', 'demonstration'])(
  'demonstration data cannot be loaded where the environment says %j',
  async (environment) => {
    const before = await contentsOf();
    expect((await load(environment)).status).toBe(404);
    expect(await contentsOf()).toEqual(before);
  },
);

it('not even with the host of the inner address in a header', async () => {
  const request = new Request('http://localhost/internal/demo-data', { method: 'POST', headers: { Host: 'api' } });
  const answer = await worker.fetch(request as never, env as never, {} as never);
  expect(answer.status).toBe(404);
});
