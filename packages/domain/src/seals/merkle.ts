/** SHA-256 as the caller's platform offers it: bytes in, 32 bytes out. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

/** A perfect subtree: the `position`-th of its level, which covers 2^level leaves. Once all its leaves exist it never changes. */
export type TreeNode = { readonly level: number; readonly position: number };

/** Leaves from `begin` up to, not including, `end`. */
export type LeafRange = { readonly begin: number; readonly end: number };

const joined = (prefix: number, parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

/** The hash of one leaf (RFC 6962 §2.1: prefix 0). */
export const leafHash = (digest: Digest, data: Uint8Array): Uint8Array => digest(joined(0, [data]));

/** The hash of two subtrees side by side (RFC 6962 §2.1: prefix 1). */
export const nodeHash = (digest: Digest, left: Uint8Array, right: Uint8Array): Uint8Array =>
  digest(joined(1, [left, right]));

/** The largest power of two below `size`, where RFC 6962 divides a tree of that many leaves; `size` is at least 2. */
function division(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** The perfect subtrees that cover a range, left to right; the range begins where a tree of RFC 6962 may be divided. */
export function nodesOf({ begin, end }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  let at = begin;
  while (at < end) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    nodes.push({ level, position: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The hash of a range from the hashes of its perfect subtrees, left to right; of no leaves it is the hash of nothing. */
export function rangeHash(digest: Digest, hashes: readonly Uint8Array[]): Uint8Array {
  const [last, ...others] = hashes.toReversed();
  return last === undefined
    ? digest(new Uint8Array())
    : others.reduce((right, left) => nodeHash(digest, left, right), last);
}

/** The ranges whose hashes prove that leaf `leaf` stands in the tree of `size` leaves, nearest first (RFC 6962 §2.1.1). */
export function inclusionRanges(leaf: number, size: number): LeafRange[] {
  const path = (begin: number, end: number): LeafRange[] => {
    if (end - begin === 1) return [];
    const middle = begin + division(end - begin);
    return leaf < middle
      ? [...path(begin, middle), { begin: middle, end }]
      : [...path(middle, end), { begin, end: middle }];
  };
  return path(0, size);
}

/** The ranges whose hashes prove that the tree of `size` leaves begins with the tree of `earlier` leaves (RFC 6962 §2.1.2). */
export function consistencyRanges(earlier: number, size: number): LeafRange[] {
  const path = (begin: number, end: number, whole: boolean): LeafRange[] => {
    if (earlier === end) return whole ? [] : [{ begin, end }];
    const middle = begin + division(end - begin);
    return earlier <= middle
      ? [...path(begin, middle, whole), { begin: middle, end }]
      : [...path(middle, end, false), { begin, end: middle }];
  };
  return earlier === 0 || earlier >= size ? [] : path(0, size, true);
}

/**
 * Appends leaves: every perfect subtree that became complete, leaves included, with its hash. `known` answers the hash of a
 * subtree that stood before.
 */
export function completedNodes(
  digest: Digest,
  size: number,
  leaves: readonly Uint8Array[],
  known: (node: TreeNode) => Uint8Array,
): (TreeNode & { readonly hash: Uint8Array })[] {
  const made: (TreeNode & { readonly hash: Uint8Array })[] = [];
  let first = size;
  let row: readonly Uint8Array[] = leaves;
  for (let level = 0; row.length > 0; level += 1) {
    made.push(...row.map((hash, nth) => ({ level, position: first + nth, hash })));
    const whole = first % 2 === 0 ? row : [known({ level, position: first - 1 }), ...row];
    first = Math.floor(first / 2);
    row = Array.from({ length: Math.floor(whole.length / 2) }, (_, nth) =>
      nodeHash(digest, whole[2 * nth] as Uint8Array, whole[2 * nth + 1] as Uint8Array),
    );
  }
  return made;
}
