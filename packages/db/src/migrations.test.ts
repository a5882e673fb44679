import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';

const ROWS = 20;
type Column = { readonly name: string; readonly type: string };
type Table = { readonly name: string; readonly columns: readonly Column[]; readonly parents: Map<string, string> };
type Row = Record<string, unknown>;

/** An empty database of its own for each migration; `vitest.config.ts` binds them. */
const houseFor = (nth: number): D1Database =>
  (env as unknown as Record<string, D1Database>)[`HOUSE_${nth}`] as D1Database;

const all = async (d1: D1Database, sql: string): Promise<Row[]> => (await d1.prepare(sql).all<Row>()).results;

/** The tables as they stand, parents before those that refer to them. */
async function tablesOf(d1: D1Database): Promise<Table[]> {
  const names = (await all(d1, `SELECT name FROM sqlite_master WHERE type = 'table'`))
    .map((row) => String(row['name']))
    .filter((name) => !/^(_cf|d1_|sqlite_)/.test(name));
  const tables = await Promise.all(
    names.map(async (name) => {
      const columns = await all(d1, `SELECT name, type FROM pragma_table_info('${name}')`);
      const keys = await all(d1, `SELECT "from", "table" FROM pragma_foreign_key_list('${name}')`);
      const parents = new Map(keys.map((key) => [String(key['from']), String(key['table'])]));
      return { name, columns: columns as unknown as Column[], parents };
    }),
  );
  return tables.toSorted((a, b) => a.parents.size - b.parents.size);
}

/** The nth row of a table, different from every other in every column, with the columns that there were then. */
function rowOf({ name, columns, parents }: Table, nth: number): Row {
  return Object.fromEntries(
    columns.map((column) => {
      const parent = parents.get(column.name);
      if (parent !== undefined) return [column.name, `${parent}.id.${nth}`];
      return [column.name, /int/i.test(column.type) ? nth : `${name}.${column.name}.${nth}`];
    }),
  );
}

/** Inserts as a release does that names the columns it knows. */
function inserted(d1: D1Database, table: Table, row: Row): D1PreparedStatement {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  return d1
    .prepare(`INSERT INTO "${table.name}" (${columns.map((each) => `"${each}"`).join(', ')}) VALUES (${places})`)
    .bind(...Object.values(row));
}

/** Every row of the tables, in the columns that they had. */
async function contents(d1: D1Database, tables: readonly Table[]): Promise<Record<string, Row[]>> {
  const read = tables.map(async ({ name, columns }) => {
    const named = columns.map((each) => `"${each.name}"`).join(', ');
    return [name, await all(d1, `SELECT ${named} FROM "${name}" ORDER BY ${named}`)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

const later = env.MIGRATIONS.map(({ name }, nth) => [name, nth] as const).slice(1);

it('there is a migration after the first', () => {
  expect(later.length).toBeGreaterThan(0);
});

it.each(later)('%s leaves every row of a full house, and the release before it goes on writing', async (_, nth) => {
  const d1 = houseFor(nth);
  await applyD1Migrations(d1, env.MIGRATIONS.slice(0, nth));
  const old = await tablesOf(d1);
  expect(old.length).toBeGreaterThan(10);
  const fill = (from: number) =>
    d1.batch(
      old.flatMap((table) => Array.from({ length: ROWS }, (_, n) => inserted(d1, table, rowOf(table, from + n)))),
    );
  await fill(1);
  const before = await contents(d1, old);
  for (const { name } of old) expect(before[name], name).toHaveLength(ROWS);

  await applyD1Migrations(d1, env.MIGRATIONS.slice(0, nth + 1));
  expect(await contents(d1, old)).toEqual(before);

  await fill(1 + ROWS);
  const after = await contents(d1, old);
  for (const { name } of old) {
    expect(after[name], name).toHaveLength(2 * ROWS);
    expect(after[name], name).toEqual(expect.arrayContaining(before[name] ?? []));
  }
});

it.each(later)('%s changes nothing when one of its statements fails', async (_, nth) => {
  const d1 = houseFor(nth + env.MIGRATIONS.length);
  await applyD1Migrations(d1, env.MIGRATIONS.slice(0, nth));
  const schema = () => all(d1, `SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '%_cf%' ORDER BY name`);
  const before = await schema();
  const queries = env.MIGRATIONS[nth]?.queries ?? [];
  const failing = d1.batch([...queries, `SELECT json('not json')`].map((sql) => d1.prepare(sql)));
  await expect(failing).rejects.toThrow(/malformed JSON/);
  expect(await schema()).toEqual(before);
});
