import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request cost, by D1's own figures, and how many messages it may have left in the outbox. */
export type Cost = { queries: number; rowsRead: number; rowsWritten: number; milliseconds: number; messages: number };

const costs = new AsyncLocalStorage<Cost>();

/** Runs `work` and adds up what its D1 calls report. */
export function metered<T>(cost: Cost, work: () => T): T {
  return costs.run(cost, work);
}

/** An empty bill. */
export function noCost(): Cost {
  return { queries: 0, rowsRead: 0, rowsWritten: 0, milliseconds: 0, messages: 0 };
}

/** Notes that the running request left messages, so that somebody rings the bell when it is over. */
export function noteMessages(count: number): void {
  const cost = costs.getStore();
  if (cost !== undefined) cost.messages += count;
}

function add(meta: D1Meta & Record<string, unknown>): void {
  const cost = costs.getStore();
  if (cost === undefined) return;
  cost.queries += 1;
  cost.rowsRead += meta.rows_read ?? 0;
  cost.rowsWritten += meta.rows_written ?? 0;
  cost.milliseconds += meta.duration ?? 0;
}

class MeteredStatement {
  readonly inner: D1PreparedStatement;

  constructor(inner: D1PreparedStatement) {
    this.inner = inner;
  }

  bind(...values: unknown[]): MeteredStatement {
    return new MeteredStatement(this.inner.bind(...values));
  }

  async all<T>(): Promise<D1Result<T>> {
    const result = await this.inner.all<T>();
    add(result.meta);
    return result;
  }

  async run<T>(): Promise<D1Result<T>> {
    const result = await this.inner.run<T>();
    add(result.meta);
    return result;
  }

  async first(column?: string): Promise<unknown> {
    const row = (await this.all<Record<string, unknown>>()).results[0] ?? null;
    return column === undefined || row === null ? row : row[column];
  }

  /** D1's own `raw` reports no figures, so rows come through `all`: a query must not select two columns of one name. */
  async raw(): Promise<unknown[][]> {
    return (await this.all<Record<string, unknown>>()).results.map((row) => Object.values(row));
  }
}

/** The same database, with every answer's figures added to the bill of the running request. */
export function withMeter(d1: D1Database): D1Database {
  return {
    prepare: (sql: string) => new MeteredStatement(d1.prepare(sql)),
    batch: async (statements: MeteredStatement[]) => {
      const results = await d1.batch(statements.map((each) => each.inner));
      for (const result of results) add(result.meta);
      return results;
    },
    exec: (sql: string) => d1.exec(sql),
    withSession: (constraint?: string) => d1.withSession(constraint),
    dump: () => d1.dump(),
  } as unknown as D1Database;
}
