import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDocumentNumber, parseDocumentNumber } from './index.ts';

test.each([
  ['青科字〔2025〕5号', '青科字〔2025〕5号'],
  ['青科字[2025]5号', '青科字〔2025〕5号'],
  ['青科字［2025］5号', '青科字〔2025〕5号'],
  ['青科字【2025】5号', '青科字〔2025〕5号'],
  ['青科字(2025)5号', '青科字〔2025〕5号'],
  ['青科字（2025）5号', '青科字〔2025〕5号'],
  [' 青科字 〔２０２５〕 ５ 号 ', '青科字〔2025〕5号'],
  ['国办发〔2019〕110号', '国办发〔2019〕110号'],
])('%j is the document number %s', (given, printed) => {
  const parsed = parseDocumentNumber(given);
  expect(parsed.ok && formatDocumentNumber(parsed.value)).toBe(printed);
});

test('a document number has an agency, a year and a number', () => {
  expect(parseDocumentNumber('青科字〔2025〕5号')).toEqual({
    ok: true,
    value: { agency: '青科字', year: 2025, number: 5 },
  });
});

test.each([
  '',
  '青科字2025年5号',
  '青科字〔25〕5号',
  '青科字〔2025]5号',
  '青科字〔2025〕05号',
  '青科字〔2025〕0号',
  '青科字〔2025〕第5号',
  '青科字〔2025〕5',
  '〔2025〕5号',
  'ABC〔2025〕5号',
  '青科字〔1848〕5号',
  '青科字〔2025〕5号附件',
])('%j is no document number', (given) => {
  expect(parseDocumentNumber(given)).toEqual({ ok: false, refusal: { code: 'document-number.malformed', given } });
});

test('what is printed is read back as the same number', () => {
  const numbers = fc.record({
    agency: fc.constantFrom('青科字', '鲁政办发', '国科发区'),
    year: fc.integer({ min: 1949, max: 2199 }),
    number: fc.integer({ min: 1, max: 99_999 }),
  });
  fc.assert(
    fc.property(numbers, (value) => {
      expect(parseDocumentNumber(formatDocumentNumber(value))).toEqual({ ok: true, value });
    }),
  );
});
