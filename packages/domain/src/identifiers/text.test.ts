import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, comparableName } from './index.ts';

const line = { max: 200 };
const lines = { max: 200, multiline: true };
const unit = fc.constantFrom(
  '海',
  'a',
  ' ',
  '\u3000',
  '\r',
  '\n',
  '\t',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u2028',
  '😀',
  '🏽',
  '\ufe0f',
);
const troublesome = fc.string({ unit, minLength: 1, maxLength: 12 });
const megabyte = 1_000_000;

describe('a text field stores what was written', () => {
  test.each([
    ['1 a script element', '<script>alert(1)</script>'],
    ['2 an image with a handler', '"><img src=x onerror=alert(1)>'],
    ['3 the end of a script', '</script><script>'],
    ['4 line and paragraph separators', '甲\u2028乙\u2029丙'],
    ['4 separators at both ends', '\u2028甲\u2029'],
    ['5 template expressions', '{{7*7}} ${7*7} {@html x}'],
    ['6 a quoted condition', "' OR 1=1--"],
    ['7 wildcards', '%100_'],
    ['8 seventeen hanzi', '青岛市智能家电产业创新联合体备案表'],
    ['13 full-width digits', '１３８'],
    ['14 emoji and rare hanzi', '𠮷㐂䶮😀'],
    ['14 a family of joined emoji', '👨‍👩‍👧'],
    ['14 joined emoji with skin tone and variation selector', '👩🏽‍🔬🏳️‍🌈'],
    ['18 null', 'null'],
    ['18 undefined', 'undefined'],
    ['18 true', 'true'],
    ['18 NaN', 'NaN'],
    ['19 traditional', '聯創'],
    ['19 simplified', '联创'],
    ['20 a leading equals sign', '=1+1'],
    ['20 a leading plus sign', '+1'],
    ['20 a leading minus sign', '-1'],
    ['20 a leading at sign', '@SUM(A1)'],
    ['20 full-width signs', '＝＋－＠'],
    ['a name with a middle dot', '阿卜杜拉·买买提'],
    ['brackets of both widths', '海尔（青岛）(中国)'],
  ])('%s', (_, given) => {
    expect(cleanText(given, line)).toEqual({ ok: true, value: given });
  });

  test.each([
    ['12 a zero-width joiner in a name is left out', '海\u200d尔', '海尔'],
    ['12 zero-width characters are left out', '\ufeff海\u200b尔\u200c智\u2060家', '海尔智家'],
    ['12 a joiner between an emoji and a letter is left out', '😀\u200da\u200d😀', '😀a😀'],
    ['outer spaces of every width are left out', ' \u3000\u00a0海 尔\u3000', '海 尔'],
    ['20 leading TAB and CR are left out', '\t\r=1+1\r\n', '=1+1'],
    ['a space hidden behind a zero-width character is left out', '\u200b 海尔', '海尔'],
  ])('%s', (_, given, stored) => {
    expect(cleanText(given, line)).toEqual({ ok: true, value: stored });
  });

  test('lines of a long text end with LF whatever the sender used', () => {
    expect(cleanText('一\r\n二\r三\n\n四\t五\n', lines)).toEqual({ ok: true, value: '一\n二\n三\n\n四\t五' });
  });

  test('cleaning a second time changes nothing', () => {
    fc.assert(
      fc.property(troublesome, (given) => {
        const once = cleanText(given, lines);
        fc.pre(once.ok);
        expect(cleanText(once.ok ? once.value : '', lines)).toEqual(once);
      }),
    );
  });
});

describe('a text field refuses what nobody means to write', () => {
  test.each([
    ['9 NUL', '海\0尔', { code: 'text.control-character', position: 2, found: 'U+0000' }],
    ['an escape', '𠮷\u001b[31m', { code: 'text.control-character', position: 2, found: 'U+001B' }],
    ['a C1 control', 'a\u0085b', { code: 'text.control-character', position: 2, found: 'U+0085' }],
    ['a tab inside a line', 'a\tb', { code: 'text.control-character', position: 2, found: 'U+0009' }],
    ['10 a lone high surrogate', '海\ud842', { code: 'text.broken-character', position: 2 }],
    ['10 a lone low surrogate', '\udfb7海', { code: 'text.broken-character', position: 1 }],
    ['11 a right-to-left override', '公司\u202egpj', { code: 'text.direction-override', position: 3, found: 'U+202E' }],
    ['11 an isolate', '公\u2066司', { code: 'text.direction-override', position: 2, found: 'U+2066' }],
    ['16 nothing', '', { code: 'text.empty' }],
    ['16 only spaces', ' \u3000\t ', { code: 'text.empty' }],
    ['16 only invisible characters', '\u200b\u2028\u3164\u00ad', { code: 'text.empty' }],
    ['17 CR and LF', '海尔\r\nBcc: a@b.cn', { code: 'text.line-break', position: 3 }],
    ['17 LF alone', '海\n尔', { code: 'text.line-break', position: 2 }],
    ['15 a megabyte', 'x'.repeat(megabyte), { code: 'text.too-long', have: megabyte, need: 200 }],
    ['15 one character too many', '𠮷'.repeat(201), { code: 'text.too-long', have: 201, need: 200 }],
  ])('%s', (_, given, refusal) => {
    expect(cleanText(given, line)).toEqual({ ok: false, refusal });
  });

  test.each([
    ['NUL', 'a\0b', { code: 'text.control-character', position: 2, found: 'U+0000' }],
    ['an override', 'a\u202bb', { code: 'text.direction-override', position: 2, found: 'U+202B' }],
    ['a lone surrogate', 'a\ud800b', { code: 'text.broken-character', position: 2 }],
  ])('%s in a text of several lines', (_, given, refusal) => {
    expect(cleanText(given, lines)).toEqual({ ok: false, refusal });
  });

  test('length counts characters as people do: 200 rare hanzi fit into 200', () => {
    expect(cleanText('𠮷'.repeat(200), line).ok).toBe(true);
  });

  test('a megabyte of inner spaces is answered, not chewed on', () => {
    const given = `a${' '.repeat(megabyte)}b`;
    expect(cleanText(given, line)).toEqual({
      ok: false,
      refusal: { code: 'text.too-long', have: megabyte + 2, need: 200 },
    });
  });
});

describe('two names are the same', () => {
  test.each([
    ['with a zero-width joiner inside', '海\u200d尔智家', '海尔智家'],
    ['in full width', 'ＡＢＣ科技', 'ABC科技'],
    ['in lower case', 'abc科技', 'ABC科技'],
    ['with brackets of another kind', '海尔（青岛）有限公司', '海尔(青岛)有限公司'],
    ['with hexagonal or square brackets', '海尔〔青岛〕有限公司', '海尔[青岛]有限公司'],
    ['with spaces of any width', ' 海尔\u3000智 家', '海尔智家'],
    ['with a soft hyphen', '海\u00ad尔', '海尔'],
  ])('%s', (_, one, other) => {
    expect(comparableName(one)).toBe(comparableName(other));
  });

  test.each([
    ['traditional and simplified', '聯創', '联创'],
    ['one character apart', '青岛海尔', '青岛海信'],
    ['with a bracketed part and without', '海尔（青岛）', '海尔'],
    ['rare hanzi and its common twin', '𠮷利', '吉利'],
  ])('but not %s', (_, one, other) => {
    expect(comparableName(one)).not.toBe(comparableName(other));
  });
});
