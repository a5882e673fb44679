import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseUscc, usccHint } from './index.ts';
import { aUscc } from './testing.ts';
import { organizationCheckCharacter, usccCheckCharacter } from './uscc.ts';
import fixture from './uscc.fixture.json' with { type: 'json' };

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const HUAWEI = '914403001922038216';
const replaceAt = (code: string, index: number, by: string) => code.slice(0, index) + by + code.slice(index + 1);

const validCode = fc
  .record({
    kind: fc.constantFrom('11', '12', '13', '19', '21', '31', '45', '51', '53', '81', '91', '92', 'A1', 'N3', 'Y1'),
    division: fc.stringMatching(/^[1-8]\d{5}$/),
    organization: fc.array(fc.constantFrom(...ALPHABET), { minLength: 8, maxLength: 8 }).map((list) => list.join('')),
  })
  .map(({ kind, division, organization }) => {
    const first17 = kind + division + organization + organizationCheckCharacter(organization);
    return first17 + usccCheckCharacter(first17);
  });

describe('the published codes', () => {
  test('27 vectors are in the fixture', () => {
    expect(fixture.vectors).toHaveLength(27);
  });

  test.each(fixture.vectors)('$code is $status', ({ code, status, kind }) => {
    const parsed = parseUscc(code);
    expect(parsed.ok).toBe(status !== 'invalid');
    expect(parsed.ok ? [parsed.value, usccHint(parsed.value)] : [code, kind]).toEqual([code, kind]);
  });

  test.each([
    ['91350100M000100Y4Z', { code: 'uscc.forbidden-letter', position: 18, found: 'Z', likely: '2' }],
    ['91110000800088421P', { code: 'uscc.bad-check-character', position: 18, found: 'P' }],
    ['91110108717809965C', { code: 'uscc.bad-check-character', position: 18, found: 'C' }],
    ['9133010057462616XH', { code: 'uscc.bad-check-character', position: 18, found: 'H' }],
    ['91310115MA1H8R7C6D', { code: 'uscc.bad-check-character', position: 18, found: 'D' }],
  ])('%s is refused by name', (code, refusal) => {
    expect(parseUscc(code)).toEqual({ ok: false, refusal });
  });
});

describe('the two check characters', () => {
  test('all 540 single-character errors are caught', () => {
    const wrong = [...HUAWEI].flatMap((own, index) =>
      ALPHABET.filter((other) => other !== own).map((other) => replaceAt(HUAWEI, index, other)),
    );
    expect(wrong).toHaveLength(540);
    expect(wrong.filter((code) => parseUscc(code).ok)).toEqual([]);
  });

  test('all 14 swaps of different neighbours are caught', () => {
    const swapped = Array.from({ length: 17 }, (_, i) => i)
      .filter((i) => HUAWEI.charAt(i) !== HUAWEI.charAt(i + 1))
      .map((i) => HUAWEI.slice(0, i) + HUAWEI.charAt(i + 1) + HUAWEI.charAt(i) + HUAWEI.slice(i + 2));
    expect(swapped).toHaveLength(14);
    expect(swapped.filter((code) => parseUscc(code).ok)).toEqual([]);
  });

  test('a code whose last character fits a wrong organisation code is refused for the organisation code', () => {
    const first17 = '91440300192203822';
    expect(parseUscc(first17 + usccCheckCharacter(first17))).toEqual({
      ok: false,
      refusal: { code: 'uscc.bad-organization-check-character', position: 17, found: '2' },
    });
  });

  test('every well-formed code passes and comes back unchanged', () => {
    fc.assert(
      fc.property(validCode, (code) => {
        expect(parseUscc(code)).toEqual({ ok: true, value: code });
      }),
    );
  });

  test('one substituted character is always refused', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), fc.constantFrom(...ALPHABET), (code, index, by) => {
        fc.pre(code.charAt(index) !== by);
        expect(parseUscc(replaceAt(code, index, by)).ok).toBe(false);
      }),
    );
  });
});

describe('what people type', () => {
  test.each([
    '  914403001922038216 ',
    '9144 0300 1922 0382 16',
    '９１４４０３００１９２２０３８２１６',
    '9144\u200b0300\ufeff1922038216',
    '9144\u30000300\u00a01922\t0382\n16',
  ])('%j is read as the code it means', (given) => {
    expect(parseUscc(given)).toEqual({ ok: true, value: HUAWEI });
  });

  test('lower case and full-width letters are read as capitals', () => {
    expect(parseUscc('9135０100m000100ｙ43')).toEqual({ ok: true, value: '91350100M000100Y43' });
  });

  test('normalising a second time changes nothing', () => {
    const typed = fc.tuple(validCode, fc.constantFrom(' ', '\u200b', '\u3000', ''), fc.nat(17), fc.boolean());
    fc.assert(
      fc.property(typed, ([code, gap, at, lower]) => {
        const spaced = code.slice(0, at) + gap + code.slice(at);
        const once = parseUscc(lower ? spaced.toLowerCase() : spaced);
        expect(once).toEqual({ ok: true, value: code });
        expect(once.ok && parseUscc(once.value)).toEqual(once);
      }),
    );
  });

  test.each([
    ['', { code: 'uscc.empty' }],
    [' \u200b\u3000', { code: 'uscc.empty' }],
    ['91440300192203821', { code: 'uscc.wrong-length', have: 17, need: 18 }],
    ['9144030019220382166', { code: 'uscc.wrong-length', have: 19, need: 18 }],
    ['91440300192203821𠮷', { code: 'uscc.bad-character', position: 18, found: '𠮷' }],
    ['91440300-922038216', { code: 'uscc.bad-character', position: 9, found: '-' }],
    ['9144O3001922038216', { code: 'uscc.forbidden-letter', position: 5, found: 'O', likely: '0' }],
    ['9i4403001922038216', { code: 'uscc.forbidden-letter', position: 2, found: 'I', likely: '1' }],
    ['91440300192203821S', { code: 'uscc.forbidden-letter', position: 18, found: 'S', likely: '5' }],
    ['91350100M000100V43', { code: 'uscc.forbidden-letter', position: 16, found: 'V', likely: 'U' }],
    ['01440300192203821６', { code: 'uscc.unknown-registrar', position: 1, found: '0' }],
    ['944403001922038216', { code: 'uscc.unknown-registrar', position: 2, found: '4' }],
    ['9A4403001922038216', { code: 'uscc.unknown-registrar', position: 2, found: 'A' }],
    ['91A403001922038216', { code: 'uscc.bad-division', position: 3, found: 'A' }],
    ['9144030H1922038216', { code: 'uscc.bad-division', position: 8, found: 'H' }],
    ['914403001922038217', { code: 'uscc.bad-check-character', position: 18, found: '7' }],
  ])('%j is refused with what helps to mend it', (given, refusal) => {
    expect(parseUscc(given)).toEqual({ ok: false, refusal });
  });

  test.each(['371200', '371202', '370284', '999999'])('a code registered in division %s stays valid', (division) => {
    expect(parseUscc(aUscc({ division })).ok).toBe(true);
  });
});

test.each([
  ['53', 'other'],
  ['92', 'other'],
  ['N1', 'other'],
  ['11', 'government'],
  ['12', 'public_institution'],
  ['51', 'social_organization'],
  ['52', 'private_non_enterprise'],
  ['91', 'enterprise'],
])('the beginning %s hints at %s', (kind, hint) => {
  expect(usccHint(aUscc({ kind, serial: 77 }))).toBe(hint);
});
