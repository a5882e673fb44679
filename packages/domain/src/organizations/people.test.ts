import { expect, test } from 'vitest';
import { decideRemoval, managesPeople, ORGANIZATION_ROLES } from './index.ts';

const people = [
  { userId: 'owner', role: 'owner' },
  { userId: 'editor', role: 'editor' },
  { userId: 'signatory', role: 'signatory' },
] as const;
const code = (actor: string, userId: string, of: Parameters<typeof decideRemoval>[0] = people) => {
  const done = decideRemoval(of, actor, userId);
  return done.ok ? 'ok' : done.refusal.code;
};

test('only an owner manages the people of an organization', () => {
  expect(ORGANIZATION_ROLES.filter((role) => managesPeople(role))).toEqual(['owner']);
  expect(managesPeople(undefined)).toBe(false);
});

test('an owner takes a colleague out, a colleague takes nobody out but oneself', () => {
  expect(code('owner', 'editor')).toBe('ok');
  expect(code('editor', 'editor')).toBe('ok');
  expect(code('editor', 'signatory')).toBe('not-allowed');
  expect(code('stranger', 'editor')).toBe('not-allowed');
  expect(code('owner', 'stranger')).toBe('not-found');
});

test('the last owner stays, so that somebody can always let colleagues in', () => {
  expect(code('owner', 'owner')).toBe('organization.last-owner');
  expect(code('owner', 'owner', [...people, { userId: 'second', role: 'owner' }])).toBe('ok');
});
