/** One call as its client saw it. Times are those of one clock; `returned` is null where nobody heard what became of it. */
export type Recorded = {
  readonly record: string;
  readonly called: number;
  readonly returned: number | null;
} & (
  | { readonly is: 'read'; readonly version: number; readonly token: string }
  /** A change of `expected` that was acknowledged as `version`. */
  | { readonly is: 'won'; readonly expected: number; readonly version: number; readonly token: string }
  /** Refused because the version was another. */
  | { readonly is: 'stale'; readonly expected: number; readonly token: string }
  | { readonly is: 'in-doubt'; readonly expected: number; readonly token: string }
);

/** How a record stands when everything is over. */
export type End = { readonly version: number; readonly token: string; readonly eventVersions: readonly number[] };

type Write = Extract<Recorded, { expected: number }>;
type Seen = { token: string; at: number };

const expects = (call: Recorded): call is Write => call.is !== 'read';
/** The version a call proves to have been current when it took effect; for a change the one it made. */
const proven = (call: Recorded): number | undefined => ('version' in call ? call.version : undefined);

/** What each version was, as told by those who made or read it. */
function claims(calls: readonly Recorded[], end: End, found: string[]): Map<number, Seen> {
  const known = new Map<number, Seen>();
  const claim = (version: number, token: string, at: number) => {
    const before = known.get(version);
    if (before !== undefined && before.token !== token)
      found.push(`version ${version} is ${before.token} and ${token}`);
    known.set(version, { token, at: Math.min(at, before?.at ?? Infinity) });
  };
  for (const call of calls)
    if (call.is === 'read' || call.is === 'won') claim(call.version, call.token, call.returned ?? Infinity);
  claim(end.version, end.token, Infinity);
  return known;
}

/** For each version the call that may have made it, by its token or, where nobody saw it, because it fits. */
function makers(calls: readonly Recorded[], known: Map<number, Seen>, end: End, found: string[]): Map<number, Write> {
  const writes = calls.filter(expects);
  const made = new Map<number, Write>();
  for (let version = 2; version <= end.version; version += 1) {
    const token = known.get(version)?.token;
    const fitting = writes.filter((each) => each.expected === version - 1 && each.is !== 'stale');
    const maker =
      token === undefined
        ? fitting.filter((each) => each.is === 'in-doubt').toSorted((a, b) => a.called - b.called)[0]
        : fitting.find((each) => each.token === token);
    if (maker === undefined) found.push(`nobody made version ${version}${token === undefined ? '' : ` (${token})`}`);
    else made.set(version, maker);
  }
  return made;
}

/** Whether real time allows the order: nothing is seen before it was asked for, or unseen after somebody had seen it. */
function outOfTime(calls: readonly Recorded[], made: Map<number, Write>, end: End, found: string[]): void {
  /** By then the version, or a later one, was certainly there. */
  const certain: number[] = Array<number>(end.version + 2).fill(Infinity);
  certain[1] = -Infinity;
  for (const call of calls) {
    const version = proven(call);
    if (version !== undefined && version <= end.version)
      certain[version] = Math.min(certain[version] ?? Infinity, call.returned ?? Infinity);
  }
  for (let version = end.version; version > 1; version -= 1)
    certain[version] = Math.min(certain[version] ?? Infinity, certain[version + 1] ?? Infinity);
  const begun = (version: number) => made.get(version)?.called ?? Infinity;

  for (const call of calls) {
    const returned = call.returned ?? Infinity;
    const version = proven(call);
    if (version !== undefined && version > end.version) found.push(`version ${version} was there and is gone`);
    if (version !== undefined && version > 1 && returned < begun(version))
      found.push(`version ${version} was seen before anybody asked for it`);
    const base = call.is === 'won' ? call.expected : call.is === 'read' ? call.version : undefined;
    if (base !== undefined && (certain[base + 1] ?? Infinity) < call.called)
      found.push(`version ${base} was taken for the current one after version ${base + 1} had been there`);
    if (call.is === 'won' && call.version !== call.expected + 1)
      found.push(`a change of version ${call.expected} became version ${call.version}`);
    const always = call.is === 'stale' && (certain[call.expected] ?? Infinity) <= call.called && begun(call.expected + 1) >= returned; // prettier-ignore
    if (always) found.push(`version ${call.expected} was refused as stale while it was the current one`);
  }
}

/**
 * Everything that forbids a single order of the calls on one record: a register with versions, whose every change names the
 * version that it replaces. Empty means that a legal order exists.
 */
export function anomaliesOf(calls: readonly Recorded[], end: End): string[] {
  const found: string[] = [];
  const expectedVersions = Array.from({ length: end.version }, (_, n) => n + 1);
  if (JSON.stringify(end.eventVersions) !== JSON.stringify(expectedVersions))
    found.push(`the events are ${end.eventVersions.join()}, the version is ${end.version}`);
  const known = claims(calls, end, found);
  outOfTime(calls, makers(calls, known, end, found), end, found);
  return found;
}
