import type { FilingRow } from '@lianchuang/contract/filings';
import { EDITABLE, ENDED, type NextInCase } from '@lianchuang/domain/filings';

const CASE_GROUPS = ['ours', 'invited', 'members', 'theirs', 'registered', 'ended'] as const;
export type CaseGroup = (typeof CASE_GROUPS)[number];

type Row = Pick<FilingRow, 'status' | 'part' | 'next' | 'consortiumId' | 'clock' | 'updatedAt'>;

/** Whose turn a case is, seen from the caller's organizations. A draft that only members hold up stands apart; a deadline never does. */
export function groupOf(row: Pick<Row, 'status' | 'part' | 'next' | 'consortiumId' | 'clock'>): CaseGroup {
  if (row.consortiumId !== null) return 'registered';
  if (ENDED.includes(row.status)) return 'ended';
  if (!EDITABLE.includes(row.status) || row.next === null) return 'theirs';
  if (row.part !== 'lead') return 'invited';
  return row.next === 'wait_for_members' && row.clock === null ? 'members' : 'ours';
}

/** What is nearer to its end is worth more than what has just begun. */
const ORDER: readonly (NextInCase | null)[] = ['correct', 'submit', 'settle', 'answer', 'have_submitted', 'go_on'];

function compared(a: Row, b: Row): number {
  // Without a last day, or with one that cannot be counted, a case stands behind every deadline.
  const due = (row: Row) => (row.clock === null ? Infinity : Date.parse(row.clock.dueAt ?? '9999-12-31'));
  const rank = (row: Row) =>
    ORDER.findIndex((each) => each === row.next) + (ORDER.includes(row.next) ? 0 : ORDER.length);
  const [one, other] = [due(a), due(b)];
  if (one !== other) return one < other ? -1 : 1;
  return rank(a) - rank(b) || Date.parse(b.updatedAt) - Date.parse(a.updatedAt);
}

/** The groups that have cases, each in its order: what waits for the caller by its last day, the rest as it last changed. */
export function grouped<R extends Row>(rows: readonly R[]): { id: CaseGroup; rows: R[] }[] {
  return CASE_GROUPS.map((id) => {
    const own = rows.filter((row) => groupOf(row) === id);
    return { id, rows: id === 'ours' ? own.toSorted(compared) : own };
  }).filter((each) => each.rows.length > 0);
}
