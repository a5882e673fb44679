import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { turbo } from '../run.ts';
import { serve } from '../serving.ts';

before(async () => {
  const { ok, output } = await turbo(['build']);
  assert.ok(ok, output);
});

const CHECK = {
  policy: { id: 'pol_qingdao-2025' },
  lead: { kind: 'enterprise', divisionCode: '370202' },
  members: [],
};

/** How often each status came back for so many checks within a minute, from two addresses. */
async function statusesOf(environment: 'production' | 'demo', count: number) {
  const origin = 'https://lianchuang.example';
  const vars = environment === 'production' ? { ENVIRONMENT: environment, ORIGIN: origin } : {};
  const serving = await serve({ port: 0, dataDir: 'memory', demoData: false, apiOnly: true, vars });
  try {
    const statuses: Record<number, number> = {};
    for (let nth = 0; nth < count; nth += 1) {
      const answer = await fetch(`${serving.url}/api/v1/eligibility-checks`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: environment === 'demo' ? serving.url : origin },
        body: JSON.stringify(CHECK),
      });
      await answer.arrayBuffer();
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      if (answer.status === 429) assert.equal(answer.headers.get('Retry-After'), '60');
    }
    return statuses;
  } finally {
    await serving.stop();
  }
}

test('what `start` serves holds bursts back as the deployed product does', async () => {
  // Two minutes may touch each other here: more than both of them let through.
  const { 200: done = 0, 429: held = 0, ...other } = await statusesOf('production', 130);
  assert.deepEqual(other, {});
  assert.ok(done >= 60 && done <= 120, `${done} were let through`);
  assert.equal(done + held, 130);
});

test('a demonstration, where an audience shares one machine, has a hundred times as much', async () => {
  assert.deepEqual(await statusesOf('demo', 130), { 200: 130 });
});
