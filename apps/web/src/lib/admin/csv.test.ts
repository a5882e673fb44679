import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

const cell = (text: string) => toCsv(['名称'], [[text]]).split('\r\n')[1];

test.each(['=1+1', '+86', '-1', '@SUM(A1)', '＝1+1', '＋86', '－1', '＠x', ' =1', '　＝1', '\t=1'])(
  '%j cannot run as a formula',
  (text) => expect(cell(text)).toBe(`"'${text}"`),
);

test('a number stays a number, nothing becomes empty, commas and quotes are quoted', () =>
  expect(toCsv(['甲', '乙', '丙'], [[-6, null, '一,"二"']])).toBe('\ufeff甲,乙,丙\r\n-6,,"一,""二"""\r\n'));

test('a name with a sign inside is left alone', () => expect(cell('示例 A-1 联合体')).toBe('示例 A-1 联合体'));
