import { expect, test } from 'vitest';
import { cellsOf } from './cells.server.ts';

const one = '91370299TEXT0001XU';
test.each([
  [
    'out of a spreadsheet',
    `单位\t代码\n示例一\t${one}`,
    [
      ['单位', '代码'],
      ['示例一', one],
    ],
  ],
  [
    'with Windows line ends',
    `单位\t代码\r\n示例一\t${one}\r\n`,
    [
      ['单位', '代码'],
      ['示例一', one],
    ],
  ],
  [
    'with lines inside a cell',
    `单位\t任务\n示例一\t"一、供样件\n二、测试"`,
    [
      ['单位', '任务'],
      ['示例一', '一、供样件\n二、测试'],
    ],
  ],
  [
    'with quotes inside a cell',
    `单位\t任务\n示例一\t"供""甲""样件"`,
    [
      ['单位', '任务'],
      ['示例一', '供"甲"样件'],
    ],
  ],
  [
    'out of a file with commas',
    `\ufeff单位,代码\n"示例,一",${one}`,
    [
      ['单位', '代码'],
      ['示例,一', one],
    ],
  ],
  [
    'with full-width commas',
    `单位，代码\n示例一，${one}`,
    [
      ['单位', '代码'],
      ['示例一', one],
    ],
  ],
  [
    'out of a page, parted by spaces',
    `示例 一 ${one}  企业\n示例二   ${one}`,
    [
      ['示例 一', one, '企业'],
      ['示例二', one],
    ],
  ],
  ['with an empty row inside', `甲\t1\n\n乙\t2`, [['甲', '1'], [''], ['乙', '2']]],
  ['empty', ' \n\t\n', []],
])('a list %s', (_, text, cells) => expect(cellsOf(text)).toEqual(cells));
