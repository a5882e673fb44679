import { describe, expect, test } from 'vitest';
import type { PolicyVersion } from '../policies/index.ts';
import { qingdao2025 } from '../policies/index.ts';
import { decide } from './decide.ts';
import type { Longer } from './extension.ts';
import type { Filing } from './filing.ts';
import { aFilingIn, at, rolesOf, someFacts, type RoleSet } from './testing.ts';

type On = { readonly now?: string; readonly role?: RoleSet; readonly policy?: PolicyVersion };

/** A correction that is due on Monday 2026-06-15, extended. */
function extend(filing: Filing, longer: Longer, { now = '2026-06-10 10:00', role = 'clerk', policy }: On = {}) {
  const facts = someFacts(filing, { now: at(now) }, policy);
  return decide(
    filing,
    { action: 'extend', reason: '成员集中停产检修。', by: '经办人', ...longer },
    rolesOf(role),
    facts,
  );
}
function extended(filing: Filing, longer: Longer, on?: On): Filing {
  const decided = extend(filing, longer, on);
  if (!decided.ok) throw new Error(decided.refusal.code);
  return decided.value.filing;
}
const given = aFilingIn('correction');

describe('more time for a correction is a decision on record', () => {
  test('so many working days after the day on which it was due, for both sides the same', () => {
    // Friday 19 June 2026 is the Dragon Boat Festival.
    const decided = extend(given, { workingDays: 5 });
    expect(decided).toMatchObject({
      value: {
        filing: {
          status: 'correction',
          clock: {
            who: 'applicant',
            step: 'correction',
            startedOn: '2026-06-01',
            workingDays: 15,
            dueOn: '2026-06-23',
          },
          correction: {
            extensions: [{ from: '2026-06-15', to: '2026-06-23', workingDays: 5, reason: '成员集中停产检修。' }],
          },
        },
        event: {
          action: 'filing.extend',
          payload: { reason: '成员集中停产检修。', workingDays: 5, wasDueOn: '2026-06-15', dueOn: '2026-06-23' },
        },
      },
    });
  });

  test('until a day: counted in working days; a day that is off hands over to the one before', () => {
    expect(extended(given, { dueOn: '2026-06-23' }).correction?.extensions?.[0]?.workingDays).toBe(5);
    expect(extended(given, { dueOn: '2026-06-21' }).clock?.dueOn).toBe('2026-06-18');
  });

  test.each<[string, Longer, object]>([
    ['both', { workingDays: 1, dueOn: '2026-06-23' }, { code: 'invalid-input' }],
    ['neither', {}, { code: 'invalid-input' }],
    ['the day on which it is due', { dueOn: '2026-06-15' }, { errors: [{ pointer: '/dueOn' }] }],
    ['a day before it', { dueOn: '2026-06-12' }, { errors: [{ pointer: '/dueOn' }] }],
    ['a day off right after it', { dueOn: '2026-06-14' }, { errors: [{ pointer: '/dueOn' }] }],
    ['more than allowed', { workingDays: 21 }, { code: 'filing.extension-too-long', most: 20, left: 20 }],
    ['a year that is not loaded', { dueOn: '2099-01-04' }, { code: 'calendar.year-not-loaded' }],
  ])('%s is refused', (_, longer, refusal) => {
    expect(extend(given, longer)).toMatchObject({ ok: false, refusal });
  });

  test('all extensions together stay within what the policy version allows', () => {
    const twice = extended(extended(given, { workingDays: 12 }), { workingDays: 8 });
    expect(twice.clock?.workingDays).toBe(30);
    expect(extend(twice, { workingDays: 1 })).toMatchObject({
      refusal: { code: 'filing.extension-too-long', most: 20, left: 0 },
    });
    const { correctionExtension: _, ...clocks } = qingdao2025.clocks;
    expect(extend(given, { workingDays: 1 }, { policy: { ...qingdao2025, clocks } })).toMatchObject({
      refusal: { code: 'filing.extension-too-long', most: 0 },
    });
  });

  test('only before the last day is over: a missed deadline is never mended in silence', () => {
    expect(extend(given, { workingDays: 1 }, { now: '2026-06-15 23:59:59.999' }).ok).toBe(true);
    expect(extend(given, { workingDays: 1 }, { now: '2026-06-16 00:00' })).toMatchObject({
      refusal: { code: 'filing.correction-overdue', dueOn: '2026-06-15' },
    });
  });

  test.each<RoleSet>(['lead signatory', 'member signatory', 'recommender', 'auditor', 'clock'])(
    'the %s gives no time',
    (role) => {
      expect(extend(given, { workingDays: 1 }, { role })).toMatchObject({ refusal: { code: 'not-allowed' } });
    },
  );

  test('after it the applicant has until the end of the new last day', () => {
    const longer = extended(given, { workingDays: 1 });
    const resubmit = (now: string) =>
      decide(
        longer,
        { action: 'resubmit', by: '牵头人' },
        rolesOf('lead signatory'),
        someFacts(longer, { now: at(now) }),
      );
    expect(resubmit('2026-06-16 23:59:59.999').ok).toBe(true);
    expect(resubmit('2026-06-17 00:00')).toMatchObject({ refusal: { code: 'filing.correction-overdue' } });
    const lapse = decide(
      longer,
      { action: 'lapse', by: '系统' },
      rolesOf('clock'),
      someFacts(longer, { now: at('2026-06-16 09:00') }),
    );
    expect(lapse).toMatchObject({ refusal: { code: 'filing.correction-not-due' } });
  });
});
