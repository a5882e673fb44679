import { describe, expect, it } from 'vitest';
import { parseContact } from './index.ts';

describe('a way to reach somebody', () => {
  it.each([
    ['zhang@example.cn', 'mail', 'zhang@example.cn'],
    [' Zhang.San+qd@sub.example.com.cn ', 'mail', 'Zhang.San+qd@sub.example.com.cn'],
    ['ｚｈａｎｇ＠ｅｘａｍｐｌｅ。ｃｎ', 'mail', 'zhang@example.cn'],
    ['138 0000 0000', 'text', '13800000000'],
    ['+86 138-0000-0000', 'text', '13800000000'],
  ])('%j is taken', (given, channel, address) => {
    expect(parseContact(given)).toEqual({ ok: true, value: { channel, address } });
  });

  it.each([
    ['', 'contact.missing'],
    [' \u200b', 'contact.missing'],
    ['0532-85910000', 'phone.malformed'],
    ['张三', 'phone.malformed'],
    ['a@', 'mail.malformed'],
    ['a@localhost', 'mail.malformed'],
    ['a@b..cn', 'mail.malformed'],
    ['a@b.cn,c@d.cn', 'mail.malformed'],
    ['<a@b.cn>', 'mail.malformed'],
    ['a@b@c.cn', 'mail.malformed'],
    ['张三@example.cn', 'mail.malformed'],
    [`${'a'.repeat(65)}@example.cn`, 'mail.malformed'],
    [
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.cn`,
      'mail.malformed',
    ],
  ])('%j is refused', (given, code) => {
    expect(parseContact(given)).toEqual({ ok: false, refusal: { code } });
  });

  it('no line break reaches an address', () => {
    expect(parseContact('a@example.cn\r\nBcc: b@example.cn')).toEqual({
      ok: false,
      refusal: { code: 'mail.malformed' },
    });
  });
});
