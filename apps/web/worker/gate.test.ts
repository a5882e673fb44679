import { expect, it } from 'vitest';
import { aGate, MOST_UNDER_WAY } from './gate.ts';

const page = new Request('http://localhost/');
const form = new Request('http://localhost/', { method: 'POST' });
const done = () => Promise.resolve(new Response('done'));

/** A gate with so many pages under way, and how to let them go. */
function crowded(count: number) {
  const gate = aGate();
  let letGo = () => {};
  const held = new Promise<Response>((resolve) => (letGo = () => resolve(new Response('late'))));
  const waiting = Array.from({ length: count }, () => gate(page, () => held));
  return { gate, waiting, letGo };
}

it('a page too many is sent away at once with the time to come back, in both languages and readable', async () => {
  const { gate, letGo, waiting } = crowded(MOST_UNDER_WAY.pages);
  const answer = await gate(page, done);
  expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')]).toEqual([
    503,
    '2',
    'no-store',
  ]);
  expect(await answer.text()).toMatch(/暂时繁忙[\s\S]+reload in a few seconds/);
  letGo();
  await Promise.all(waiting);
  expect((await gate(page, done)).status).toBe(200);
});

it('a form that was filled in gets through where a page does not', async () => {
  const { gate, letGo, waiting } = crowded(MOST_UNDER_WAY.pages);
  expect((await gate(form, done)).status).toBe(200);
  letGo();
  await Promise.all(waiting);
});

it('a page that failed makes room like one that was shown', async () => {
  const gate = aGate();
  for (let n = 0; n < MOST_UNDER_WAY.pages + 1; n += 1)
    await expect(gate(page, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect((await gate(page, done)).status).toBe(200);
});
