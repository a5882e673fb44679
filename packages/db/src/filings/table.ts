import type { AttachedFile } from '@lianchuang/domain/attachments';
import type {
  Clock,
  Contribution,
  Correction,
  FilingContent,
  FilingStatus,
  PartHashes,
  PassedRole,
  Publicity,
  Signature,
  Waiver,
} from '@lianchuang/domain/filings';
import type { ChainPosition, OrganizationKind } from '@lianchuang/domain/organizations';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { jurisdiction, versioned } from '../columns.ts';

export const filings = sqliteTable(
  'filings',
  {
    id: text('id').primaryKey(),
    jurisdiction: jurisdiction(),
    ...versioned(),
    policyId: text('policy_id').notNull(),
    policyVersion: integer('policy_version').notNull(),
    status: text('status').$type<FilingStatus>().notNull(),
    leadOrganizationId: text('lead_organization_id').notNull(),
    leadUscc: text('lead_uscc').notNull(),
    leadName: text('lead_name').notNull(),
    leadKind: text('lead_kind').$type<OrganizationKind>().notNull(),
    leadDivisionCode: text('lead_division_code').notNull(),
    /** Copies out of `content` that lists show and sort by. */
    consortiumName: text('consortium_name'),
    industryCode: text('industry_code'),
    divisionCode: text('division_code'),
    memberCount: integer('member_count').notNull(),
    signedCount: integer('signed_count').notNull(),
    content: text('content', { mode: 'json' }).$type<FilingContent>().notNull(),
    contentHash: text('content_hash').notNull(),
    /** Null on rows from before parts were told apart; reading completes it. */
    partHashes: text('part_hashes', { mode: 'json' }).$type<PartHashes>(),
    attachments: text('attachments', { mode: 'json' }).$type<AttachedFile[]>().notNull().default([]),
    waivers: text('waivers', { mode: 'json' }).$type<Waiver[]>().notNull(),
    clock: text('clock', { mode: 'json' }).$type<Clock>(),
    clockWho: text('clock_who'),
    dueOn: text('due_on'),
    correction: text('correction', { mode: 'json' }).$type<Correction>(),
    publicity: text('publicity', { mode: 'json' }).$type<Publicity>(),
    opinion: text('opinion'),
    decisionReason: text('decision_reason'),
    submittedAt: integer('submitted_at'),
    consortiumId: text('consortium_id'),
    registrationNumber: text('registration_number'),
  },
  (table) => [
    // An officer's inbox: what waits for whom in one jurisdiction, by deadline.
    index('filings_by_due').on(table.jurisdiction, table.clockWho, table.dueOn, table.id),
    // An officer's list by state, newest change first.
    index('filings_by_status').on(table.jurisdiction, table.status, table.updatedAt, table.id),
    // "My cases" of a lead.
    index('filings_by_lead').on(table.leadOrganizationId, table.updatedAt),
    // The nightly job looks for corrections whose day has passed.
    index('filings_lapsing').on(table.status, table.dueOn),
  ],
);

export const filingMembers = sqliteTable(
  'filing_members',
  {
    id: text('id').primaryKey(),
    filingId: text('filing_id').notNull(),
    jurisdiction: jurisdiction(),
    position: integer('position').notNull(),
    uscc: text('uscc').notNull(),
    name: text('name').notNull(),
    kind: text('kind').$type<OrganizationKind>().notNull(),
    organizationId: text('organization_id'),
    chainPosition: text('chain_position').$type<ChainPosition>(),
    duties: text('duties').notNull(),
    contributions: text('contributions', { mode: 'json' }).$type<Contribution[]>().notNull(),
    signature: text('signature', { mode: 'json' }).$type<Signature>(),
    invitationToken: text('invitation_token').notNull().unique(),
  },
  (table) => [
    // One organization is a member of a filing once.
    uniqueIndex('filing_members_once').on(table.filingId, table.uscc),
    // "My cases" of a member.
    index('filing_members_by_organization').on(table.organizationId),
  ],
);

/** Texts that somebody signed or saw, by their SHA-256: what changed since is told from them, and what was signed stays provable. */
export const filingTexts = sqliteTable(
  'filing_texts',
  {
    filingId: text('filing_id').notNull(),
    hash: text('hash').notNull(),
    jurisdiction: jurisdiction(),
    text: text('text').notNull(),
    keptAt: integer('kept_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.filingId, table.hash] })],
);

/** What each person of a member last had on the screen; the lead sees who has read which version. */
export const filingReads = sqliteTable(
  'filing_reads',
  {
    id: text('id').primaryKey(),
    jurisdiction: jurisdiction(),
    ...versioned(),
    filingId: text('filing_id').notNull(),
    memberId: text('member_id').notNull(),
    userId: text('user_id').notNull(),
    contentHash: text('content_hash').notNull(),
    seenVersion: integer('seen_version').notNull(),
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [uniqueIndex('filing_reads_once').on(table.filingId, table.memberId, table.userId)],
);

/** Talk between lead and members about a clause; the first of a thread has its own id as `threadId`. The office never reads it. */
export const filingComments = sqliteTable(
  'filing_comments',
  {
    id: text('id').primaryKey(),
    jurisdiction: jurisdiction(),
    ...versioned(),
    filingId: text('filing_id').notNull(),
    threadId: text('thread_id').notNull(),
    pointer: text('pointer').notNull(),
    text: text('text').notNull(),
    /** Null when somebody of the lead says it. */
    memberId: text('member_id'),
    organization: text('organization').notNull(),
    userId: text('user_id').notNull(),
    resolvedAt: integer('resolved_at'),
    resolvedBy: text('resolved_by'),
  },
  (table) => [index('filing_comments_by_filing').on(table.filingId, table.id)],
);

/** Links by which somebody of a member brings a colleague in who signs in with one address. */
export const filingPasses = sqliteTable(
  'filing_passes',
  {
    id: text('id').primaryKey(),
    jurisdiction: jurisdiction(),
    filingId: text('filing_id').notNull(),
    memberId: text('member_id').notNull(),
    organizationId: text('organization_id').notNull(),
    role: text('role').$type<PassedRole>().notNull(),
    token: text('token').notNull().unique(),
    /** SHA-256 of token and address: the address itself is not kept. */
    addressHash: text('address_hash').notNull(),
    addressHint: text('address_hint').notNull(),
    note: text('note'),
    madeBy: text('made_by').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [index('filing_passes_by_member').on(table.filingId, table.memberId)],
);

/** Invitations that went out by mail or text; where to is kept until the message was taken or given up. */
export const filingInvitations = sqliteTable(
  'filing_invitations',
  {
    id: text('id').primaryKey(),
    jurisdiction: jurisdiction(),
    filingId: text('filing_id').notNull(),
    memberId: text('member_id').notNull(),
    channel: text('channel').$type<'mail' | 'text'>().notNull(),
    address: text('address'),
    /** The address with its middle hidden. */
    addressHint: text('address_hint').notNull(),
    locale: text('locale').$type<'zh' | 'en'>().notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: integer('asked_at').notNull(),
    sentAt: integer('sent_at'),
    failedAt: integer('failed_at'),
  },
  (table) => [index('filing_invitations_by_member').on(table.filingId, table.memberId, table.id)],
);
