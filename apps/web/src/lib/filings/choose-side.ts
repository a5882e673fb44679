import { isSame, mergeDrafts, type MergeConflict } from '@lianchuang/domain/filings';
import { keepOpen } from './set-aside.ts';

export type Side = 'mine' | 'theirs';
type Draft<T> = { base: unknown; mine: T; theirs: T };

/** Without the row of a list, found by what stands in it. */
function withoutRow(value: unknown, [first, ...rest]: readonly string[], row: unknown): unknown {
  if (Array.isArray(value)) {
    if (rest.length > 0) return value.map((each, at) => (String(at) === first ? withoutRow(each, rest, row) : each));
    const at = value.findIndex((each) => isSame(each, row));
    return value.filter((_, index) => index !== at);
  }
  if (first === undefined || typeof value !== 'object' || value === null) return value;
  return { ...value, [first]: withoutRow((value as Record<string, unknown>)[first], rest, row) };
}

/**
 * Settles one thing that was in dispute. Whatever is chosen, what the other side wrote counts as seen from then on: one's own text
 * is then a change of it and no longer stands against it.
 */
export function chooseSide<T>(
  { base, mine, theirs }: Draft<T>,
  chosen: Pick<MergeConflict, 'pointer' | 'mine' | 'theirs'>,
  side: Side,
): { base: unknown; mine: T } {
  const { value, conflicts } = mergeDrafts(base, mine, theirs);
  // Rows may have moved since; the place comes first, what the other side wrote there second.
  const isMeant = (each: MergeConflict) => isSame(each.theirs, chosen.theirs);
  const meant = conflicts.find((each) => each.pointer === chosen.pointer && isMeant(each)) ?? conflicts.find(isMeant);
  const seen = keepOpen(
    theirs,
    value,
    conflicts.filter((each) => each !== meant),
  );
  if (meant !== undefined) {
    const settled = mergeDrafts(base, mine, theirs, (each) =>
      each.pointer === meant.pointer ? each[side] : (each.mine ?? each.theirs),
    );
    return { base: seen, mine: settled.value };
  }
  // A row that one took out oneself came back, because somebody had written in it.
  const isGone = chosen.mine === undefined && side === 'mine';
  const path = chosen.pointer.split('/').slice(1);
  return { base: seen, mine: isGone ? (withoutRow(value, path, chosen.theirs) as T) : value };
}
