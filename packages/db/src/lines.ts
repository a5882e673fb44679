import { getTableName, type Column, type GetColumnData } from 'drizzle-orm';

type Columns = Readonly<Record<string, Column>>;
type Line<T extends Columns> = { [Name in keyof T]: GetColumnData<T[Name]> };

/**
 * Some columns of a table as one JSON text per row. D1 hands every cell over by itself, and for the pages that everybody reads
 * that is most of the work: a text per row takes a third of it.
 */
export function linesOf<T extends Columns>(columns: T) {
  const named = Object.entries(columns);
  const cells = named.map(([, column]) => `"${getTableName(column.table)}"."${column.name}"`).join(', ');
  const record = (values: readonly unknown[]) =>
    Object.fromEntries(
      named.map(([name, column], at) => [name, values[at] === null ? null : column.mapFromDriverValue(values[at])]),
    ) as Line<T>;
  return {
    /** The expression to select. */
    array: `json_array(${cells})`,
    /** The record of a selected text. */
    read: (line: string): Line<T> => record(JSON.parse(line) as unknown[]),
    /** The records of a text that `json_group_array` made of many. */
    readAll: (lines: string): Line<T>[] => (JSON.parse(lines) as unknown[][]).map(record),
  };
}
