import type { ConsortiumStatus } from '@lianchuang/domain/consortia';
import type { ChainPosition, OrganizationKind } from '@lianchuang/domain/organizations';
import type { MechanismKind } from '@lianchuang/domain/policies';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { jurisdiction, versioned } from '../columns.ts';

/** What was registered, as it stood: shown on the public page, never recomputed. */
export type ConsortiumDetails = {
  readonly topics: readonly { readonly title: string }[];
  readonly mechanisms: readonly { readonly kind: MechanismKind; readonly text: string }[];
  readonly rules: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly message: { readonly zh: string; readonly en: string };
    readonly waiver: string;
  }[];
};

export const consortia = sqliteTable(
  'consortia',
  {
    id: text('id').primaryKey(),
    jurisdiction: jurisdiction(),
    ...versioned(),
    status: text('status').$type<ConsortiumStatus>().notNull(),
    name: text('name').notNull(),
    summary: text('summary'),
    industryCode: text('industry_code').notNull(),
    divisionCode: text('division_code').notNull(),
    leadOrganizationId: text('lead_organization_id').notNull(),
    leadName: text('lead_name').notNull(),
    leadUscc: text('lead_uscc').notNull(),
    enterpriseCount: integer('enterprise_count').notNull(),
    academicCount: integer('academic_count').notNull(),
    otherCount: integer('other_count').notNull(),
    registrationNumber: text('registration_number').notNull(),
    /** The number as `comparableNumber` writes it: what a search for it is compared with. */
    numberKey: text('number_key').notNull(),
    registerYear: integer('register_year').notNull(),
    serial: integer('serial').notNull(),
    registeredOn: text('registered_on').notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to').notNull(),
    fictional: integer('fictional', { mode: 'boolean' }).notNull(),
    source: text('source'),
    filingId: text('filing_id'),
    policyId: text('policy_id').notNull(),
    policyVersion: integer('policy_version').notNull(),
    details: text('details', { mode: 'json' }).$type<ConsortiumDetails>().notNull(),
  },
  (table) => [
    // A certificate is verified by its number.
    uniqueIndex('consortia_number').on(table.numberKey),
    // The next serial of a year, and the proof that two registrations never share one.
    uniqueIndex('consortia_serial').on(table.jurisdiction, table.registerYear, table.serial),
    // Registrations whose last day has passed: the expiry job and reads that must be right without it.
    index('consortia_expiring').on(table.status, table.validTo),
  ],
);

export const consortiumMembers = sqliteTable(
  'consortium_members',
  {
    consortiumId: text('consortium_id').notNull(),
    position: integer('position').notNull(),
    jurisdiction: jurisdiction(),
    organizationId: text('organization_id'),
    name: text('name').notNull(),
    kind: text('kind').$type<OrganizationKind>().notNull(),
    role: text('role').$type<'lead' | 'member'>().notNull(),
    chainPosition: text('chain_position').$type<ChainPosition>(),
    duties: text('duties'),
    joinedOn: text('joined_on').notNull(),
    leftOn: text('left_on'),
  },
  (table) => [primaryKey({ columns: [table.consortiumId, table.position] })],
);

/**
 * One row per consortium, scope and sort order: a page of any filter and any depth is one range of the key.
 * A scope is `jurisdiction/industry/division/status` with `-` for "any".
 */
export const consortiumListings = sqliteTable(
  'consortium_listings',
  {
    scope: text('scope').notNull(),
    sort: text('sort').$type<'name' | 'registered' | 'until'>().notNull(),
    key: text('key').notNull(),
    consortiumId: text('consortium_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.sort, table.key, table.consortiumId] })],
);

/** Maintained counts: how many consortia of a scope have this value in this dimension. Facets read them and count nothing. */
export const consortiumFacets = sqliteTable(
  'consortium_facets',
  {
    dimension: text('dimension').$type<'industry' | 'division' | 'status'>().notNull(),
    scope: text('scope').notNull(),
    value: text('value').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.dimension, table.scope, table.value] })],
);
