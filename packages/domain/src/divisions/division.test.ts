import { describe, expect, test } from 'vitest';
import {
  divisionName,
  divisionPath,
  findDivision,
  isLegalRegion,
  isWithin,
  listChildren,
  parseDivision,
  type Division,
} from './index.ts';
import { provinceLines, successors } from './divisions.data.ts';
import shandong from './shandong.fixture.json' with { type: 'json' };

const everyCode = Array.from({ length: 1_000_000 - 110_000 }, (_, i) => String(110_000 + i));
const all = everyCode.map(findDivision).filter((one) => one !== undefined);
const under = (code: string | null): Division[] => listChildren(code).flatMap((one) => [one, ...under(one.code)]);
const inShandong = all.filter((one) => one.code.startsWith('37'));
const codes = (list: readonly Division[]) => list.map((one) => one.code);

describe('the register', () => {
  test('holds 34 provinces, 333 prefectures and the 2845 counties of the source list without its zones and repeated cities', () => {
    const count = (level: string) => all.filter((one) => one.level === level && one.kind === 'division').length;
    expect([count('province'), count('prefecture'), count('county')]).toEqual([34, 333, 2845]);
  });

  test('every division but a province has a parent that is in the register', () => {
    expect(all.filter((one) => one.parent === null).every((one) => one.level === 'province')).toBe(true);
    expect(all.filter((one) => one.parent !== null && !findDivision(one.parent))).toEqual([]);
  });

  test('no name carries a mark of the compact form', () => {
    expect(all.filter((one) => !/^\p{Script=Han}+$/u.test(one.name))).toEqual([]);
  });

  test('stays small enough for a phone: under 20,000 characters', () => {
    expect(provinceLines.join('').length).toBeLessThan(20_000);
  });

  test('tells 青岛 what it is', () => {
    expect(findDivision('370200')).toEqual({
      code: '370200',
      name: '青岛市',
      level: 'prefecture',
      parent: '370000',
      kind: 'division',
    });
  });

  test.each(['370299', '370001', '110100', '500200', '419000', '620201', '', '37', '3702000', '__proto__'])(
    '%j is no entry',
    (code) => {
      expect(findDivision(code)).toBeUndefined();
    },
  );

  test.each([
    ['370202', ['山东省', '青岛市', '市南区']],
    ['110108', ['北京市', '海淀区']],
    ['500230', ['重庆市', '丰都县']],
    ['419001', ['河南省', '济源市']],
    ['659001', ['新疆维吾尔自治区', '石河子市']],
    ['441900', ['广东省', '东莞市']],
    ['620200', ['甘肃省', '嘉峪关市']],
    ['710000', ['台湾省']],
    ['371202', ['山东省', '莱芜市', '莱城区']],
    ['370299', []],
  ])('the path of %s is %j', (code, path) => {
    expect(divisionPath(code)).toEqual(path);
  });

  test('a name is found by code and an unknown code has none', () => {
    expect([divisionName('370215'), divisionName('370299')]).toEqual(['即墨区', undefined]);
  });
});

describe('Shandong', () => {
  test('the legal divisions are exactly those of the domain reference', () => {
    const legal = inShandong.filter((one) => one.kind === 'division');
    expect(legal.map((one) => [one.code, one.name, one.parent, one.level])).toEqual(shandong.divisions);
  });

  test('walking down the children gives the same divisions in code order', () => {
    expect(['370000', ...codes(under('370000'))]).toEqual(shandong.divisions.map(([code]) => code));
  });

  test('the four zones named in the domain reference are statistical zones', () => {
    expect(['370176', '370571', '370671', '371071'].map((code) => findDivision(code)?.kind)).toEqual(
      Array(4).fill('pseudo_area'),
    );
  });

  test('all fifteen zones of the source list are statistical zones and nothing else is', () => {
    expect(inShandong.filter((one) => one.kind === 'pseudo_area').map((one) => one.code + one.name)).toEqual([
      '370176济南高新技术产业开发区',
      '370571东营经济技术开发区',
      '370572东营港经济开发区',
      '370671烟台高新技术产业开发区',
      '370676烟台经济技术开发区',
      '370772潍坊滨海经济技术开发区',
      '370871济宁高新技术产业开发区',
      '371071威海火炬高技术产业开发区',
      '371072威海经济技术开发区',
      '371073威海临港经济技术开发区',
      '371171日照经济技术开发区',
      '371371临沂高新技术产业开发区',
      '371471德州天衢新区',
      '371771菏泽经济技术开发区',
      '371772菏泽高新技术开发区',
    ]);
  });

  test('every abolished division names a successor that is legal today', () => {
    const abolished = codes(all.filter((one) => one.kind === 'abolished'));
    expect(abolished).toEqual(Object.keys(successors));
    expect(abolished).toEqual(expect.arrayContaining(['371200', '371202', '371203', '370284']));
    expect(Object.values(successors).filter((code) => !isLegalRegion(code))).toEqual([]);
  });
});

describe('legal regions', () => {
  test.each([
    ['370000', true],
    ['370211', true],
    ['120116', true],
    ['310115', true],
    ['232721', true],
    ['230751', true],
    ['810000', true],
    ['370176', false],
    ['320576', false],
    ['232761', false],
    ['632857', false],
    ['371200', false],
    ['371202', false],
    ['370299', false],
  ])('%s may be given as a region: %s', (code, legal) => {
    expect(isLegalRegion(code)).toBe(legal);
  });

  test('outside the marked codes no legal county is called a development zone', () => {
    const zone = /开发区|园区$|示范区|管理区|实验区|聚集区|管委会|委员会/;
    const named = all.filter((one) => one.kind === 'division' && zone.test(one.name));
    expect(named.map((one) => one.name)).toEqual(['下花园区', '绿园区', '梁园区']);
  });

  test('the children of China are the 34 provinces in code order', () => {
    const provinces = codes(listChildren(null));
    expect(provinces).toHaveLength(34);
    expect(provinces).toEqual(provinces.toSorted());
  });

  test('the children of 青岛 are its ten districts and cities without the abolished ones', () => {
    expect(
      listChildren('370200')
        .map((one) => one.name)
        .join(' '),
    ).toBe('市南区 市北区 黄岛区 崂山区 李沧区 城阳区 即墨区 胶州市 平度市 莱西市');
  });

  test.each(['370202', '371200', '370299'])('%s has no children', (code) => {
    expect(listChildren(code)).toEqual([]);
  });

  test.each([
    ['370202', '370200', true],
    ['370202', '370000', true],
    ['370200', '370200', true],
    ['370571', '370500', true],
    ['110108', '110000', true],
    ['370200', '370202', false],
    ['370300', '370200', false],
    ['370299', '370200', false],
    ['370202', '370299', false],
  ])('%s lies within %s: %s', (code, ancestor, expected) => {
    expect(isWithin(code, ancestor)).toBe(expected);
  });
});

describe('a region given by a person', () => {
  test.each(['370202', ' 370202 ', '３７０２０２'])('%j is accepted as 市南区', (given) => {
    expect(parseDivision(given)).toMatchObject({ ok: true, value: { code: '370202', name: '市南区' } });
  });

  test.each([
    ['', { code: 'division.malformed', given: '' }],
    ['37020', { code: 'division.malformed', given: '37020' }],
    ['37020a', { code: 'division.malformed', given: '37020a' }],
    ['370299', { code: 'division.unknown', given: '370299' }],
    ['370176', { code: 'division.pseudo-area', given: '370176', name: '济南高新技术产业开发区', parent: '370100' }],
    ['371200', { code: 'division.abolished', given: '371200', name: '莱芜市', successor: '370100' }],
    ['371202', { code: 'division.abolished', given: '371202', name: '莱城区', successor: '370116' }],
  ])('%j is refused with what helps to mend it', (given, refusal) => {
    expect(parseDivision(given)).toEqual({ ok: false, refusal });
  });
});
