import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { draftKey, keepLocal } from '#lib/device/last-resort.ts';
import { clearPerson, findDraft, keepDraft, listDrafts } from '#lib/device/store.ts';
import { draftsInHand } from '#lib/filings/drafts-in-hand.ts';
import { keptElsewhere, sendKept } from './send-kept.ts';

// Kit reads answers with what its running app decodes, which there is none of here.
vi.mock('$app/forms', () => ({ deserialize: (text: string) => JSON.parse(text) as unknown }));

const hrefOf = (step: string) => `/apply/filings/fil_1/${step}`;
const one = (step: string, href = hrefOf(step)) => ({
  userId: 'a',
  filingId: 'fil_1',
  step,
  typed: { name: '改后' },
  base: { name: '' },
  at: '2026-11-28T10:00:00+08:00',
  href,
  title: step,
});
const keep = (step: string, href = hrefOf(step)) => keepDraft(one(step, href));

/** How the server answers for each step; everything else is saved. */
const answers = (by: Record<string, number>) =>
  vi.stubGlobal('fetch', async (url: string) => {
    const status = by[/fil_1\/([a-z]+)/.exec(url)?.[1] ?? ''] ?? 200;
    const typed = { name: '改后' };
    const data = { typed, version: 2, base: JSON.stringify(typed), savedAt: '2026-11-28T10:01:00+08:00' };
    return Response.json({ type: status === 200 ? 'success' : 'failure', status, data });
  });

beforeEach(async () => {
  const map = new Map<string, string>();
  const storage = {
    getItem: (key: string) => map.get(key) ?? null,
    setItem(key: string, value: string) {
      map.set(key, value);
      Object.assign(storage, { [key]: value });
    },
    removeItem: (key: string) => map.delete(key),
  };
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('navigator', {
    locks: { request: (_: string, __: object, work: (lock: object) => unknown) => work({}) },
  });
  await clearPerson('a');
  draftsInHand.clear();
});

test('an invitation that is being written is no step: nobody counts it, sends it, or says that it was sent', async () => {
  answers({});
  await keep('invite', `${hrefOf('members')}#invite`);
  keepLocal(draftKey('a', 'fil_1', 'invite'), {
    typed: {},
    base: '',
    href: `${hrefOf('members')}#invite`,
    title: '邀请',
  });
  expect(await keptElsewhere('a', '/apply')).toEqual([]);
  expect(await sendKept('a', '/apply')).toEqual({ sent: 0, left: 0, waits: [], signedOut: false });
});

test('a step that only the last resort holds is found by its address', async () => {
  keepLocal(draftKey('a', 'fil_1', 'plan'), { typed: {}, base: {}, href: hrefOf('plan'), title: '计划' });
  expect(await keptElsewhere('a', '/apply')).toMatchObject([{ filingId: 'fil_1', step: 'plan', title: '计划' }]);
  expect(await keptElsewhere('a', hrefOf('plan'))).toEqual([]);
});

test.each([409, 422, 403])(
  'a step that is answered with %i waits for the person, and the others go',
  async (status) => {
    answers({ basics: status });
    await keep('basics');
    await keep('topics');
    expect(await sendKept('a', '/apply')).toMatchObject({
      sent: 1,
      left: 0,
      waits: [{ href: hrefOf('basics'), title: 'basics' }],
      signedOut: false,
    });
    await vi.waitFor(async () => expect((await listDrafts('a')).map(({ step }) => step)).toEqual(['basics']));
  },
);

test('an ended session is told as one, and a busy server is asked again', async () => {
  await keep('basics');
  await keep('topics');
  answers({ basics: 401 });
  expect(await sendKept('a', '/apply')).toEqual({ sent: 0, left: 2, waits: [], signedOut: true });
  answers({ basics: 429 });
  expect(await sendKept('a', '/apply')).toEqual({ sent: 0, left: 2, waits: [], signedOut: false });
});

test('what is sent is noted as sent before it goes: whoever opens the step after a lost answer is not in dispute with oneself', async () => {
  const bodies: string[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: FormData }) => {
    bodies.push(`${String(body.get('name'))} after ${String(body.get('base'))}`);
    if (bodies.length === 2) throw new TypeError('Failed to fetch');
    const typed = { name: '先发的' };
    return Response.json({ type: 'success', status: 200, data: { typed, version: 2, base: JSON.stringify(typed) } });
  });
  await keepDraft({ ...one('basics'), typed: { name: '后写的' }, sent: { name: '先发的' } });
  expect(await sendKept('a', '/apply')).toMatchObject({ sent: 0, left: 1 });
  expect(bodies).toEqual(['先发的 after {"name":""}', '后写的 after {"name":"先发的"}']);
  expect(await findDraft('a', 'fil_1', 'basics')).toMatchObject({
    typed: { name: '后写的' },
    base: { name: '先发的' },
    sent: { name: '后写的' },
  });
});

test('a step whose form on this page still sends is left to it, and counted', async () => {
  answers({});
  await keep('basics');
  await keep('topics');
  const form = { sends: true };
  draftsInHand.set(hrefOf('basics'), form);
  expect(await sendKept('a', '/apply')).toMatchObject({ sent: 1, left: 1 });
  form.sends = false;
  expect(await sendKept('a', '/apply')).toMatchObject({ sent: 1, left: 0 });
});
