import { describe, expect, it } from 'vitest';
import { parsePhone } from './phone.ts';

describe('a mobile number', () => {
  it.each([
    ['13800000000', '13800000000'],
    ['138 0000 0000', '13800000000'],
    ['138-0000-0000', '13800000000'],
    ['+86 138 0000 0000', '13800000000'],
    ['008613800000000', '13800000000'],
    ['１３８００００００００', '13800000000'],
  ])('%s is taken as %s', (given, value) => {
    expect(parsePhone(given)).toEqual({ ok: true, value });
  });

  it.each(['', '12800000000', '1380000000', '138000000000', '053212345678', '+1 202 555 0100', '1380000000a'])(
    '%j is refused',
    (given) => {
      expect(parsePhone(given)).toEqual({ ok: false, refusal: { code: 'phone.malformed' } });
    },
  );
});
