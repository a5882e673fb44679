/** Bindings and settings of this Worker. `demo` and `test` relax nothing but what their name says; the default is production. */
export type Env = {
  readonly DB: D1Database;
  readonly SEARCH: D1Database;
  readonly ENVIRONMENT: 'production' | 'demo' | 'test';
  /** The public address, without a path. */
  readonly ORIGIN: string;
  readonly BETTER_AUTH_SECRET: string;
  /** For how many seconds public answers are told again from memory; 0 asks the database each time. */
  readonly PUBLIC_READ_SECONDS?: string;
};
