import { alignRows, isNamed, isSame } from './align-rows.ts';

type Fields = Record<string, unknown>;

/** One field, or one row, that both sides changed in different ways. Undefined is what is not there, as a row taken out. */
export type MergeConflict = {
  /** Where it stands in the merged value. */
  readonly pointer: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
};

export type Merged<T> = { readonly value: T; readonly conflicts: readonly MergeConflict[] };

/** What to put where both sides changed the same; undefined leaves a row out. */
export type Settle = (conflict: MergeConflict) => unknown;

/** Until somebody chooses: one’s own, and what either side still has. */
const keepMine: Settle = ({ mine, theirs }) => mine ?? theirs;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRows = (value: unknown): value is Fields[] => Array.isArray(value) && value.every(isFields);

type Row = { base?: Fields; mine?: Fields; theirs?: Fields };

/** All rows of three lists in one order: where the base has them, new ones after what they followed, theirs first. */
function rowsOf(list: string, base: Fields[], mine: Fields[], theirs: Fields[]): Row[] {
  const [inMine, inTheirs] = [alignRows(list, base, mine), alignRows(list, base, theirs)];
  const common = base.map((row, at) => {
    const [own, other] = [mine[inMine[at] ?? -1], theirs[inTheirs[at] ?? -1]];
    return { base: row, ...(own && { mine: own }), ...(other && { theirs: other }) };
  });
  const added = (side: Fields[], found: (number | undefined)[]) => {
    const known = new Set(found);
    return side.flatMap((row, at) => {
      if (known.has(at)) return [];
      const after = found.filter((each) => each !== undefined && each < at).length;
      return [{ row, gap: isNamed(list) ? base.length : gapAfter(found, after) }];
    });
  };
  const theirNew = added(theirs, inTheirs).map(({ row, gap }) => ({ gap, row: { theirs: row } as Row }));
  const myNew = added(mine, inMine).flatMap(({ row, gap }) => {
    // The same row from both is one row: what was sent before and not answered comes back like this.
    const twin = theirNew.find((each) => each.row.mine === undefined && isTwin(list, each.row.theirs, row));
    if (twin === undefined) return [{ gap, row: { mine: row } as Row }];
    twin.row.mine = row;
    return [];
  });
  const inGap = (gap: number) => [...theirNew, ...myNew].filter((each) => each.gap === gap).map((each) => each.row);
  const ordered = [...common.flatMap((row, at) => [...inGap(at), row]), ...inGap(base.length)];
  if (!isNamed(list)) return ordered;
  const place = ({ theirs: row }: Row) => (row === undefined ? theirs.length : theirs.indexOf(row));
  return ordered.sort((a, b) => place(a) - place(b));
}

/** The gap behind the row of the base that is the `count`-th still found. */
function gapAfter(found: readonly (number | undefined)[], count: number): number {
  let seen = 0;
  for (const [at, each] of found.entries()) {
    if (seen === count) return at;
    if (each !== undefined) seen += 1;
  }
  return found.length;
}

const isTwin = (list: string, a: Fields | undefined, b: Fields): boolean =>
  a !== undefined && (isNamed(list) ? alignRows(list, [a], [b])[0] === 0 : isSame(a, b));

/**
 * Brings together what two sides made of the same draft, field by field. What only one side changed is taken; what both changed in
 * different ways is a conflict that names both, and so is a row that one took out while the other wrote in it. Nothing is dropped
 * without that. A field that neither `base` nor `mine` names is theirs, so that a change may be sent alone.
 */
export function mergeDrafts<T>(base: unknown, mine: unknown, theirs: T, settle: Settle = keepMine): Merged<T> {
  const conflicts: MergeConflict[] = [];

  function disagree(pointer: string, was: unknown, own: unknown, other: unknown): unknown {
    const conflict = { pointer, base: was, mine: own, theirs: other };
    conflicts.push(conflict);
    return settle(conflict);
  }

  function mergeRow(pointer: string, { base: was, mine: own, theirs: other }: Row): unknown {
    if (own !== undefined && other !== undefined) return merge(pointer, was ?? {}, own, other);
    const left = own ?? other;
    if (was === undefined || left === undefined) return left;
    return isSame(was, left) ? undefined : disagree(pointer, was, own, other);
  }

  function mergeRows(pointer: string, was: unknown, own: Fields[], other: Fields[]): unknown[] {
    let at = 0;
    return rowsOf(pointer.slice(pointer.lastIndexOf('/') + 1), isRows(was) ? was : [], own, other).flatMap((row) => {
      const before = conflicts.length;
      const merged = mergeRow(`${pointer}/${at}`, row);
      // A row in dispute has its place whatever is settled, so that pointers mean the same each time.
      if (merged !== undefined || conflicts.length > before) at += 1;
      return merged === undefined ? [] : [merged];
    });
  }

  function merge(pointer: string, was: unknown, own: unknown, other: unknown): unknown {
    if (isFields(own) && isFields(other)) {
      const before = isFields(was) ? was : {};
      const keys = [...new Set([...Object.keys(other), ...Object.keys(own)])];
      const merged = keys.map((key) => [key, merge(`${pointer}/${key}`, before[key], own[key], other[key])] as const);
      return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
    }
    if (isRows(own) && isRows(other)) return mergeRows(pointer, was, own, other);
    if (isSame(own, other)) return own ?? other;
    if (isSame(was, other)) return own;
    return isSame(was, own) ? other : disagree(pointer, was, own, other);
  }

  return { value: merge('', base, mine, theirs) as T, conflicts };
}

/** The part of a draft that was changed, before and after: what has to be sent so that the rest may be left out. */
export function changedPart(base: unknown, mine: unknown): { base: unknown; mine: unknown } {
  if (!isFields(base) || !isFields(mine)) return { base, mine };
  const [before, after]: [Fields, Fields] = [{}, {}];
  for (const key of new Set([...Object.keys(base), ...Object.keys(mine)])) {
    if (isSame(base[key], mine[key])) continue;
    [before[key], after[key]] = changedList(key, base[key], mine[key]);
  }
  return { base: before, mine: after };
}

function changedList(list: string, base: unknown, mine: unknown): [unknown, unknown] {
  if (!isNamed(list) || !isRows(base) || !isRows(mine)) return [base, mine];
  const found = alignRows(list, base, mine);
  const same = new Set(
    base.flatMap((row, at) => (isSame(row, mine[found[at] ?? -1]) ? [row, mine[found[at] ?? -1]] : [])),
  );
  return [base.filter((row) => !same.has(row)), mine.filter((row) => !same.has(row))];
}
