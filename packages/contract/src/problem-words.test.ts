import { describe, expect, it } from 'vitest';
import { FIELD_WORDS, fieldWords } from './field-words.ts';
import { isProblemCode, PROBLEMS, type ProblemCode } from './problem-words.ts';

const rule = { id: 'r', message: { zh: '还差 1 家高校院所。', en: 'One more institute needed.' } };
const facts = {
  rules: [rule],
  members: [{ id: 'fmb_1', name: '示例', state: 'missing' }],
  status: 'draft',
  dueOn: '2026-11-26',
  lastDay: '2026-11-24',
  firstDay: '2026-11-18',
  objections: 2,
  year: 2027,
  uscc: '91370299DEM000014C',
  most: 100,
  items: [1, 3],
  open: ['/plan/goals', ''],
  left: 5,
  opensAt: '2026-06-01T09:00:00+08:00',
  closesAt: '2026-06-30T17:00:00+08:00',
  now: '2026-06-30T17:00:00.000+08:00',
  name: 'id',
  allow: 'GET',
};

describe.each(Object.keys(PROBLEMS) as ProblemCode[])('the refusal %s', (code) => {
  const { status, title, detail } = PROBLEMS[code];
  it('has a status of its kind, a title and a way out in both languages', () => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    const said = detail(facts);
    expect(title.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(title.en).toMatch(/^[A-Z]/);
    expect(said.zh).toMatch(/[\u4e00-\u9fff].*。$/s);
    expect(said.en).not.toMatch(/[\u4e00-\u9fff]{6}/);
    expect(`${said.zh}${said.en}`).not.toMatch(/undefined|null|\[object|！|!/);
  });
  it('is named in lower case, with its noun before the point', () => {
    expect(code).toMatch(/^[a-z][a-z-]*(\.[a-z][a-z-]*)?$/);
    expect(isProblemCode(code)).toBe(true);
  });
});

describe.each(Object.keys(FIELD_WORDS))('a field refused as %s', (code) => {
  it('says in both languages how to mend it', () => {
    const said = fieldWords(code, {
      position: 3,
      found: 'O',
      likely: '0',
      have: 17,
      need: 18,
      given: 'x',
      name: '某区',
    });
    expect(said.zh).toMatch(/[。？]$/);
    expect(said.en).toMatch(/[.?]$/);
    expect(`${said.zh}${said.en}`).not.toMatch(/undefined|null/);
  });
});

it('a code that nobody knows is no problem of ours', () => {
  expect(isProblemCode('toString')).toBe(false);
  expect(fieldWords('no-such-code', {}).zh).toContain('请修改');
});
