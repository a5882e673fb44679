import { administers } from '@lianchuang/domain/accounts';
import type { Viewer } from '@lianchuang/domain/organizations';
import { and, desc, eq, isNull, lt, type SQL } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { packCursor, unpackCursor } from '../cursor.ts';
import { refusals } from './table.ts';

export type RefusalRecord = typeof refusals.$inferSelect;

/**
 * An auditor's page of refused attempts by people of the jurisdictions held, on their accounts, and by strangers on none: those
 * concern no bureau more than another and name nobody. Undefined for a cursor that is not ours.
 */
export async function listRefusals(
  db: Db,
  viewer: Viewer,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: RefusalRecord[]; nextCursor: string | null } | undefined> {
  const codes = administers(viewer, ['auditor']);
  const position = cursor === undefined ? undefined : unpackCursor(cursor, 1)?.[0];
  if (cursor !== undefined && typeof position !== 'string') return undefined;
  const newest = (whose: SQL | undefined) =>
    db.orm
      .select()
      .from(refusals)
      .where(and(whose, typeof position === 'string' ? lt(refusals.id, position) : undefined))
      .orderBy(desc(refusals.id))
      .limit(limit + 1);
  // Each is a range of one index: together they would be sorted, after a flood a million rows for one page.
  const found = await Promise.all([
    ...codes.map((code) => newest(eq(refusals.jurisdiction, code))),
    ...(codes.length === 0
      ? []
      : [newest(and(isNull(refusals.jurisdiction), isNull(refusals.userId), isNull(refusals.triedUserId)))]),
  ]);
  const rows = found.flat().toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : packCursor([last.id]) };
}
