import type { InboxView } from '@lianchuang/contract/filings';

type Counted = { status: string; who: string | null; due: string; count: number };

/** Counts of open cases as the inbox shows them: ours by deadline, others by whom they wait for. */
export function inboxView(rows: readonly Counted[], today: string): InboxView {
  const sum = (fits: (row: Counted) => boolean) => rows.filter(fits).reduce((total, row) => total + row.count, 0);
  const ours = (row: Counted) => row.who === 'office' || row.who === 'public';
  const due = (when: string) => sum((row) => ours(row) && row.due === when);
  const byStatus: Record<string, number> = {};
  const waiting: Record<string, number> = {};
  for (const row of rows) {
    byStatus[row.status] = (byStatus[row.status] ?? 0) + row.count;
    if (!ours(row) && row.who !== null) waiting[row.who] = (waiting[row.who] ?? 0) + row.count;
  }
  return {
    today,
    counts: {
      ours: sum(ours),
      overdue: due('overdue'),
      today: due('today'),
      week: due('week'),
      later: due('later'),
      undated: due('undated'),
      byStatus,
      waiting,
    },
  };
}
