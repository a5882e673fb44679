import { expect, it } from 'vitest';
import { parseMail } from './index.ts';

it.each([
  ['zhang@example.cn', 'zhang@example.cn'],
  [' Zhang.San+qd@sub.example.com.cn ', 'Zhang.San+qd@sub.example.com.cn'],
  ['ｚｈａｎｇ＠ｅｘａｍｐｌｅ。ｃｎ', 'zhang@example.cn'],
])('%j is the address %s', (given, value) => {
  expect(parseMail(given)).toEqual({ ok: true, value });
});

it.each(['', '13800000000', 'a@', 'a@localhost', 'a@b..cn', 'a@b.cn,c@d.cn', 'a@example.cn\r\nBcc: b@example.cn'])(
  '%j is none',
  (given) => {
    expect(parseMail(given)).toEqual({ ok: false, refusal: { code: 'mail.malformed' } });
  },
);
