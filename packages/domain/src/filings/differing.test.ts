import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differing } from './differing.ts';

const long = '甲'.repeat(1000);
const at = (place: number, text: string) => long.slice(0, place) + text + long.slice(place);

describe('the part in which two texts differ', () => {
  it('of short texts is the whole', () => {
    expect(differing({ before: '一项任务', after: '另一项任务' }, 120)).toEqual({
      before: '一项任务',
      after: '另一项任务',
    });
  });

  it.each([0, 1, 120, 500, 999, 1000])('is shown wherever it stands: at character %i', (place) => {
    const { before, after } = differing({ before: long, after: at(place, '新增') }, 120);
    expect(before).not.toBe(after);
    expect(after).toContain('新增');
    for (const text of [before, after]) expect([...text].length).toBeLessThanOrEqual(122);
  });

  it('of a text that came whole or went whole is its beginning', () => {
    expect(differing({ before: '', after: long }, 120)).toEqual({ before: '', after: `${'甲'.repeat(120)}…` });
  });

  it('cuts no character in two', () => {
    const { after } = differing({ before: '𠮷'.repeat(300), after: '𠮷'.repeat(300) + '𠀀' }, 40);
    expect(after).toBe(`…${'𠮷'.repeat(20)}𠀀`);
  });

  it('never shows two texts that differ as the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('甲', '乙'), { maxLength: 60 }),
        fc.array(fc.constantFrom('甲', '乙'), { maxLength: 60 }),
        (a, b) => {
          const texts = { before: a.join(''), after: b.join('') };
          fc.pre(texts.before !== texts.after);
          const shown = differing(texts, 30);
          expect(shown.before).not.toBe(shown.after);
        },
      ),
    );
  });
});
