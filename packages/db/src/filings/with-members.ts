import type { Filing } from '@lianchuang/domain/filings';
import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { toFiling, type FilingRecord } from './mapping.ts';
import { filingComments, filingMembers } from './table.ts';

const list = (ids: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/** Filings of a list that was read for its viewer, as the domain knows them. */
export async function withMembers(db: Db, rows: readonly FilingRecord[]): Promise<ReadonlyMap<string, Filing>> {
  if (rows.length === 0) return new Map();
  const members = await db.orm
    .select()
    .from(filingMembers)
    .where(sql`${filingMembers.filingId} IN ${list(rows.map(({ id }) => id))}`);
  const byFiling = new Map<string, typeof members>();
  for (const each of members) byFiling.set(each.filingId, [...(byFiling.get(each.filingId) ?? []), each]);
  return new Map(rows.map((row) => [row.id, toFiling(row, byFiling.get(row.id) ?? [])]));
}

/** How many open threads of each filing wait for its lead: those in which a member has the last word. */
export async function countUnanswered(db: Db, filingIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (filingIds.length === 0) return new Map();
  const rows = await db.orm
    .select({
      filingId: filingComments.filingId,
      threadId: filingComments.threadId,
      memberId: filingComments.memberId,
      resolvedAt: filingComments.resolvedAt,
      id: filingComments.id,
    })
    .from(filingComments)
    .where(sql`${filingComments.filingId} IN ${list(filingIds)}`)
    .orderBy(filingComments.filingId, filingComments.id);
  const threads = new Map<string, { filingId: string; isOpen: boolean; byMember: boolean }>();
  for (const { filingId, threadId, memberId, resolvedAt, id } of rows) {
    const isOpen = id === threadId ? resolvedAt === null : (threads.get(threadId)?.isOpen ?? false);
    threads.set(threadId, { filingId, isOpen, byMember: memberId !== null });
  }
  const counts = new Map<string, number>();
  for (const { filingId, isOpen, byMember } of threads.values())
    if (isOpen && byMember) counts.set(filingId, (counts.get(filingId) ?? 0) + 1);
  return counts;
}
