import fc from 'fast-check';
import { expect, it } from 'vitest';
import { breakLines } from './line-breaks.ts';

const pieces = (text: string) =>
  [...text].map((character) => ({ character, width: character < '\u2000' ? 500 : 1000 }));
const lines = (text: string, width: number, indent = 0) =>
  breakLines(pieces(text), width * 1000, indent * 1000).map((line) => line.map(({ character }) => character).join(''));

it('a line is filled and goes on in the next one', () => {
  expect(lines('创新联合体组建协议', 4)).toEqual(['创新联合', '体组建协', '议']);
});

it('no line begins with a closing mark and none ends with an opening one', () => {
  expect(lines('高校院所，企业', 4)).toEqual(['高校院', '所，企业']);
  expect(lines('依据本市《组建指引》执行', 5)).toEqual(['依据本市', '《组建指', '引》执行']);
});

it('words, figures and doubled dashes stay whole', () => {
  expect(lines('完成ROV样机1,200台', 5)).toEqual(['完成ROV样', '机1,200台']);
  expect(lines('工艺规范——包括', 5)).toEqual(['工艺规', '范——包括']);
});

it('what is longer than a line is cut', () => {
  expect(lines('abcdefgh', 2)).toEqual(['abcd', 'efgh']);
});

it('what is carried over to the next line is cut too where it leaves no room', () => {
  expect(lines('创创— 》', 3)).toEqual(['创', '创—', '》']);
});

it('the first line may be indented, and spaces at the end of a line are dropped', () => {
  expect(lines('联合体章程', 4, 2)).toEqual(['联合', '体章程']);
  expect(lines('ab cd', 1.5)).toEqual(['ab', 'cd']);
});

it('an empty paragraph is one empty line', () => {
  expect(lines('', 4)).toEqual(['']);
});

it('whatever is written, nothing but spaces at line ends is lost and no line is too wide', () => {
  const character = fc.constantFrom(...'创新联合体，。（）《》——ab1 .');
  fc.assert(
    fc.property(fc.array(character, { maxLength: 60 }), fc.integer({ min: 3, max: 12 }), (given, width) => {
      const text = given.join('');
      const found = lines(text, width);
      expect(found.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of breakLines(pieces(text), width * 1000)) {
        const taken = line.reduce((sum, each) => sum + each.width, 0);
        expect(taken).toBeLessThanOrEqual(width * 1000);
      }
    }),
  );
});
