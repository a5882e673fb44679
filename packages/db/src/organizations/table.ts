import type { InvitedRole, OrganizationKind, OrganizationRole } from '@lianchuang/domain/organizations';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { jurisdiction, versioned } from '../columns.ts';

export const organizations = sqliteTable('organizations', {
  id: text('id').primaryKey(),
  jurisdiction: jurisdiction(),
  ...versioned(),
  uscc: text('uscc').notNull().unique(),
  name: text('name').notNull(),
  kind: text('kind').$type<OrganizationKind>().notNull(),
  divisionCode: text('division_code').notNull(),
  fictional: integer('fictional', { mode: 'boolean' }).notNull(),
});

export const organizationPeople = sqliteTable(
  'organization_people',
  {
    organizationId: text('organization_id').notNull(),
    userId: text('user_id').notNull(),
    jurisdiction: jurisdiction(),
    role: text('role').$type<OrganizationRole>().notNull(),
    joinedAt: integer('joined_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    // Every request asks which organizations a person speaks for.
    index('organization_people_by_user').on(table.userId),
  ],
);

/** Links by which an owner asks a colleague in. The token itself is shown once and kept nowhere. */
export const organizationInvitations = sqliteTable(
  'organization_invitations',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id').notNull(),
    jurisdiction: jurisdiction(),
    role: text('role').$type<InvitedRole>().notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    createdBy: text('created_by').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [index('organization_invitations_of').on(table.organizationId)],
);
