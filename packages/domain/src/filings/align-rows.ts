type Row = Readonly<Record<string, unknown>>;

/** Lists whose rows carry a name of their own, and what it is called. */
const NAMED: Readonly<Record<string, string>> = { members: 'id', mechanisms: 'kind' };

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Whether two values of a draft are the same; what is empty is the same as what is not there. */
export function isSame(a: unknown, b: unknown): boolean {
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  const [one, other] = [a as Row, b as Row];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => isSame(one[key], other[key]));
}

/** How much of a text stayed as it was at both its ends, from 0 to 1. */
function textLikeness(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return (start + end) / Math.max(a.length, b.length);
}

/** How much two rows have in common, from 0 to 1. */
function likeness(a: Row, b: Row): number {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => !isBlank(a[key]) || !isBlank(b[key]),
  );
  if (keys.length === 0) return 1;
  const total = keys.reduce((sum, key) => {
    const [one, other] = [a[key], b[key]];
    if (isSame(one, other)) return sum + 1;
    return typeof one === 'string' && typeof other === 'string' ? sum + textLikeness(one, other) : sum;
  }, 0);
  return total / keys.length;
}

/** A row taken out or put in costs so much; one written over from end to end costs 1, less than out and in together. */
const GAP = 0.55;

function byContent(base: readonly Row[], side: readonly Row[]): (number | undefined)[] {
  const [rows, columns] = [base.length, side.length];
  const cost = Array.from({ length: rows + 1 }, (_, i) =>
    Array.from({ length: columns + 1 }, (__, j) => (i === 0 ? j * GAP : j === 0 ? i * GAP : 0)),
  );
  const at = (i: number, j: number): number => cost[i]?.[j] ?? 0;
  const change = (i: number, j: number): number =>
    at(i - 1, j - 1) + 1 - likeness(base[i - 1] ?? {}, side[j - 1] ?? {});
  for (let i = 1; i <= rows; i += 1)
    for (let j = 1; j <= columns; j += 1)
      (cost[i] ?? [])[j] = Math.min(change(i, j), at(i - 1, j) + GAP, at(i, j - 1) + GAP);
  const found: (number | undefined)[] = base.map(() => undefined);
  for (let i = rows, j = columns; i > 0 && j > 0;) {
    if (at(i, j) === change(i, j)) found[(i -= 1)] = j -= 1;
    else if (at(i, j) === at(i - 1, j) + GAP) i -= 1;
    else j -= 1;
  }
  return found;
}

/**
 * Where each row of `base` is in `side`. Members are found by their id and mechanisms by their kind. Topics, milestones, money and
 * contributions have no name of their own: they are found by what stands in them and by their order, as the cheapest way in which
 * one list became the other.
 */
export function alignRows(list: string, base: readonly Row[], side: readonly Row[]): (number | undefined)[] {
  const name = NAMED[list];
  if (name === undefined) return byContent(base, side);
  return base.map((row) => {
    const found = side.findIndex((each) => each[name] === row[name]);
    return found < 0 ? undefined : found;
  });
}

/** Whether a list's rows are found by name, so that their order says nothing. */
export const isNamed = (list: string): boolean => list in NAMED;
