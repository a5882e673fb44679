/** Bindings and settings of this Worker. `demo` and `test` relax nothing but what their name says; the default is production. */
export type Env = {
  readonly DB: D1Database;
  readonly SEARCH: D1Database;
  readonly ENVIRONMENT: 'production' | 'demo' | 'test';
  /** The public address, without a path. */
  readonly ORIGIN: string;
  readonly BETTER_AUTH_SECRET: string;
};
