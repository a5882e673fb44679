import { getTableName, type Column, type GetColumnData } from 'drizzle-orm';

// D1 hands rows over cell by cell through several processes; for the pages that everybody reads that is most of their cost.
// So those rows are put into one JSON text by the database itself.

type Columns = Readonly<Record<string, Column>>;
type Line<T extends Columns> = { [Name in keyof T]: GetColumnData<T[Name]> };

const isPlain = ({ dataType }: Column): boolean => dataType === 'string' || dataType === 'number';

/** How some columns of a table become a JSON array in SQL, and a record again. */
export function linesOf<T extends Columns>(columns: T) {
  const named = Object.entries(columns).map(([name, column], at) => ({ name, column, at, plain: isPlain(column) }));
  const cells = named.map(({ column }) => `"${getTableName(column.table)}"."${column.name}"`).join(', ');
  const record = (values: readonly unknown[]) => {
    const made: Record<string, unknown> = {};
    for (const { name, column, at, plain } of named) {
      const value = values[at];
      made[name] = plain || value === null ? value : column.mapFromDriverValue(value);
    }
    return made as Line<T>;
  };
  return {
    /** The expression that makes the array. */
    array: `json_array(${cells})`,
    /** The array of a record, as SQL would have made it. */
    write: (given: Line<T>): string =>
      JSON.stringify(
        named.map(({ name, column }) => (given[name] === null ? null : column.mapToDriverValue(given[name]))),
      ),
    /** The record of such an array. */
    record,
    /** The record of such an array as text. */
    read: (line: string): Line<T> => record(JSON.parse(line) as unknown[]),
    /** The records of many, joined to one array. */
    readAll: (lines: string): Line<T>[] => (JSON.parse(lines) as unknown[][]).map(record),
  };
}

/** The statement whose one cell, `lines`, holds every `line` of a select, in its order if it has a limit. */
export const inOneText = (select: string): string =>
  `SELECT '[' || coalesce(group_concat(line), '') || ']' AS lines FROM (${select})`;
