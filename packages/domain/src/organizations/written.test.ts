import { describe, expect, test } from 'vitest';
import { aUscc } from '../identifiers/testing.ts';
import { ORGANIZATION_KIND_WORDS, ORGANIZATION_KINDS, kindFromWords, likelyKind, positionFromWords } from './index.ts';

describe('the kind of an organization as offices write it', () => {
  test.each([
    ['企业', 'enterprise'],
    [' 国有 企业 ', 'enterprise'],
    ['有限责任公司', 'enterprise'],
    ['高校', 'university'],
    ['高等院校', 'university'],
    ['科研院所', 'research_institute'],
    ['研究院', 'research_institute'],
    ['新型研发机构（企业）', 'new_rd_institution'],
    ['医院', 'medical'],
    ['投资机构', 'finance'],
    ['科技服务机构', 'service'],
    ['学会', 'association'],
    ['政府机关', 'government'],
    ['其它', 'other'],
    ['enterprise', 'enterprise'],
    ['', null],
    ['甲', null],
  ])('%s is %s', (given, kind) => expect(kindFromWords(given)).toBe(kind));

  test.each(ORGANIZATION_KINDS)('our own word for %s is understood', (kind) =>
    expect(kindFromWords(ORGANIZATION_KIND_WORDS[kind].zh)).toBe(kind),
  );
});

describe('the position in the chain as offices write it', () => {
  test.each([
    ['上游', 'upstream'],
    ['产业链上游（材料）', 'upstream'],
    ['中游企业', 'midstream'],
    ['下 游', 'downstream'],
    ['无', null],
    ['', null],
    ['/', null],
    ['——', null],
    ['不在产业链中', null],
    ['核心', undefined],
  ])('%j is %s', (given, position) => expect(positionFromWords(given)).toBe(position));
});

test('a code suggests a kind; of a public institution the name does', () => {
  const of = (kind: string) => aUscc({ kind, serial: 7 });
  expect(likelyKind(of('91'), '示例大学')).toBe('enterprise');
  expect(likelyKind(of('12'), '示例大学')).toBe('university');
  expect(likelyKind(of('12'), '示例海洋研究所')).toBe('research_institute');
  expect(likelyKind(of('12'), '示例大学附属医院')).toBe('medical');
  expect(likelyKind(of('12'), '示例中心')).toBeNull();
  expect(likelyKind('not a code', '')).toBeNull();
});
