import { parseUscc } from '../identifiers/index.ts';
import { kindFromWords, plainWords as plain, positionFromWords } from '../organizations/index.ts';

export const TABLE_FIELDS = ['uscc', 'name', 'kind', 'chainPosition', 'duties'] as const;
export type TableField = (typeof TABLE_FIELDS)[number];

/** What a table says about one organization, as it is written there. */
export type TableRow = {
  /** Counted from 1, the heading included, as a spreadsheet counts. */
  readonly row: number;
  readonly given: Readonly<Record<TableField, string>>;
};
export type MemberTable = {
  readonly rows: readonly TableRow[];
  /** Which heading or column each field was found under; a field that no column holds is left out. */
  readonly columns: Readonly<Partial<Record<TableField, string>>>;
  /** Headings of columns that hold nothing a member is asked for. */
  readonly unused: readonly string[];
};

const HEADINGS: Readonly<Record<TableField, RegExp>> = {
  uscc: /信用代码|机构代码|^代码$|usci|uscc|credit ?code/,
  chainPosition: /产业链|链上|环节|位置|上下游|chain|position/,
  duties: /任务|分工|职责|承担|dut(y|ies)|task/,
  kind: /类型|性质|类别|种类|kind|type/,
  name: /名称|单位|企业|机构|公司|成员|name|organi[sz]ation/,
};

type Columns = Partial<Record<TableField, number>>;

/** A first row that names columns; a row that holds a credit code is none. */
function headed(first: readonly string[]): Columns | null {
  if (first.some((cell) => parseUscc(cell).ok)) return null;
  const columns: Columns = {};
  for (const field of ['uscc', 'chainPosition', 'duties', 'kind', 'name'] as const) {
    const at = first.findIndex(
      (cell, index) => !Object.values(columns).includes(index) && HEADINGS[field].test(plain(cell)),
    );
    if (at >= 0) columns[field] = at;
  }
  return columns.uscc !== undefined || (columns.name !== undefined && Object.keys(columns).length > 1) ? columns : null;
}

const looksLikeCode = (cell: string): boolean => /^[0-9a-z]{15,20}$/.test(plain(cell));

/** Without a heading each column is what most of its cells are. */
function guessed(rows: readonly (readonly string[])[]): Columns {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const share = (index: number, is: (cell: string) => boolean): number => {
    const cells = rows.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
    return cells.length === 0 ? 0 : cells.filter(is).length / cells.length;
  };
  const left = Array.from({ length: width }, (_, index) => index);
  const take = (is: (cell: string) => boolean): number | undefined => {
    const best = [...left].sort((a, b) => share(b, is) - share(a, is))[0];
    if (best === undefined || share(best, is) <= 0.5) return undefined;
    left.splice(left.indexOf(best), 1);
    return best;
  };
  const isNumber = (cell: string) => /^\d{1,4}[.、]?$/.test(plain(cell));
  const found = {
    uscc: take(looksLikeCode),
    chainPosition: take((cell) => typeof positionFromWords(cell) === 'string'),
    kind: take((cell) => cell.length <= 8 && kindFromWords(cell) !== null),
    number: take(isNumber),
    name: take((cell) => /\p{L}/u.test(cell)),
    duties: take((cell) => /\p{L}/u.test(cell)),
  };
  const { number: _, ...columns } = found;
  return Object.fromEntries(Object.entries(columns).filter(([, at]) => at !== undefined)) as Columns;
}

const COLUMN = (index: number): string => String.fromCharCode(65 + (index % 26));

/**
 * Reads the cells of a spreadsheet as a list of members: columns in any order, by the heading where there is one. Rows without a
 * word are left out; nothing else is, however wrong.
 */
export function readMemberTable(cells: readonly (readonly string[])[]): MemberTable {
  const numbered = cells
    .map((row, index) => ({ row: index + 1, cells: row }))
    .filter((each) => each.cells.some((cell) => cell.trim() !== ''));
  const first = numbered[0]?.cells ?? [];
  const heading = headed(first);
  const body = heading === null ? numbered : numbered.slice(1);
  const columns = heading ?? guessed(body.map((each) => each.cells));
  const used = new Set(Object.values(columns));
  const filled = (index: number) => body.some((each) => (each.cells[index] ?? '').trim() !== '');
  const width = Math.max(0, ...body.map((each) => each.cells.length));
  const isSerial = (index: number) =>
    /^(序号|编号|no\.?|#)$/.test(plain(first[index] ?? '')) ||
    body.every((each) => /^\d{0,4}[.、]?$/.test(plain(each.cells[index] ?? '')));
  const name = (index: number) => (heading === null ? COLUMN(index) : (first[index] ?? '').trim() || COLUMN(index));
  return {
    rows: body.map((each) => ({
      row: each.row,
      given: Object.fromEntries(
        TABLE_FIELDS.map((field) => [field, (each.cells[columns[field] ?? -1] ?? '').trim()]),
      ) as Record<TableField, string>,
    })),
    columns: Object.fromEntries(Object.entries(columns).map(([field, at]) => [field, name(at)])),
    unused: Array.from({ length: width }, (_, index) => index)
      .filter((index) => !used.has(index) && filled(index) && !isSerial(index))
      .map(name),
  };
}
