import type { Ruling } from '@lianchuang/domain/notices';
import type { Instant } from '@lianchuang/domain/kernel';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import type { Statement } from '../commit.ts';
import { notices, objections } from './table.ts';

export type NewNotice = Omit<typeof notices.$inferInsert, 'version' | 'chainHash' | 'createdAt' | 'updatedAt'>;

/** Statement that publishes a notice. */
export function insertNotice(db: Db, notice: NewNotice, at: Instant): Statement {
  return db.orm.insert(notices).values({ ...notice, version: 1, createdAt: at, updatedAt: at });
}

/** Statement that ends a notice. */
export function closeNotice(db: Db, filingId: string, at: Instant): Statement {
  return db.orm
    .update(notices)
    .set({ closedAt: at, updatedAt: at })
    .where(and(eq(notices.filingId, filingId), isNull(notices.closedAt)));
}

/** Statement that links a notice to the registration that followed. */
export function linkNotice(db: Db, filingId: string, consortiumId: string): Statement {
  return db.orm.update(notices).set({ consortiumId }).where(eq(notices.filingId, filingId));
}

/** Statement that files an objection. */
export function insertObjection(db: Db, objection: typeof objections.$inferInsert): Statement {
  return db.orm.insert(objections).values(objection);
}

/** Statement that rules on an objection; a second ruling changes nothing. */
export function ruleObjection(
  db: Db,
  id: string,
  ruling: { outcome: Ruling; reason: string; at: Instant; by: string },
): Statement {
  return db.orm
    .update(objections)
    .set({ ruling: ruling.outcome, rulingReason: ruling.reason, ruledAt: ruling.at, ruledBy: ruling.by })
    .where(and(eq(objections.id, id), sql`${objections.ruling} IS NULL`));
}
