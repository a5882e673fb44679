import { contentsOf } from '@lianchuang/db/testing/databases';
import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import { createApp } from '../src/app.ts';
import type { Env } from '../src/platform/env.ts';

/** Where the tests' browser stands. */
export const HERE = 'http://localhost';

export type Answer<T = Record<string, unknown>> = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly body: T;
};
export type Sent = { body?: unknown; headers?: Record<string, string> };
export type Problem = { code: string; status: number; errors?: { pointer: string; code: string }[] };

/** The whole HTTP surface over this file's databases; `over` replaces bindings or settings. */
export function anApp(over: Partial<Env> = {}) {
  const app = createApp();
  // Nobody answers the bell in between: what waits is performed when a test says so.
  const { BELL: _, ...quiet } = env as unknown as Env;
  const bindings: Env = { ...quiet, ...over };
  const request = async <T = Record<string, unknown>>(
    method: string,
    path: string,
    { body, headers = {} }: Sent = {},
  ): Promise<Answer<T>> => {
    const isText = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream;
    const address = path.startsWith('http') ? path : `${HERE}${path.startsWith('/api') ? '' : '/api/v1'}${path}`;
    const response = await app.request(
      address,
      {
        method,
        headers: {
          ...(method === 'GET' ? {} : { Origin: HERE }),
          ...(body === undefined || isText ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isText ? (body as BodyInit) : JSON.stringify(body) }),
      },
      bindings,
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    const isJson = /\/(problem\+)?json/.test(response.headers.get('Content-Type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      bytes,
      body: (isJson && text !== '' ? JSON.parse(text) : text) as T,
    };
  };
  return {
    env: bindings,
    request,
    get: <T = Record<string, unknown>>(path: string, headers: Record<string, string> = {}) =>
      request<T>('GET', path, { headers }),
    post: <T = Record<string, unknown>>(path: string, body?: unknown, headers: Record<string, string> = {}) =>
      request<T>('POST', path, { body, headers }),
  };
}
export type App = ReturnType<typeof anApp>;

/** What told of earlier calls and is of no use to the next one, but would be read again with every comparison. */
const TOLD = ['idempotency', 'notifications', 'outbox'];

/**
 * As after a quiet night. All operations together would use a day's quotas up; the counters stay, so that a call goes on changing
 * the same rows.
 */
export const afterANight = () =>
  env.DB.batch([
    env.DB.prepare('UPDATE counters SET used = 1'),
    ...TOLD.map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
  ]);

/** The answer's body when it went well; a refusal fails the test with its words. */
export function went<T>(answer: Answer<T>): T {
  expect(answer.status, answer.text.slice(0, 600)).toBeLessThan(300);
  return answer.body;
}

/** Runs `work` and expects that no table of either database changed, but for the record of what was refused. */
export async function writingNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = await contentsOf();
  const done = await work();
  const after = await contentsOf();
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  expect(changed).toEqual([]);
  return done;
}

/** The events that `work` added, oldest first. */
export async function eventsOf<T>(work: () => Promise<T>): Promise<{ done: T; events: string[] }> {
  const last = await env.DB.prepare('SELECT coalesce(max(rowid), 0) AS id FROM events').first<number>('id');
  const done = await work();
  const { results } = await env.DB.prepare('SELECT action FROM events WHERE rowid > ? ORDER BY rowid')
    .bind(last)
    .all<{ action: string }>();
  return { done, events: results.map((each) => each.action) };
}

/** Expects a refusal: status and code, a problem document, and nothing written. */
export async function refused(
  status: number,
  code: string,
  work: () => Promise<Answer<unknown>>,
): Promise<Answer<Problem>> {
  const answer = (await writingNothing(work)) as Answer<Problem>;
  expect({ status: answer.status, code: answer.body.code }, answer.text.slice(0, 600)).toEqual({ status, code });
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  expect(answer.text).not.toMatch(/undefined|NaN|\[object/);
  return answer;
}
