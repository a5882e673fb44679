import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anomaliesOf, type End, type Recorded } from './history.ts';

type Loose = Partial<Recorded> & Record<string, unknown>;
const read = (called: number, version: number, token: string): Loose => ({ is: 'read', called, version, token });
const won = (called: number, expected: number, token: string): Loose => ({ is: 'won', called, expected, version: expected + 1, token }); // prettier-ignore
const stale = (called: number, expected: number): Loose => ({ is: 'stale', called, expected, token: 'x' });
const inDoubt = (called: number, expected: number, token: string): Loose => ({ is: 'in-doubt', called, expected, token, returned: null }); // prettier-ignore
/** Each call takes ten ticks unless it says otherwise. */
const history = (...calls: Loose[]): Recorded[] =>
  calls.map((each) => ({ record: 'r', returned: (each.called ?? 0) + 10, ...each }) as Recorded);
const ends = (version: number, token: string): End => ({
  version,
  token,
  eventVersions: Array.from({ length: version }, (_, n) => n + 1),
});

const LEGAL: [string, Recorded[], End][] = [
  ['one after the other', history(won(0, 1, 'a'), read(20, 2, 'a'), won(40, 2, 'b')), ends(3, 'b')],
  ['two at once, one refused', history(won(0, 1, 'a'), stale(5, 1)), ends(2, 'a')],
  ['an old value read while the change is under way', history(won(0, 1, 'a'), read(5, 1, '')), ends(2, 'a')],
  ['an unanswered change that was done', history(inDoubt(0, 1, 'a'), read(20, 2, 'a')), ends(2, 'a')],
  ['an unanswered change that was not done', history(inDoubt(0, 1, 'a'), read(20, 1, '')), ends(1, '')],
  ['an unanswered change that nobody saw', history(inDoubt(0, 1, 'a'), won(20, 2, 'b')), ends(3, 'b')],
  ['refused because of an unanswered change', history(inDoubt(0, 1, 'a'), stale(20, 1)), ends(2, 'a')],
];
for (const [name, calls, end] of LEGAL)
  test(`legal: ${name}`, () => {
    assert.deepEqual(anomaliesOf(calls, end), []);
  });

const ILLEGAL: [string, Recorded[], End][] = [
  ['two winners of one version', history(won(0, 1, 'a'), won(5, 1, 'b')), ends(2, 'b')],
  ['an acknowledged change that is gone', history(won(0, 1, 'a')), ends(1, '')],
  ['an acknowledged change under another’s name', history(won(0, 1, 'a')), ends(2, 'b')],
  ['a change that nobody asked for', history(read(0, 1, '')), ends(2, 'ghost')],
  ['a refused change that was done', history({ ...stale(0, 1), token: 'a' }), ends(2, 'a')],
  ['an old value read after the new one', history(won(0, 1, 'a'), read(5, 2, 'a'), read(20, 1, '')), ends(2, 'a')],
  ['a value read before it was written', history(read(0, 2, 'a'), won(20, 1, 'a')), ends(2, 'a')],
  ['refused although nothing else was written', history(stale(0, 1)), ends(1, '')],
  ['refused before the other change began', history(stale(0, 1), won(20, 1, 'a')), ends(2, 'a')],
  ['a version without its event', history(won(0, 1, 'a')), { ...ends(2, 'a'), eventVersions: [1] }],
  ['an event twice', history(won(0, 1, 'a')), { ...ends(2, 'a'), eventVersions: [1, 2, 2] }],
];
for (const [name, calls, end] of ILLEGAL)
  test(`found: ${name}`, () => {
    assert.notDeepEqual(anomaliesOf(calls, end), []);
  });
