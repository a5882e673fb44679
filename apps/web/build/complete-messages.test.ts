import { expect, test } from 'vitest';
import { missingMessages, readMessages } from './complete-messages.ts';

test('every message exists in Chinese and in English with the same inputs', () => {
  expect(missingMessages(readMessages('messages', 'zh'), readMessages('messages', 'en'))).toEqual([]);
});

test('a message that is missing, empty or has other inputs is named', () => {
  const zh = new Map([
    ['a', '一'],
    ['b', '{n} 家'],
    ['c', '三'],
  ]);
  const en = new Map([
    ['b', '{m} members'],
    ['c', ' '],
    ['d', 'four'],
  ]);
  expect(missingMessages(zh, en)).toEqual([
    'a is missing in en',
    'b has other inputs in en',
    'c is empty in en',
    'd is missing in zh',
  ]);
});
