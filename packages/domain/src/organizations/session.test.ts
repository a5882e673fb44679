import { expect, test } from 'vitest';
import { resetsPassword, SESSION_LIVES, sessionOver, useToNote, WAYS_IN } from './index.ts';

const office = { jurisdiction: '370200', role: 'clerk', divisionCode: null } as const;
const applicant = { offices: [] };
const officer = { offices: [office] };
const { inAll, idle } = SESSION_LIVES.officer;

test.each([
  ['an officer idle one millisecond short of the limit stays', officer, { startedAt: 0, seenAt: 0 }, idle - 1, false],
  ['an officer idle to the limit is out', officer, { startedAt: 0, seenAt: 0 }, idle, true],
  [
    'a busy officer stays to the end of the day’s session',
    officer,
    { startedAt: 0, seenAt: inAll - 1 },
    inAll - 1,
    false,
  ],
  ['and not a millisecond longer', officer, { startedAt: 0, seenAt: inAll - 1 }, inAll, true],
  ['an applicant may rest as long as an officer may work', applicant, { startedAt: 0, seenAt: 0 }, inAll, false],
  [
    'an applicant is out after three idle days',
    applicant,
    { startedAt: 0, seenAt: 0 },
    SESSION_LIVES.applicant.idle,
    true,
  ],
])('%s', (_, viewer, times, now, over) => {
  expect(sessionOver(times, viewer, now)).toBe(over);
});

test('officers are kept shorter than applicants, and a use is noted often enough for either', () => {
  expect(SESSION_LIVES.officer.inAll).toBeLessThan(SESSION_LIVES.applicant.inAll);
  expect(SESSION_LIVES.officer.idle).toBeLessThan(SESSION_LIVES.applicant.idle);
  expect(useToNote({ startedAt: 0, seenAt: 0 }, idle / 10)).toBe(true);
  expect(useToNote({ startedAt: 0, seenAt: 0 }, 1000)).toBe(false);
});

test.each(WAYS_IN)(
  'a sign-in of just now by %s lets a password be set anew, unless it took the password or nobody noted how',
  (how) => {
    const shown = { startedAt: 0, how, enrolled: false, proven: false };
    expect(resetsPassword(shown, 599_999)).toBe(how !== 'password' && how !== 'unknown');
    expect(resetsPassword(shown, 600_000)).toBe(false);
  },
);

test.each([
  ['one that is set up and was not shown keeps the password', { enrolled: true, proven: false }, false],
  ['one that was shown lets it be set anew', { enrolled: true, proven: true }, true],
])('of second factors, %s', (_, factor, resets) => {
  expect(resetsPassword({ startedAt: 0, how: 'passkey', ...factor }, 1)).toBe(resets);
  expect(resetsPassword({ startedAt: null, how: 'passkey', ...factor }, 1)).toBe(false);
  expect(resetsPassword({ startedAt: 0, how: undefined, ...factor }, 1)).toBe(false);
});
