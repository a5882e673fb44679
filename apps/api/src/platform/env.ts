/** Bindings and settings of this Worker. `demo` and `test` relax nothing but what their name says; the default is production. */
export type Env = {
  readonly DB: D1Database;
  readonly SEARCH: D1Database;
  /** Where published roots lie, outside the database; nothing there is ever written over. */
  readonly SEALS: R2Bucket;
  /** The fonts of printed documents. */
  readonly ASSETS: Fetcher;
  /** Where the bytes of attached files lie, and the chunks of those on their way. */
  readonly FILES: R2Bucket;
  /** `host:port` of a clamd that scans files; empty where a deployment has none. */
  readonly CLAMD_ADDRESS?: string;
  /** `attach` lets files count that nobody could scan, with a mark that everybody sees; anything else holds them back. */
  readonly UNSCANNED_FILES?: string;
  /** Where the platform offers it: deployed, and under `start`. */
  readonly BURSTS?: RateLimit;
  /** Rings when something waits in the outbox; without it the sweeper alone comes. */
  readonly BELL?: Queue;
  readonly ENVIRONMENT: 'production' | 'demo' | 'test';
  /** The public address, without a path. */
  readonly ORIGIN: string;
  readonly BETTER_AUTH_SECRET: string;
  /** For how many seconds public answers are told again from memory; 0 asks the database each time. */
  readonly PUBLIC_READ_SECONDS?: string;
  /** `true` where a test plays weeks in one session; only `ENVIRONMENT=test` reads it. */
  readonly ENDLESS_SESSIONS?: string;
  /** `true` where a test's officers sign in by password alone; only `ENVIRONMENT=test` reads it. */
  readonly SECOND_FACTOR_OPTIONAL?: string;
  /** `true` where a test has addresses confirmed first, as anywhere but in a demonstration; only `ENVIRONMENT=test` reads it. */
  readonly CONFIRM_FIRST?: string;
  /** `true` where a test signs up hundreds of people; only `ENVIRONMENT=test` reads it. */
  readonly QUICK_PASSWORDS?: string;
  /** For how many seconds decisions go on without a seal; 0 never stops them. */
  readonly SEAL_GRACE_SECONDS?: string;
  /** The server that takes mail; without it nobody is sent any. */
  readonly SMTP_HOST?: string;
  readonly SMTP_PORT?: string;
  readonly SMTP_SECURITY?: 'tls' | 'starttls' | 'none';
  readonly SMTP_USER?: string;
  readonly SMTP_PASSWORD?: string;
  /** The address that mail comes from. */
  readonly MAIL_FROM?: string;
  /** Where the provider of texts listens; without it nobody is sent any. */
  readonly SMS_ENDPOINT?: string;
  readonly SMS_KEY_ID?: string;
  readonly SMS_KEY_SECRET?: string;
  readonly SMS_SIGN_NAME?: string;
  /** The provider's code of each template, as JSON. */
  readonly SMS_TEMPLATES?: string;
};
