import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { draftKey, keepLocal, localDrafts } from './last-resort.ts';
import { arrive, forgetPerson, lastPerson, watchPerson } from './person.ts';
import { keepDraft, listDrafts } from './store.ts';

/** As browsers have it: own keys are the stored ones. */
const storage = () =>
  Object.create(
    {
      getItem(key: string) {
        return (this as unknown as Record<string, string>)[key] ?? null;
      },
      setItem(key: string, value: string) {
        (this as unknown as Record<string, string>)[key] = value;
      },
      removeItem(key: string) {
        delete (this as unknown as Record<string, string>)[key];
      },
    },
    {},
  ) as Storage;

const draft = { typed: {}, base: {}, href: '/', title: '示例' };
const leave = async (userId: string) => {
  keepLocal(draftKey(userId, 'fil_1', 'plan'), draft);
  await keepDraft({ ...draft, userId, filingId: 'fil_1', step: 'basics', at: '' });
};
const left = async (userId: string) => localDrafts(userId).length + (await listDrafts(userId)).length;

let target = new EventTarget();
beforeEach(() => {
  target = new EventTarget();
  vi.stubGlobal('localStorage', storage());
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
  vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
});

test('somebody who comes back finds everything', async () => {
  await arrive('a');
  await leave('a');
  await arrive('a');
  expect(await left('a')).toBe(2);
});

test('what another person left is gone when somebody else signs in', async () => {
  await arrive('a');
  await leave('a');
  await arrive('b');
  expect([lastPerson(), await left('a')]).toEqual(['b', 0]);
});

test('signing out takes everything off the device, and nothing of others', async () => {
  await arrive('a');
  await leave('a');
  await leave('b');
  await forgetPerson('a');
  expect([lastPerson(), await left('a'), await left('b')]).toEqual([null, 0, 2]);
});

test('a tab hears when another one signs its person out or somebody else in, and of nothing else', () => {
  const gone = vi.fn();
  const letGo = watchPerson('a', gone);
  const stored = (key: string | null, newValue: string | null) =>
    target.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
  stored('lianchuang.person', 'a');
  stored('lianchuang.draft.a.fil_1.plan', null);
  expect(gone).not.toHaveBeenCalled();
  stored('lianchuang.person', null);
  stored('lianchuang.person', 'b');
  expect(gone).toHaveBeenCalledTimes(2);
  letGo();
  stored('lianchuang.person', null);
  expect(gone).toHaveBeenCalledTimes(2);
});

test('a page that the browser brings back whole looks again whose device this is', async () => {
  const gone = vi.fn();
  const letGo = watchPerson('a', gone);
  const shown = (persisted: boolean) => target.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));
  await arrive('a');
  shown(true);
  await forgetPerson('a');
  shown(false);
  expect(gone).not.toHaveBeenCalled();
  shown(true);
  expect(gone).toHaveBeenCalledOnce();
  letGo();
});
