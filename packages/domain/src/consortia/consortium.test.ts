import { describe, expect, test } from 'vitest';
import { endOfDay, JURISDICTIONS } from '../kernel/index.ts';
import { comparableNumber, CONSORTIUM_STATUSES, registrationNumber, statusAt, validityFrom } from './index.ts';

const validTo = '2029-09-17';
const over = endOfDay(validTo);
const registration = { status: 'in_force', validFrom: '2026-09-18', validTo } as const;

describe('the status of a registration', () => {
  test.each([
    ['one millisecond before its last day is over', over - 1, 'in_force'],
    ['at the instant its last day is over', over, 'expired'],
    ['one millisecond later', over + 1, 'expired'],
  ])('%s is right even if no job ran', (_, at, expected) => {
    expect(statusAt(registration, at)).toBe(expected);
    expect(statusAt({ ...registration, status: 'expired' }, at)).toBe(expected);
  });

  test.each(['revoked', 'superseded'] as const)('that was %s stays so, in its term and after', (status) => {
    expect([over - 1, over].map((at) => statusAt({ ...registration, status }, at))).toEqual([status, status]);
  });

  test('is one of four', () => {
    expect(CONSORTIUM_STATUSES).toContain(statusAt(registration, over));
    expect(CONSORTIUM_STATUSES).toHaveLength(4);
  });
});

test.each([
  ['2026-09-18', 36, '2029-09-17'],
  ['2024-02-29', 36, '2027-02-28'],
  ['2026-01-31', 1, '2026-02-28'],
])('registered on %s for %i months, it is valid through %s', (validFrom, months, last) => {
  expect(validityFrom(validFrom, months)).toEqual({ validFrom, validTo: last });
});

describe('registration numbers', () => {
  test.each([
    [1, '示联备〔2026〕0001号'],
    [42, '示联备〔2026〕0042号'],
    [9999, '示联备〔2026〕9999号'],
    [10_000, '示联备〔2026〕10000号'],
  ])('serial %i gives %s', (serial, number) => {
    expect(registrationNumber('示联备〔{year}〕{serial}号', 2026, serial)).toBe(number);
  });

  test('no two cities give the same number to the same serial', () => {
    const numbers = JURISDICTIONS.flatMap(({ numberPattern }) =>
      numberPattern === null ? [] : [registrationNumber(numberPattern, 2026, 1)],
    );
    expect(numbers).toEqual(['示联备〔2026〕0001号', '示洛联备〔2026〕0001号']);
  });

  test.each([
    '示联备〔2026〕0001号',
    '示联备[2026]0001号',
    '示联备［2026］0001号',
    '示联备【2026】0001号',
    '示联备(2026)0001号',
    '示联备（2026）0001号',
    ' 示联备 〔２０２６〕 ０００１ 号　',
  ])('%j is compared as the printed number', (given) => {
    expect(comparableNumber(given)).toBe('示联备〔2026〕0001号');
  });

  test.each(['示联备〔2026〕1号', '示联备〔2025〕0001号', '示洛联备〔2026〕0001号', '示联备20260001号'])(
    '%s is another number',
    (given) => {
      expect(comparableNumber(given)).not.toBe('示联备〔2026〕0001号');
    },
  );
});
