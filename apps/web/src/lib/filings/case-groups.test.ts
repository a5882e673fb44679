import { expect, test } from 'vitest';
import { grouped, groupOf } from './case-groups.ts';

type Row = Parameters<typeof grouped>[0][number];
const row = (change: Partial<Row>): Row => ({
  status: 'draft',
  part: 'lead',
  next: 'go_on',
  consortiumId: null,
  clock: null,
  updatedAt: '2026-06-01T09:00:00+08:00',
  ...change,
});
const due = (day: string) =>
  ({ who: 'applicant', dueOn: day, dueAt: `${day}T23:59:59.999+08:00` }) as NonNullable<Row['clock']>;

test.each<[string, Partial<Row>, string]>([
  ['a draft is the lead’s turn', {}, 'ours'],
  ['a correction is the lead’s turn', { status: 'correction', next: 'correct' }, 'ours'],
  ['a draft that only waits for members stands apart', { next: 'wait_for_members' }, 'members'],
  [
    'a correction that waits for them stays where its deadline is seen',
    { status: 'correction', next: 'wait_for_members', clock: due('2026-06-08') },
    'ours',
  ],
  ['a case at the bureau waits for the other side', { status: 'in_review', next: null }, 'theirs'],
  ['an unsigned draft is an invitation to its member', { part: 'member', next: 'sign' }, 'invited'],
  ['also for a colleague who may not sign', { part: 'member', next: 'have_signed' }, 'invited'],
  ['a member who signed or refused waits for the lead', { part: 'member', next: null }, 'theirs'],
  ['what became a consortium is registered', { status: 'registered', next: null, consortiumId: 'con_1' }, 'registered'],
  ['a withdrawn case has ended', { status: 'withdrawn', next: null }, 'ended'],
])('%s', (_, change, group) => expect(groupOf(row(change))).toBe(group));

test('what waits for the caller stands by its last day, then by how near it is to its end, then by its last change', () => {
  const rows = {
    fresh: row({ updatedAt: '2026-06-05T09:00:00+08:00' }),
    old: row({ updatedAt: '2026-05-05T09:00:00+08:00' }),
    asked: row({ next: 'answer' }),
    ready: row({ next: 'submit' }),
    later: row({ status: 'correction', next: 'correct', clock: due('2026-06-15') }),
    tomorrow: row({ status: 'correction', next: 'wait_for_members', clock: due('2026-06-06') }),
  };
  const names = new Map(Object.entries(rows).map(([name, each]) => [each, name]));
  const [ours] = grouped(Object.values(rows));
  expect(ours?.rows.map((each) => names.get(each))).toEqual(['tomorrow', 'later', 'ready', 'asked', 'fresh', 'old']);
});
