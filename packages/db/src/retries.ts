/**
 * Failures of D1 that pass by themselves, in its own words: those of which its list says to try again
 * (https://developers.cloudflare.com/d1/observability/debug-d1/#error-list). A timeout of the storage is not among them, and
 * an overloaded database is not helped by asking more.
 */
const PASSING = [
  'Network connection lost',
  'D1 DB reset because its code was updated',
  'Internal error while starting up D1 DB storage caused object to be reset',
  'Internal error in D1 DB storage caused object to be reset',
  'Cannot resolve D1 DB due to transient issue on remote node',
  'Replica disconnected from primary',
  "Can't read from request stream because client disconnected",
];

// What the query builder throws holds D1's own error as its cause.
const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error);

export const isPassing = (error: unknown): boolean => PASSING.some((words) => wordsOf(error).includes(words));

/** D1 has more waiting than it will get to; nothing of this was performed. */
export const isOverloaded = (error: unknown): boolean => wordsOf(error).includes('D1 DB is overloaded');

/** What is waited before the second and the third try, in milliseconds, with up to as much again so that callers part. */
const WAITS = [20, 80] as const;
/** Whoever has waited this long already is told, not made to wait again. */
const LONGEST = 5_000;

const jittered = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds * (1 + Math.random())));

/** Does again what does no harm twice, a reading or the same note, two times at most. */
export async function again<T>(harmless: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  for (const wait of WAITS) {
    try {
      return await harmless();
    } catch (error) {
      if (!isPassing(error) || performance.now() - startedAt > LONGEST) throw error;
      await jittered(wait);
    }
  }
  return harmless();
}

/**
 * Performs a batch that can stand only once. A lost reply does not say whether it stood, so the database is asked: if it did,
 * its outcome is the answer; if not, the very same batch is sent once more; when the question fails too, nobody knows and the
 * failure is told.
 */
export async function once<T>(batch: () => Promise<T>, stood: () => Promise<T | undefined>): Promise<T> {
  const startedAt = performance.now();
  let passed: unknown;
  try {
    return await batch();
  } catch (error) {
    if (!isPassing(error)) throw error;
    passed = error;
    await jittered(WAITS[0]);
    const outcome = await stood().catch(() => {
      throw error;
    });
    if (outcome !== undefined) return outcome;
    if (performance.now() - startedAt > LONGEST) throw error;
  }
  try {
    return await batch();
  } catch (error) {
    // The first one may have arrived late and be what this one ran into; as long as that is not known, nobody is told no.
    const outcome = await stood().catch(() => {
      throw passed;
    });
    if (outcome === undefined) throw error;
    return outcome;
  }
}

/** Whether a statement can change nothing, by D1's own rule: it begins as a reading, and no word of it writes. */
const onlyReads = (sql: string): boolean =>
  /^\s*(?:SELECT|WITH|EXPLAIN)\b/i.test(sql) && !/\b(?:INSERT|UPDATE|DELETE|REPLACE)\b(?!\s*\()/i.test(sql);

class RetriedStatement {
  readonly inner: D1PreparedStatement;
  readonly #reads: boolean;

  constructor(inner: D1PreparedStatement, reads: boolean) {
    this.inner = inner;
    this.#reads = reads;
  }

  bind(...values: unknown[]): RetriedStatement {
    return new RetriedStatement(this.inner.bind(...values), this.#reads);
  }

  all<T>(): Promise<D1Result<T>> {
    return this.#reads ? again(() => this.inner.all<T>()) : this.inner.all<T>();
  }

  run<T>(): Promise<D1Result<T>> {
    return this.inner.run<T>();
  }
}

/** The same database, whose readings are asked again when they fail in passing. Writes go through as they are: see `once`. */
export function withRetries(d1: D1Database): D1Database {
  return {
    prepare: (sql: string) => new RetriedStatement(d1.prepare(sql), onlyReads(sql)),
    batch: (statements: RetriedStatement[]) => d1.batch(statements.map((each) => each.inner)),
    exec: (sql: string) => d1.exec(sql),
    withSession: (constraint?: string) => d1.withSession(constraint),
    dump: () => d1.dump(),
  } as unknown as D1Database;
}
