import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fenFromWan,
  findJurisdiction,
  findTransition,
  ID_PREFIXES,
  idOf,
  isIdOf,
  JURISDICTIONS,
  ok,
  refuse,
  stateAfter,
  wanFromFen,
  withAncestors,
  withDescendants,
  type IdKind,
  type Transition,
} from './index.ts';

describe('results', () => {
  test('a value passes, a refusal carries its facts', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(refuse({ code: 'not-allowed', action: 'x' })).toEqual({
      ok: false,
      refusal: { code: 'not-allowed', action: 'x' },
    });
  });
});

describe('money in 万元', () => {
  test.each([
    ['0', 0],
    ['1', 1_000_000],
    ['0.000001', 1],
    ['123,456', 123_456_000_000],
    ['1234.5600000', 1_234_560_000],
    ['１２．５', 12_500_000],
    ['1，000', 1_000_000_000],
    [' 12 ', 12_000_000],
    ['10000000', 10_000_000_000_000],
  ])('%j is %i fen', (given, fen) => {
    expect(fenFromWan(given)).toEqual(ok(fen));
  });

  test.each(['', '-1', '1.', '.5', '1e3', '1.2.3', '12万', 'NaN', '1234567890123', '０x10'])(
    '%j is no amount',
    (given) => {
      expect(fenFromWan(given)).toEqual(refuse({ code: 'money.malformed', given }));
    },
  );

  test('a fraction of a fen is too precise', () => {
    expect(fenFromWan('0.0000001')).toEqual(refuse({ code: 'money.too-precise', given: '0.0000001' }));
  });

  test.each(['10000000.000001', '999999999999'])('%s is more than a filing may name', (given) => {
    expect(fenFromWan(given)).toEqual(refuse({ code: 'money.out-of-range', given, most: 10_000_000_000_000 }));
  });

  test.each([
    [0, '0'],
    [1, '0.000001'],
    [123_456_000_000, '123,456'],
    [1_000_000_500_000, '1,000,000.5'],
    [999_000_000, '999'],
  ])('%i fen are shown as %s', (fen, shown) => {
    expect(wanFromFen(fen)).toBe(shown);
  });

  test('what is shown is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000_000 }), (fen) => {
        expect(fenFromWan(wanFromFen(fen))).toEqual(ok(fen));
      }),
    );
  });
});

describe('ids', () => {
  const uuid = '0199d3c2-7a10-7bbb-8e2f-112233445566';

  test('say what they are and keep the order of their bodies', () => {
    expect(idOf('filing', uuid)).toBe('fil_0199d3c27a107bbb8e2f112233445566');
    expect(idOf('filing', uuid) < idOf('filing', '0199d3c2-7a11-7000-8000-000000000000')).toBe(true);
  });

  test.each(Object.keys(ID_PREFIXES) as IdKind[])('an id of a %s is no id of anything else', (kind) => {
    const kinds = (Object.keys(ID_PREFIXES) as IdKind[]).filter((each) => isIdOf(each, idOf(kind, uuid)));
    expect(kinds).toEqual([kind]);
  });

  test.each(['', 'fil_', 'fil', 'FIL_1', 'fil_A', 'xfil_1', 'fil_1 ', 'fil_1\n', "fil_1'--", `fil_${'a'.repeat(61)}`])(
    '%j is no id of a filing',
    (given) => {
      expect(isIdOf('filing', given)).toBe(false);
    },
  );
});

describe('jurisdictions', () => {
  test.each(JURISDICTIONS)('$name.en is named once, under a parent that is served too', ({ code, parent }) => {
    expect(JURISDICTIONS.filter((each) => each.code === code)).toHaveLength(1);
    expect(findJurisdiction(code)?.code).toBe(code);
    if (parent !== null) expect(findJurisdiction(parent)?.code).toBe(parent);
  });

  test.each(JURISDICTIONS.filter((each) => each.numberPattern !== null))(
    '$name.en’s number pattern has a year and a serial, and nobody else’s form',
    ({ numberPattern }) => {
      expect(numberPattern).toContain('{year}');
      expect(numberPattern).toContain('{serial}');
      expect(JURISDICTIONS.filter((each) => each.numberPattern === numberPattern)).toHaveLength(1);
    },
  );

  test('a city sees itself and its province above, a province itself and its cities below', () => {
    expect(withAncestors('370200')).toEqual(['370200', '370000']);
    expect(withAncestors('370000')).toEqual(['370000']);
    expect(withDescendants('370000')).toEqual(['370000', '370200']);
    expect(withDescendants('370200')).toEqual(['370200']);
  });

  test('a city that is not served has nobody above it', () => {
    expect(findJurisdiction('370100')).toBeUndefined();
    expect(withAncestors('370100')).toEqual([]);
  });
});

describe('finding a transition', () => {
  type Door = { readonly locked: boolean };
  type Row = Transition<
    'open' | 'shut',
    'push' | 'lock',
    'guest' | 'porter' | 'keeper',
    Door,
    { readonly hour: number }
  >;
  const notLocked = { name: 'not-locked', check: ({ locked }: Door) => (locked ? { code: 'door.locked' } : null) };
  const byDay = {
    name: 'by-day',
    check: (_: Door, { hour }: { hour: number }) => (hour < 20 ? null : { code: 'door.night', hour }),
  };
  const table: readonly Row[] = [
    { action: 'push', from: ['shut'], by: ['guest'], to: 'open', guards: [notLocked, byDay], requires: [] },
    { action: 'push', from: ['shut'], by: ['keeper'], to: 'open', guards: [], requires: [] },
    { action: 'push', from: ['shut'], by: ['porter'], to: 'open', guards: [byDay], requires: [] },
    { action: 'lock', from: ['shut'], by: ['keeper'], to: 'same', guards: [], requires: ['key'] },
  ];
  const found = (
    door: Door,
    state: 'open' | 'shut',
    action: 'push' | 'lock',
    roles: ('guest' | 'porter' | 'keeper')[],
    hour = 9,
  ) => {
    const { row, refusal } = findTransition(table, door, state, action, new Set(roles), { hour });
    return row === null ? refusal : table.indexOf(row);
  };

  test.each([
    ['no role of the actor ever may', found({ locked: false }, 'shut', 'lock', ['guest']), 'not-allowed'],
    ['the actor has no role', found({ locked: false }, 'shut', 'push', []), 'not-allowed'],
    ['the role fits, but not in this state', found({ locked: false }, 'open', 'push', ['guest']), 'wrong-state'],
    ['a guard fails', found({ locked: true }, 'shut', 'push', ['guest']), { code: 'door.locked' }],
    [
      'two guards fail: the first speaks',
      found({ locked: true }, 'shut', 'push', ['guest'], 22),
      { code: 'door.locked' },
    ],
    [
      'a guard on the facts fails',
      found({ locked: false }, 'shut', 'push', ['guest'], 22),
      { code: 'door.night', hour: 22 },
    ],
    [
      'two rows fail: the first one speaks',
      found({ locked: true }, 'shut', 'push', ['porter', 'guest'], 22),
      { code: 'door.locked' },
    ],
    ['all holds', found({ locked: false }, 'shut', 'push', ['guest']), 0],
    [
      'a second role’s row holds where the first row’s guard fails',
      found({ locked: true }, 'shut', 'push', ['guest', 'keeper']),
      1,
    ],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test('the next state is fixed, unchanged, or chosen from the record', () => {
    const chosen = ({ locked }: Door): 'open' | 'shut' => (locked ? 'shut' : 'open');
    expect(stateAfter<'open' | 'shut', Door>('open', { locked: false }, 'shut')).toBe('open');
    expect(stateAfter<'open' | 'shut', Door>('same', { locked: false }, 'shut')).toBe('shut');
    expect(stateAfter(chosen, { locked: true }, 'open')).toBe('shut');
    expect(stateAfter(chosen, { locked: false }, 'shut')).toBe('open');
  });
});
