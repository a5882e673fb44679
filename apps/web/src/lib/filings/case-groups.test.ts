import { expect, test } from 'vitest';
import { groupOf } from './case-groups.ts';

type Row = Parameters<typeof groupOf>[0];
const row = (change: Partial<Row>): Row => ({
  status: 'draft',
  part: 'lead',
  ownSignature: null,
  consortiumId: null,
  ...change,
});

test.each<[string, Partial<Row>, string]>([
  ['a draft is the lead’s turn', {}, 'ours'],
  ['a correction is the lead’s turn', { status: 'correction' }, 'ours'],
  ['a case at the bureau waits for the other side', { status: 'in_review' }, 'theirs'],
  ['an unsigned draft is an invitation to its member', { part: 'member', ownSignature: 'missing' }, 'invited'],
  ['a void signature has to be given again', { part: 'member', ownSignature: 'void' }, 'invited'],
  ['a member who signed waits for the lead', { part: 'member', ownSignature: 'current' }, 'theirs'],
  ['a member who refused waits for the lead', { part: 'member', ownSignature: 'refused' }, 'theirs'],
  ['what became a consortium is registered', { status: 'registered', consortiumId: 'con_1' }, 'registered'],
  ['a withdrawn case has ended', { status: 'withdrawn' }, 'ended'],
])('%s', (_, change, group) => expect(groupOf(row(change))).toBe(group));
