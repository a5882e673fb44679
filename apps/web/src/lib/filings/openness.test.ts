import { expect, test } from 'vitest';
import { isOpenAt, opennessOf } from './openness.ts';

const members = [{ id: 'fmb_a' }, { id: 'fmb_b' }] as never;

test('a draft is open everywhere', () => {
  expect(opennessOf({ mayEdit: true, open: [''], members })).toBeNull();
});

test.each([
  ['plan.goals', true],
  ['plan.talent', false],
  ['topics.0.title', true],
  ['topics.1.title', false],
  ['topics', false],
  ['members.1.duties', true],
  ['members.0.duties', false],
  ['members.9.duties', false],
  ['mechanisms.funding', true],
])('in a correction the field %s is open: %s', (name, open) => {
  const pointed = ['/plan/goals', '/topics/0', '/members/fmb_b/duties', '/mechanisms/funding'];
  expect(opennessOf({ mayEdit: true, open: pointed, members })?.(name)).toBe(open);
});

test('a name that only begins alike is another place', () => {
  expect(isOpenAt({ open: ['/plan'] }, '/planning')).toBe(false);
  expect(isOpenAt({ open: [''] }, '/anything')).toBe(true);
});
