import { NEXT_IN_CASE, type NextInCase } from '@lianchuang/domain/filings';
import { expect, test } from 'vitest';
import { nextThing } from './next-thing.ts';

const at = '/apply/filings/fil_1';
test.each<[NextInCase | null, string | null, string | null]>([
  ['go_on', at, '继续填写'],
  ['submit', `${at}/submit`, '检查并提交'],
  ['have_submitted', at, '请签署人提交'],
  ['correct', `${at}#corrections`, '逐项补正'],
  ['answer', `${at}/sign`, '答复成员的意见'],
  ['settle', `${at}/sign`, '处理拒签'],
  ['wait_for_members', `${at}/sign`, '看谁还没签署'],
  ['sign', `${at}/sign-as-member`, '阅读并签署'],
  ['have_signed', `${at}/sign-as-member`, '阅读，请签署人签署'],
  [null, null, null],
])('what comes next where %s is due', (next, href, text) => {
  expect(nextThing({ id: 'fil_1', next })).toEqual(href === null ? null : { href, text });
});

test('everything that can come next has words of its own', () => {
  const texts = NEXT_IN_CASE.map((next) => nextThing({ id: 'fil_1', next })?.text);
  expect(new Set(texts).size).toBe(NEXT_IN_CASE.length);
});
