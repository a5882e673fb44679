import { expect, it } from 'vitest';
import { maskContact, maskName } from './index.ts';

it.each([
  ['张三', '张*'],
  ['欧阳娜娜', '欧***'],
  ['买买提·吐尔逊', '买***'],
  ['𠮷田', '𠮷*'],
  ['', ''],
])('the name %s is shown as %s', (name, shown) => expect(maskName(name)).toBe(shown));

it.each([
  ['13812341234', '138****1234'],
  ['138 1234 1234', '138****1234'],
  ['+86 138-1234-1234', '+86138****1234'],
  ['zhang@example.cn', 'z***@example.cn'],
  ['0532-85912345', '0532****2345'],
  ['微信 abc', '微***'],
  ['', '***'],
])('the contact %s is shown as %s', (contact, shown) => expect(maskContact(contact)).toBe(shown));
