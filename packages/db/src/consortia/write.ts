import type { ConsortiumStatus } from '@lianchuang/domain/consortia';
import type { Instant } from '@lianchuang/domain/kernel';
import { eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import type { Statement } from '../commit.ts';
import { facetRows, listingRows, type Listed } from './scope.ts';
import type { consortiumMembers } from './table.ts';
import { consortia } from './table.ts';

export type NewConsortium = Omit<typeof consortia.$inferInsert, 'version' | 'chainHash' | 'createdAt' | 'updatedAt'>;
export type NewConsortiumMember = typeof consortiumMembers.$inferInsert;

/** Statements that put a consortium into every listing and counter in which it is found. */
export function enlist(db: Db, one: Listed): Statement[] {
  return [
    db.orm.run(sql`INSERT INTO consortium_listings (scope, sort, key, consortium_id)
      SELECT value ->> 'scope', value ->> 'sort', value ->> 'key', value ->> 'consortiumId'
      FROM json_each(${JSON.stringify(listingRows(one))})`),
    count(db, one, 1),
  ];
}

/** Statements that take it out of them again. */
export function delist(db: Db, one: Listed): Statement[] {
  return [
    db.orm.run(sql`DELETE FROM consortium_listings WHERE (scope, sort, key, consortium_id) IN (
      SELECT value ->> 'scope', value ->> 'sort', value ->> 'key', value ->> 'consortiumId'
      FROM json_each(${JSON.stringify(listingRows(one))}))`),
    count(db, one, -1),
  ];
}

function count(db: Db, one: Listed, by: 1 | -1): Statement {
  return db.orm.run(sql`INSERT INTO consortium_facets (dimension, scope, value, count)
    SELECT value ->> 'dimension', value ->> 'scope', value ->> 'value', ${by}
    FROM json_each(${JSON.stringify(facetRows(one))}) WHERE true
    ON CONFLICT (dimension, scope, value) DO UPDATE SET count = count + ${by}`);
}

/** Statements that enter a consortium and its members in the register. */
export function insertConsortium(
  db: Db,
  consortium: NewConsortium,
  members: readonly NewConsortiumMember[],
  at: Instant,
): Statement[] {
  return [
    db.orm.insert(consortia).values({ ...consortium, version: 1, createdAt: at, updatedAt: at }),
    // One statement for all: D1 binds at most 100 values.
    db.orm.run(sql`INSERT INTO consortium_members
      (consortium_id, position, jurisdiction, organization_id, name, kind, role, chain_position, duties, joined_on, left_on)
      SELECT value ->> 'consortiumId', value ->> 'position', value ->> 'jurisdiction', value ->> 'organizationId',
        value ->> 'name', value ->> 'kind', value ->> 'role', value ->> 'chainPosition', value ->> 'duties',
        value ->> 'joinedOn', value ->> 'leftOn'
      FROM json_each(${JSON.stringify(members)})`),
    ...enlist(db, consortium),
  ];
}

/** Statements that change the status of a consortium in the row, the listings and the counters. */
export function changeStatus(db: Db, one: Listed, status: ConsortiumStatus): Statement[] {
  return [
    db.orm.update(consortia).set({ status }).where(eq(consortia.id, one.id)),
    ...delist(db, one),
    ...enlist(db, { ...one, status }),
  ];
}
