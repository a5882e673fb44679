import { expect, test } from 'vitest';
import { broughtBack, isUnsent } from './form-words.ts';

test('what was kept comes back into a field that shows what the server has', () => {
  expect(broughtBack({ text: '新写的答复' }, { text: '' }, '')).toEqual({ text: '新写的答复' });
  expect(broughtBack({ text: '改过的答复' }, { text: '先前的答复' }, '先前的答复')).toEqual({ text: '改过的答复' });
});

test('what was written before it came back stands behind it, and nothing is there twice', () => {
  expect(broughtBack({ text: '上次写的' }, { text: '这次先写的' }, '')).toEqual({ text: '上次写的\n这次先写的' });
  expect(broughtBack({ text: '上次写的' }, { text: '上次写的' }, '')).toBeNull();
  expect(broughtBack({ text: '上次写的全部' }, { text: '上次写的' }, '')).toEqual({ text: '上次写的全部' });
});

test('what the server has meanwhile, and what is empty, does not come back', () => {
  expect(broughtBack({ text: '已经收到的答复' }, { text: '已经收到的答复' }, '已经收到的答复')).toBeNull();
  expect(broughtBack({ text: ' ' }, { text: '' }, '')).toBeNull();
  expect(broughtBack({ gone: '没有这个栏目了' }, { text: '' }, '')).toBeNull();
});

test('each field comes back for itself', () => {
  const kept = { email: 'zhang@example.cn', note: '请您代签' };
  expect(broughtBack(kept, { email: '', note: '请您代签' }, '')).toEqual({ email: 'zhang@example.cn' });
});

test('only what the server does not have is unsent', () => {
  expect(isUnsent({ text: '写了一半' }, '')).toBe(true);
  expect(isUnsent({ text: '先前的答复' }, '先前的答复')).toBe(false);
  expect(isUnsent({ text: ' \n' }, '')).toBe(false);
});
