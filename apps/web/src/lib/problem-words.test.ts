import { PROBLEMS } from '@lianchuang/contract/problem-words';
import { expect, test } from 'vitest';
import { problemWords } from './problem-words.ts';

test('every refusal code that the API can send is explained on its page', () => {
  expect(Object.keys(PROBLEMS).filter((code) => problemWords(code) === null)).toEqual([]);
});

test('a code that nobody sends has no page', () => {
  expect(problemWords('filing.no-such-code')).toBeNull();
});
