import { signatureState, type Clock, type FilingStatus } from '@lianchuang/domain/filings';
import { addDays, type Day } from '@lianchuang/domain/kernel';
import type { Viewer } from '@lianchuang/domain/organizations';
import { and, desc, asc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { packCursor, unpackCursor, type Position } from '../cursor.ts';
import { NO_PARTS } from './mapping.ts';
import { seenByOffices } from './read.ts';
import { filingMembers, filings } from './table.ts';

export type FilingListFilter = {
  readonly status?: FilingStatus | undefined;
  readonly mine?: boolean | undefined;
  readonly jurisdiction?: string | undefined;
  readonly who?: Clock['who'] | undefined;
  readonly step?: string | undefined;
  readonly due?: 'overdue' | 'today' | 'week' | 'later' | 'none' | undefined;
  readonly q?: string | undefined;
  readonly sort: 'due' | '-updatedAt' | 'updatedAt' | 'name' | '-submittedAt';
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly today: Day;
};

export type FilingListRow = typeof filings.$inferSelect & {
  readonly part: 'lead' | 'member' | 'office';
  readonly ownSignature: 'missing' | 'current' | 'void' | 'refused' | null;
  /** The caller's organization in that part. */
  readonly ownOrganizationId: string | null;
};

/** Open ends sort last without a second branch: no deadline is later than every deadline. */
const NEVER = '9999-12-31';
const sorts = {
  due: { key: sql<string>`coalesce(${filings.dueOn}, ${NEVER})`, down: false },
  '-updatedAt': { key: sql<number>`${filings.updatedAt}`, down: true },
  updatedAt: { key: sql<number>`${filings.updatedAt}`, down: false },
  name: { key: sql<string>`coalesce(${filings.consortiumName}, '')`, down: false },
  '-submittedAt': { key: sql<number>`coalesce(${filings.submittedAt}, 0)`, down: true },
} as const;

const ids = (values: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

function mayBeSeen(viewer: Viewer, filter: FilingListFilter): SQL | undefined {
  const own = viewer.organizations.map((each) => each.id);
  const mine = or(
    sql`${filings.leadOrganizationId} IN ${ids(own)}`,
    sql`${filings.id} IN (SELECT filing_id FROM filing_members WHERE organization_id IN ${ids(own)})`,
  );
  const { codes, states } = seenByOffices(viewer, filter.jurisdiction);
  // A draft that was withdrawn never left the applicant.
  const left = sql`${filings.submittedAt} IS NOT NULL`;
  const wide = viewer.offices.filter((office) =>
    office.role === 'recommender'
      ? office.divisionCode === null
      : ['clerk', 'director', 'auditor'].includes(office.role),
  );
  const narrow = viewer.offices.flatMap((office) =>
    office.role === 'recommender' && office.divisionCode !== null && codes.includes(office.jurisdiction)
      ? [
          and(
            eq(filings.jurisdiction, office.jurisdiction),
            sql`${filings.leadDivisionCode} GLOB ${`${office.divisionCode.replace(/(00)+$/, '')}*`}`,
            sql`+${filings.status} IN ${ids(states)}`,
            left,
          ),
        ]
      : [],
  );
  const open = codes.filter((code) => wide.some((office) => office.jurisdiction === code));
  // The plus keeps SQLite from walking all cases state by state where jurisdiction and turn leave only the open ones.
  const offices = or(
    and(sql`${filings.jurisdiction} IN ${ids(open)}`, sql`+${filings.status} IN ${ids(states)}`, left),
    ...narrow,
  );
  if (filter.mine === true) return mine;
  return filter.mine === false ? offices : or(mine, offices);
}

function dueIn(today: Day, due: FilingListFilter['due']): SQL | undefined {
  switch (due) {
    case 'overdue':
      return sql`${filings.dueOn} < ${today}`;
    case 'today':
      return eq(filings.dueOn, today);
    case 'week':
      return sql`${filings.dueOn} > ${today} AND ${filings.dueOn} <= ${addDays(today, 7)}`;
    case 'later':
      return sql`${filings.dueOn} > ${addDays(today, 7)}`;
    case 'none':
      return isNull(filings.dueOn);
    case undefined:
      return undefined;
  }
}

function after(position: Position | undefined, sort: FilingListFilter['sort']): SQL | undefined {
  if (position === undefined) return undefined;
  const { key, down } = sorts[sort];
  const [at, id] = position;
  return down ? sql`(${key}, ${filings.id}) < (${at}, ${id})` : sql`(${key}, ${filings.id}) > (${at}, ${id})`;
}

/** The filings that a viewer may see, one page; undefined when the cursor is not one of ours. */
export async function listFilings(
  db: Db,
  viewer: Viewer,
  filter: FilingListFilter,
): Promise<{ items: FilingListRow[]; nextCursor: string | null } | undefined> {
  const position = filter.cursor === undefined ? undefined : unpackCursor(filter.cursor, 2);
  if (filter.cursor !== undefined && position === undefined) return undefined;
  const { key, down } = sorts[filter.sort];
  const q = filter.q?.trim();
  const rows = await db.orm
    .select()
    .from(filings)
    .where(
      and(
        mayBeSeen(viewer, filter),
        filter.status === undefined ? undefined : eq(filings.status, filter.status),
        filter.jurisdiction === undefined ? undefined : eq(filings.jurisdiction, filter.jurisdiction),
        filter.who === undefined ? undefined : eq(filings.clockWho, filter.who),
        filter.step === undefined ? undefined : sql`json_extract(${filings.clock}, '$.step') = ${filter.step}`,
        dueIn(filter.today, filter.due),
        q === undefined || q === ''
          ? undefined
          : sql`instr(coalesce(${filings.consortiumName}, '') || ' ' || ${filings.leadName} || ' ' || ${filings.leadUscc} || ' ' || coalesce(${filings.registrationNumber}, ''), ${q}) > 0`,
        after(position, filter.sort),
      ),
    )
    .orderBy(down ? desc(key) : asc(key), down ? desc(filings.id) : asc(filings.id))
    .limit(filter.limit + 1);
  const items = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? items.at(-1) : undefined;
  return {
    items: await withParts(db, viewer, items),
    nextCursor: last === undefined ? null : packCursor([keyOf(last, filter.sort), last.id]),
  };
}

function keyOf(row: typeof filings.$inferSelect, sort: FilingListFilter['sort']): string | number {
  switch (sort) {
    case 'due':
      return row.dueOn ?? NEVER;
    case 'name':
      return row.consortiumName ?? '';
    case '-submittedAt':
      return row.submittedAt ?? 0;
    default:
      return row.updatedAt;
  }
}

async function withParts(
  db: Db,
  viewer: Viewer,
  rows: readonly (typeof filings.$inferSelect)[],
): Promise<FilingListRow[]> {
  const own = viewer.organizations.map((each) => each.id);
  const memberships =
    own.length === 0 || rows.length === 0
      ? []
      : await db.orm
          .select()
          .from(filingMembers)
          .where(
            and(
              sql`${filingMembers.filingId} IN ${ids(rows.map((row) => row.id))}`,
              inArray(filingMembers.organizationId, own.slice(0, 50)),
            ),
          );
  return rows.map((row) => {
    const member = memberships.find((each) => each.filingId === row.id);
    const part = own.includes(row.leadOrganizationId) ? 'lead' : member === undefined ? 'office' : 'member';
    const hashes = { contentHash: row.contentHash, partHashes: row.partHashes ?? NO_PARTS };
    const ownOrganizationId = part === 'lead' ? row.leadOrganizationId : (member?.organizationId ?? null);
    const ownSignature = member === undefined ? null : signatureState(member, hashes);
    return { ...row, part, ownSignature, ownOrganizationId };
  });
}

/** Open cases of the viewer's offices, counted by turn, state and deadline: a bureau has hundreds of open cases, not thousands. */
export async function countInbox(
  db: Db,
  viewer: Viewer,
  today: Day,
): Promise<{ status: string; who: string | null; due: string; count: number }[]> {
  const filter = { mine: false, sort: 'due', limit: 1, today } as const;
  const due = sql<string>`CASE WHEN ${filings.dueOn} IS NULL THEN 'undated' WHEN ${filings.dueOn} < ${today} THEN 'overdue'
    WHEN ${filings.dueOn} = ${today} THEN 'today' WHEN ${filings.dueOn} <= ${addDays(today, 7)} THEN 'week' ELSE 'later' END`;
  return db.orm
    .select({
      status: filings.status,
      who: filings.clockWho,
      due: sql<string>`${due}`.as('due'),
      count: sql<number>`count(*)`.as('count'),
    })
    .from(filings)
    .where(and(mayBeSeen(viewer, filter), sql`${filings.clockWho} IS NOT NULL`))
    .groupBy(filings.status, filings.clockWho, sql`due`);
}

/** Open cases by state for the public figures: numbers only, of jurisdictions or of all. */
export async function countPipeline(
  db: Db,
  jurisdictions: readonly string[] | null,
  states: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.orm
    .select({ status: filings.status, count: sql<number>`count(*)`.as('count') })
    .from(filings)
    .where(
      and(
        sql`${filings.status} IN ${ids(states)}`,
        jurisdictions === null ? undefined : sql`${filings.jurisdiction} IN ${ids(jurisdictions)}`,
      ),
    )
    .groupBy(filings.status);
  return new Map(rows.map((each) => [each.status, each.count]));
}
