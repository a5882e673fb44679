import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { jurisdiction } from '../columns.ts';

// The first five tables belong to better-auth and are written by it; property names are its own.
export const users = sqliteTable('users', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull(),
  image: text('image'),
  /** From then on no session of this person opens anything; read on every request. */
  disabledAt: integer('disabled_at'),
  twoFactorEnabled: integer('two_factor_enabled', { mode: 'boolean' }),
  /** A mobile number of the mainland; texts go to it once a code sent there was entered. */
  phoneNumber: text('phone_number').unique(),
  phoneNumberVerified: integer('phone_number_verified', { mode: 'boolean' }),
  /** Ours: 0 until an administrator, or the holder of an office, changed anything about the account. */
  version: integer('version').notNull().default(0),
  chainHash: text('chain_hash'),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
});

export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    token: text('token').notNull().unique(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    /** When the session began and when it was last used, by this product's clock; the library's own columns follow the machine's. */
    startedAt: integer('started_at'),
    seenAt: integer('seen_at'),
    /** When a code was entered in it; null for a session that a password alone began. */
    secondFactorAt: integer('second_factor_at'),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  // Log-out everywhere finds a user's sessions.
  (table) => [index('sessions_by_user').on(table.userId)],
);

export const accounts = sqliteTable(
  'accounts',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: integer('access_token_expires_at', { mode: 'timestamp_ms' }),
    refreshTokenExpiresAt: integer('refresh_token_expires_at', { mode: 'timestamp_ms' }),
    scope: text('scope'),
    password: text('password'),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  // Sign-in reads the credential of one user.
  (table) => [index('accounts_by_user').on(table.userId)],
);

export const verifications = sqliteTable(
  'verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [index('verifications_by_identifier').on(table.identifier)],
);

/** The secret that a person's authenticator shares with us, and the recovery codes; both are encrypted by the library. */
export const secondFactors = sqliteTable(
  'second_factors',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: integer('verified', { mode: 'boolean' }),
    failedVerificationCount: integer('failed_verification_count'),
    lockedUntil: integer('locked_until', { mode: 'timestamp_ms' }),
    /** The last stretch of thirty seconds whose code was used; ours, so that no code serves twice. */
    usedStep: integer('used_step').notNull().default(0),
  },
  (table) => [uniqueIndex('second_factor_of_user').on(table.userId)],
);

/** Public keys of a person's passkeys; ours, the library knows nothing of them. */
export const passkeys = sqliteTable(
  'passkeys',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    credentialId: text('credential_id').notNull(),
    /** The COSE key in base64url. */
    publicKey: text('public_key').notNull(),
    /** How often the authenticator says that it signed; always 0 for keys that several devices share. */
    counter: integer('counter').notNull(),
    /** How a browser may reach the authenticator, separated by commas. */
    transports: text('transports').notNull(),
    createdAt: integer('created_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [
    // A sign-in names the credential alone.
    uniqueIndex('passkey_of_credential').on(table.credentialId),
    // Every request of a person asks whether there is one.
    index('passkeys_by_user').on(table.userId),
  ],
);

/** Who holds which office in which bureau; a recommender may be limited to one division. */
export const offices = sqliteTable(
  'offices',
  {
    userId: text('user_id').notNull(),
    jurisdiction: jurisdiction(),
    role: text('role').notNull(),
    divisionCode: text('division_code'),
    grantedAt: integer('granted_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.jurisdiction, table.role] }),
    // An administrator lists who holds an office in the bureau.
    index('offices_by_jurisdiction').on(table.jurisdiction, table.userId),
  ],
);

/** Whose name was erased, when, at whose word. The person's id stands on in the record and leads nowhere any more. */
export const erasures = sqliteTable('erasures', {
  userId: text('user_id').primaryKey(),
  at: integer('at').notNull(),
  events: integer('events').notNull(),
});

/** Codes that went to phones and mailboxes: each belongs to the browser that asked for it, whose token leads to it as a hash. */
export const oneTimeCodes = sqliteTable(
  'one_time_codes',
  {
    /** Hash of the token that only that browser holds. */
    id: text('id').primaryKey(),
    /** A mobile number or an address of mail, as `domain/identifiers` writes them. */
    contact: text('contact').notNull(),
    purpose: text('purpose').$type<'phone-sign-in' | 'phone-binding' | 'mail-sign-in'>().notNull(),
    /** Whose number it becomes; where it signs in, whose password that browser set or showed before the address was confirmed. */
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    codeHash: text('code_hash').notNull(),
    sentAt: integer('sent_at').notNull(),
    /** The last instant at which the code counts. */
    expiresAt: integer('expires_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When the right code was entered, and when what it opens was done: each once. */
    provenAt: integer('proven_at'),
    usedAt: integer('used_at'),
  },
  // How many went to a contact in the last minute, hour and day; the sweeper drops old ones.
  (table) => [
    index('one_time_codes_by_contact').on(table.contact, table.sentAt),
    index('one_time_codes_old').on(table.sentAt),
  ],
);

/** Where the release before kept its codes; it may still run beside this one. To be dropped by a later release. */
export const phoneCodes = sqliteTable(
  'phone_codes',
  {
    /** Hash of the token that only that browser holds. */
    id: text('id').primaryKey(),
    phone: text('phone').notNull(),
    purpose: text('purpose').$type<'sign-in' | 'binding'>().notNull(),
    /** Whose number it becomes; null where it signs in. */
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    codeHash: text('code_hash').notNull(),
    sentAt: integer('sent_at').notNull(),
    /** The last instant at which the code counts. */
    expiresAt: integer('expires_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When the right code was entered, and when what it opens was done: each once. */
    provenAt: integer('proven_at'),
    usedAt: integer('used_at'),
  },
  // How many went to a number in the last minute, hour and day; the sweeper drops old ones.
  (table) => [index('phone_codes_by_phone').on(table.phone, table.sentAt), index('phone_codes_old').on(table.sentAt)],
);
