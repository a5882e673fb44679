import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { clearPerson, enqueue, listQueue } from '#lib/device/store.ts';
import { syncQueue, together, type Progress } from './sync.ts';

const waits = (key: string) =>
  enqueue({
    userId: 'a',
    key,
    method: 'POST',
    url: `/api/v1/${key}`,
    headers: {},
    body: '{}',
    title: key,
    at: '2026-11-28T10:00:00+08:00',
  });
const answers = (by: Record<string, () => Response>) =>
  vi.stubGlobal('fetch', async (url: string) => by[url.split('/').at(-1) ?? '']?.() ?? Response.json({ id: 'fil_1' }));

beforeEach(async () => {
  vi.stubGlobal('navigator', {
    locks: { request: (_: string, __: object, work: (lock: object) => unknown) => work({}) },
  });
  await clearPerson('a');
});

test('a quota of the day is told with its reason, and what comes after goes out', async () => {
  await waits('often');
  await waits('next');
  const detail = '今天发给这个地址的邀请已到上限';
  answers({ often: () => Response.json({ code: 'filing.invited-too-often', detail }, { status: 429 }) });
  const progress = await syncQueue('a', () => undefined);
  expect(progress).toMatchObject({ left: 0, sent: 1, troubles: [{ title: 'often', reason: detail }] });
  expect((await listQueue('a')).map(({ key }) => key)).toEqual(['often']);
});

test('a server that is busy is asked again later, in order', async () => {
  await waits('busy');
  await waits('next');
  answers({ busy: () => Response.json({ code: 'too-many-requests' }, { status: 429 }) });
  expect(await syncQueue('a', () => undefined)).toMatchObject({ left: 2, sent: 0, troubles: [] });
});

const portal = (status: number) => () =>
  new Response('<title>请先登录无线网络</title>', { status, headers: { 'content-type': 'text/html' } });

test.each([
  ['a page of a public network that says 200', portal(200)],
  ['its refusal', portal(403)],
  ['its demand to sign in', portal(401)],
  ['an empty answer', () => new Response(null, { status: 204 })],
  ['an answer about something else', () => Response.json({ ok: true })],
])('%s is no answer of the server: the request stays and is sent later', async (_, answer) => {
  await waits('kept');
  answers({ kept: answer });
  expect(await syncQueue('a', () => undefined)).toMatchObject({ left: 1, sent: 0, troubles: [], signedOut: false });
  expect((await listQueue('a')).map(({ key }) => key)).toEqual(['kept']);
});

test('an ended session is told by the server alone', async () => {
  await waits('ended');
  answers({ ended: () => Response.json({ code: 'unauthenticated', title: '请先登录' }, { status: 401 }) });
  expect(await syncQueue('a', () => undefined)).toMatchObject({ left: 1, signedOut: true });
});

const queued: Progress = { left: 0, sent: 1, troubles: [], signedOut: false };
const kept = { sent: 0, left: 0, waits: [], signedOut: false };

test('all is synced only where nothing is left, waits for the person, or could not be looked at', () => {
  expect(together(queued, kept)).toMatchObject({ done: true, again: false });
  expect(together(queued, { ...kept, waits: [{ href: '/a', title: 'A' }] })).toMatchObject({
    done: false,
    again: false,
  });
  expect(together(queued, { ...kept, left: 1 })).toMatchObject({ done: false, again: true, progress: { left: 1 } });
  expect(together({ ...queued, sent: 0 }, kept).done).toBe(false);
});

test('without the script that sends drafts the queue is tried again all the same', () => {
  expect(together({ ...queued, left: 2 }, null)).toMatchObject({ again: true, done: false, progress: { left: 2 } });
  expect(together(queued, null)).toMatchObject({ again: true, done: false });
});

test('an ended session found with a draft is an ended session', () => {
  const all = together({ ...queued, sent: 0 }, { ...kept, left: 1, signedOut: true });
  expect(all).toMatchObject({ again: false, done: false, progress: { signedOut: true, left: 1 } });
});
