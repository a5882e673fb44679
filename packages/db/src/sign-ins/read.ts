import { administers, isKnownTo } from '@lianchuang/domain/accounts';
import type { Viewer } from '@lianchuang/domain/organizations';
import { and, desc, eq, inArray, isNull, lt, or, type SQL } from 'drizzle-orm';
import { offices } from '../accounts/table.ts';
import type { Db } from '../client.ts';
import { packCursor, unpackCursor } from '../cursor.ts';
import { organizationPeople } from '../organizations/table.ts';
import { signIns } from './table.ts';

export type SignInRecord = typeof signIns.$inferSelect;

/** Whether somebody's account is known to these bureaus. */
async function isOwn(db: Db, userId: string, codes: readonly string[]): Promise<boolean> {
  const [held, member] = await Promise.all([
    db.orm.select({ jurisdiction: offices.jurisdiction }).from(offices).where(eq(offices.userId, userId)),
    db.orm
      .select({ jurisdiction: organizationPeople.jurisdiction })
      .from(organizationPeople)
      .where(eq(organizationPeople.userId, userId)),
  ]);
  return isKnownTo(codes, { offices: held, homes: member.map(({ jurisdiction }) => jurisdiction) });
}

/**
 * An auditor's page of sign-ins in the jurisdictions held, newest first; of one person also those from before that person
 * belonged to any bureau. Undefined for a cursor that is not ours.
 */
export async function listSignIns(
  db: Db,
  viewer: Viewer,
  { limit, cursor, actor }: { limit: number; cursor?: string | undefined; actor?: string | undefined },
): Promise<{ items: SignInRecord[]; nextCursor: string | null } | undefined> {
  const codes = administers(viewer, ['auditor']);
  const position = cursor === undefined ? undefined : unpackCursor(cursor, 1)?.[0];
  if (cursor !== undefined && typeof position !== 'string') return undefined;
  if (codes.length === 0) return { items: [], nextCursor: null };
  const newest = (whose: SQL | undefined) =>
    db.orm
      .select()
      .from(signIns)
      .where(and(whose, typeof position === 'string' ? lt(signIns.id, position) : undefined))
      .orderBy(desc(signIns.id))
      .limit(limit + 1);
  const ofOne = async (userId: string) => {
    const own = inArray(signIns.jurisdiction, codes);
    const early = (await isOwn(db, userId, codes)) ? isNull(signIns.jurisdiction) : undefined;
    return newest(and(eq(signIns.userId, userId), or(own, early)));
  };
  // Each is a range of one index: together they would be sorted.
  const ofAll = async () => (await Promise.all(codes.map((code) => newest(eq(signIns.jurisdiction, code))))).flat();
  const found = await (actor === undefined ? ofAll() : ofOne(actor));
  const rows = found.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : packCursor([last.id]) };
}
