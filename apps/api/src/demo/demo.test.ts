import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { CASES } from './cases.ts';
import { createDemoData } from './create-demo-data.ts';

it('the demonstration is made through the verbs and shows every state', { timeout: 120_000 }, async () => {
  const made = await createDemoData(env as never, Date.parse('2026-11-23T09:00:00+08:00')).text();
  expect(made).toContain('完成 done');
  const { results } = await env.DB.prepare('SELECT status, count(*) AS n FROM filings GROUP BY status').all<{
    status: string;
    n: number;
  }>();
  expect(new Set(results.map((row) => row.status))).toEqual(
    new Set([
      'draft',
      'submitted',
      'correction',
      'accepted',
      'in_review',
      'reviewed',
      'in_publicity',
      'registered',
      'rejected',
      'withdrawn',
      'lapsed',
    ]),
  );
  const app = createApp();
  const found = await app.request('/api/v1/consortia?q=海洋&limit=5', {}, env);
  const page = await found.json<{ items: { name: string }[] }>();
  expect(page.items.length).toBeGreaterThan(1);
  expect(found.headers.get('Server-Timing')).toContain('queries=1');
  expect(results.reduce((sum, row) => sum + row.n, 0)).toBe(CASES.length);
});
