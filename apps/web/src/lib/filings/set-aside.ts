import { alignRows, type MergeConflict } from '@lianchuang/domain/filings';

type Fields = Record<string, unknown>;
type Path = readonly string[];

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const rowsOf = (value: unknown): Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);
/** The paths that lead through one key, without it. */
const through = (paths: readonly Path[], key: string): Path[] =>
  paths.flatMap(([first, ...rest]) => (first === key ? [rest] : []));

/**
 * What can be sent when some fields cannot: those stay as the server has them, and a new row that holds one waits. So one field
 * that is wrong keeps nothing else from being saved.
 */
export function holdBack(value: unknown, theirs: unknown, paths: readonly Path[], list = ''): unknown {
  if (paths.some((path) => path.length === 0)) return theirs;
  if (Array.isArray(value)) {
    const found = alignRows(list, rowsOf(theirs), rowsOf(value));
    return value.flatMap((row, at) => {
      const held = through(paths, String(at));
      if (held.length === 0) return [row];
      const was = rowsOf(theirs)[found.indexOf(at)];
      return was === undefined ? [] : [holdBack(row, was, held)];
    });
  }
  if (!isFields(value)) return value;
  const was = isFields(theirs) ? theirs : {};
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const held = through(paths, key);
      return [key, held.length === 0 ? each : holdBack(each, was[key], held, key)];
    }),
  );
}

type Open = { path: Path; base: unknown };

/** What the server has now, but with what is in dispute as it was before both sides changed it: so that it stays in dispute. */
export function keepOpen(now: unknown, value: unknown, conflicts: readonly MergeConflict[]): unknown {
  const open = conflicts.map(({ pointer, base }) => ({ path: pointer.split('/').slice(1), base }));
  return withBase(now, value, open, '');
}

function withBase(now: unknown, value: unknown, open: readonly Open[], list: string): unknown {
  if (open.length === 0) return now;
  const [whole] = open.filter(({ path }) => path.length === 0);
  if (whole !== undefined) return whole.base;
  const inside = (key: string) =>
    open.filter(({ path }) => path[0] === key).map(({ path, base }) => ({ path: path.slice(1), base }));
  if (Array.isArray(now)) return rowsWithBase(rowsOf(now), rowsOf(value), inside, list);
  if (!isFields(now) || !isFields(value)) return now;
  const keys = [...new Set([...Object.keys(now), ...open.flatMap(({ path }) => path[0] ?? [])])];
  return Object.fromEntries(keys.map((key) => [key, withBase(now[key], value[key], inside(key), key)]));
}

function rowsWithBase(now: Fields[], value: Fields[], inside: (key: string) => Open[], list: string): unknown[] {
  const found = alignRows(list, value, now);
  const rows: unknown[] = [...now];
  const gone: [number, unknown][] = [];
  value.forEach((row, at) => {
    const open = inside(String(at));
    const there = found[at];
    if (open.length === 0) return;
    if (there !== undefined) rows[there] = withBase(now[there], row, open, '');
    // Taken out by the other side: it has to be known as a row that was there.
    else if (open[0]?.base !== undefined) gone.push([at, open[0].base]);
  });
  for (const [at, base] of gone) rows.splice(Math.min(at, rows.length), 0, base);
  return rows;
}
