import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS, DEFAULT_CHOICES, deliveryOf, digestClosesAt, digestDue, PACES, TELLINGS } from './index.ts';

const BOTH = ['mail', 'text'] as const;
const urgent = { urgent: true, channels: BOTH };
const waits = { urgent: false, channels: BOTH };
const anyChoices = fc.record({
  mail: fc.boolean(),
  text: fc.boolean(),
  pace: fc.constantFrom(...PACES),
  locale: fc.constantFrom('zh' as const, 'en' as const),
});

describe('how somebody is told', () => {
  it('whoever never chose is mailed at once, and called by phone for what is urgent', () => {
    expect(deliveryOf(waits, DEFAULT_CHOICES, 'mail')).toBe('now');
    expect(deliveryOf(waits, DEFAULT_CHOICES, 'text')).toBe('none');
    expect(deliveryOf(urgent, DEFAULT_CHOICES, 'text')).toBe('now');
  });

  it('what is urgent goes out at once, whatever pace somebody chose', () => {
    for (const pace of PACES) expect(deliveryOf(urgent, { ...DEFAULT_CHOICES, pace }, 'mail')).toBe('now');
  });

  it('what is not urgent waits for the digest or stays in the product, as somebody chose', () => {
    expect(deliveryOf(waits, { ...DEFAULT_CHOICES, pace: 'daily' }, 'mail')).toBe('digest');
    expect(deliveryOf(waits, { ...DEFAULT_CHOICES, pace: 'never' }, 'mail')).toBe('none');
  });

  it('a channel that somebody shut off, or that a line of the table does not name, carries nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TELLINGS), anyChoices, fc.constantFrom(...CHANNELS), (line, choices, channel) => {
        const named = (line.channels as readonly string[]).includes(channel);
        if (!choices[channel] || !named) expect(deliveryOf(line, choices, channel)).toBe('none');
      }),
    );
  });
});

describe('the daily digest', () => {
  const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`);

  it.each([
    ['2026-06-02 08:29:59.999', '2026-06-01'],
    ['2026-06-02 08:30:00.000', '2026-06-02'],
    ['2026-06-02 23:59:59.999', '2026-06-02'],
    ['2026-06-03 00:00:00.000', '2026-06-02'],
    ['2027-01-01 08:00:00.000', '2026-12-31'],
    ['2028-02-29 08:30:00.000', '2028-02-29'],
  ])('at %s that of %s is due', (now, day) => {
    expect(digestDue(at(now)).day).toBe(day);
  });

  it('closes at 08:30 in China and never after the instant at which it is due', () => {
    expect(digestClosesAt('2026-06-02')).toBe(at('2026-06-02 08:30'));
    fc.assert(
      fc.property(fc.integer({ min: at('2024-01-01 00:00'), max: at('2030-01-01 00:00') }), (now) => {
        const { closesAt } = digestDue(now);
        expect(closesAt).toBeLessThanOrEqual(now);
        expect(now - closesAt).toBeLessThan(86_400_000);
      }),
    );
  });
});
