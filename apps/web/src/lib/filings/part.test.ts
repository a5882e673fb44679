import { expect, test } from 'vitest';
import { fieldOf, fingerprint } from './part.ts';
import { rowsOf } from './typed-fields.ts';

const form = (pairs: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of pairs) data.append(name, value);
  return data;
};

test('rows come in the order of their numbers, blank ones are dropped', () => {
  const data = form([
    ['topics.10.title', 'last'],
    ['topics.2.title', 'first'],
    ['topics.3.title', '  '],
    ['topics.x.title', 'no row'],
  ]);
  expect(rowsOf(data, 'topics', ['title'])).toEqual([{ title: 'first' }, { title: 'last' }]);
});

test('the row that is to go is left out', () => {
  const data = form([
    ['remove', 'topics.0'],
    ['topics.0.title', 'a'],
    ['topics.1.title', 'b'],
  ]);
  expect(rowsOf(data, 'topics', ['title'])).toEqual([{ title: 'b' }]);
});

test('a field is named after the pointer of the API', () => {
  expect(fieldOf('/plan/funding/0/year')).toBe('plan.funding.0.year');
});

test('a fingerprint tells one state from another', () => {
  expect(fingerprint({ a: '1' })).toBe(fingerprint({ a: '1' }));
  expect(fingerprint({ a: '1' })).not.toBe(fingerprint({ a: '2' }));
});
