import type { Ruling } from '@lianchuang/domain/notices';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { jurisdiction, versioned } from '../columns.ts';

/** The whitelist of fields that a notice publishes, copied when it opens. */
export type NoticeBody = {
  readonly title: string;
  readonly lead: string;
  readonly industryCode: string | null;
  readonly divisionCode: string | null;
  readonly summary: string | null;
  readonly validityMonths: number | null;
  readonly members: readonly { readonly name: string; readonly kind: string; readonly chainPosition: string | null }[];
  readonly waivers: readonly { readonly ruleId: string; readonly clause: string }[];
};

export const notices = sqliteTable(
  'notices',
  {
    id: text('id').primaryKey(),
    jurisdiction: jurisdiction(),
    ...versioned(),
    filingId: text('filing_id').notNull().unique(),
    policyId: text('policy_id').notNull(),
    policyVersion: integer('policy_version').notNull(),
    firstDay: text('first_day').notNull(),
    lastDay: text('last_day').notNull(),
    workingDays: integer('working_days').notNull(),
    closedAt: integer('closed_at'),
    fictional: integer('fictional', { mode: 'boolean' }).notNull(),
    body: text('body', { mode: 'json' }).$type<NoticeBody>().notNull(),
    consortiumId: text('consortium_id'),
  },
  // The public page lists the newest notices of a jurisdiction.
  (table) => [
    index('notices_by_last_day').on(table.jurisdiction, table.lastDay, table.id),
    index('notices_recent').on(table.lastDay, table.id),
  ],
);

/**
 * Name and contact are personal data: read by the jurisdiction's officers only, never published. Both are empty and the salt of
 * their commitment is null once they were erased.
 */
export const objections = sqliteTable(
  'objections',
  {
    id: text('id').primaryKey(),
    noticeId: text('notice_id').notNull(),
    filingId: text('filing_id').notNull(),
    jurisdiction: jurisdiction(),
    name: text('name').notNull(),
    contact: text('contact').notNull(),
    salt: text('salt'),
    reason: text('reason').notNull(),
    receivedAt: integer('received_at').notNull(),
    ruling: text('ruling').$type<Ruling>(),
    rulingReason: text('ruling_reason'),
    ruledAt: integer('ruled_at'),
    ruledBy: text('ruled_by'),
  },
  // A filing waits for the rulings on its objections.
  (table) => [
    index('objections_by_filing').on(table.filingId, table.ruling),
    index('objections_by_notice').on(table.noticeId, table.id),
  ],
);
