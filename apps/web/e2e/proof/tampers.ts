export type Row = Record<string, unknown> & { subject?: string; version?: number; hash: string; leaf: number | null };

const swapped = (rows: readonly Row[], at: number): Row[] => {
  const other = at === 0 ? 1 : at - 1;
  return rows.map((row, nth) => (nth === at ? rows[other] : nth === other ? rows[at] : row)) as Row[];
};
const altered = (row: Row): Row =>
  row['content'] === null
    ? { ...row, at: Number(row['at']) + 1 }
    : { ...row, content: { ...(row['content'] as object), payload: { forged: true } } };
/** A row that was never written, made to look as if it belonged. */
const forged = (row: Row): Row => ({
  ...row,
  id: 'evt_forged',
  hash: row.hash.startsWith('0') ? `1${row.hash.slice(1)}` : `0${row.hash.slice(1)}`,
});

/** What somebody with the file in hand might do to row `at`. */
export const TAMPERS: Readonly<Record<string, (rows: readonly Row[], at: number) => Row[]>> = {
  altered: (rows, at) => rows.map((row, nth) => (nth === at ? altered(row) : row)),
  removed: (rows, at) => rows.toSpliced(at, 1),
  inserted: (rows, at) => rows.toSpliced(at, 0, forged(rows[at] as Row)),
  reordered: swapped,
  'cut off there': (rows, at) => rows.slice(0, at),
};
