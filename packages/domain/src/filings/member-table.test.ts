import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aUscc } from '../identifiers/testing.ts';
import { readMemberTable } from './index.ts';

const one: string = aUscc({ serial: 11 });
const two: string = aUscc({ serial: 12 });
const three: string = aUscc({ serial: 13 });
const given = (uscc: string, name: string, kind = '', chainPosition = '', duties = '') => ({
  uscc,
  name,
  kind,
  chainPosition,
  duties,
});

describe('a list of members out of a spreadsheet', () => {
  test('has its columns in any order, by what stands above them', () => {
    const table = readMemberTable([
      ['序号', '产业链环节', '成员单位名称', '单位性质', '统一社会信用代码', '任务分工', '联系人'],
      ['1', '上游', '示例轴承', '企业', one, '供样件', '张三'],
      ['2', '', '示例大学', '高校', two, '测试', ''],
    ]);
    expect(table).toEqual({
      rows: [
        { row: 2, given: given(one, '示例轴承', '企业', '上游', '供样件') },
        { row: 3, given: given(two, '示例大学', '高校', '', '测试') },
      ],
      columns: {
        uscc: '统一社会信用代码',
        chainPosition: '产业链环节',
        duties: '任务分工',
        kind: '单位性质',
        name: '成员单位名称',
      },
      unused: ['联系人'],
    });
  });

  test.each([
    [['单位', '代码']],
    [['企业名称', '社会信用代码']],
    [['单位名称', '统一社会信用代码（18位）']],
    [['＊单位名称：', 'USCC']],
  ])('the heading %j is understood', (heading) => {
    const { rows } = readMemberTable([heading, ['示例轴承', one]]);
    expect(rows).toEqual([{ row: 2, given: given(one, '示例轴承') }]);
  });

  test('“单位类型” is the kind and “单位名称” the name, whichever comes first', () => {
    const { rows } = readMemberTable([
      ['单位类型', '单位名称', '代码'],
      ['企业', '示例轴承', one],
    ]);
    expect(rows[0]?.given).toMatchObject({ kind: '企业', name: '示例轴承', uscc: one });
  });

  test('without a heading each column is what its cells are', () => {
    const { rows, unused } = readMemberTable([
      ['1', '示例轴承股份有限公司', one, '企业', '上游'],
      ['2', '示例密封股份有限公司', two, '企业', '中游'],
      ['3', '示例大学', three, '高校', ''],
    ]);
    expect(rows.map((each) => each.given)).toEqual([
      given(one, '示例轴承股份有限公司', '企业', '上游'),
      given(two, '示例密封股份有限公司', '企业', '中游'),
      given(three, '示例大学', '高校'),
    ]);
    expect(unused).toEqual([]);
  });

  test('a wrong code stays in its row, and empty rows count as the spreadsheet counts them', () => {
    const { rows } = readMemberTable([
      ['单位名称', '代码'],
      ['示例一', one],
      ['', ' '],
      ['示例三', '9137O2'],
    ]);
    expect(rows.map(({ row, given: { uscc } }) => [row, uscc])).toEqual([
      [2, one],
      [4, '9137O2'],
    ]);
  });

  test('rows that are shorter than the heading lack their last cells', () => {
    const { rows } = readMemberTable([['代码', '名称', '任务'], [one]]);
    expect(rows).toEqual([{ row: 2, given: given(one, '') }]);
  });

  test('one column of names alone is still shown row by row', () => {
    expect(readMemberTable([['示例轴承'], ['示例大学']]).rows.map((each) => each.given.name)).toEqual([
      '示例轴承',
      '示例大学',
    ]);
  });

  test('nothing at all is an empty list', () => {
    expect(readMemberTable([])).toEqual({ rows: [], columns: {}, unused: [] });
    expect(readMemberTable([['', ' ']]).rows).toEqual([]);
  });
});

test('no row with a word in it is lost, whatever its cells hold', () => {
  const cell = fc.oneof(fc.constantFrom(one, two, '', ' ', '企业', '上游', '单位名称', '代码', '1'), fc.string());
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 }), (cells) => {
      const { rows } = readMemberTable(cells);
      const written = cells.filter((row) => row.some((each) => each.trim() !== '')).length;
      expect([written, written - 1]).toContain(rows.length);
      expect(new Set(rows.map((each) => each.row)).size).toBe(rows.length);
    }),
  );
});
