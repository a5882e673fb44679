import { expect, test } from 'vitest';
import { clauseParts } from './clause-parts.ts';

const read = (text: string, strong?: string | string[]) =>
  clauseParts(text, strong)
    .map((p) => (p.strong ? `[${p.text}]` : p.text))
    .join('');

test('the deciding words stand out', () => {
  expect(read('联合相关领域高校院所原则上不少于2家', '原则上不少于2家')).toBe('联合相关领域高校院所[原则上不少于2家]');
});
test('several places stand out, in whatever order they are named', () => {
  expect(read('牵头单位须为青岛独立注册的创新领军企业', ['企业', '须为'])).toBe(
    '牵头单位[须为]青岛独立注册的创新领军[企业]',
  );
});
test('words that are not in the clause change nothing', () => {
  expect(read('备案有效期一般不超过3年', '五年')).toBe('备案有效期一般不超过3年');
  expect(read('备案有效期一般不超过3年')).toBe('备案有效期一般不超过3年');
});
