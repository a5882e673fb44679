import { describe, expect, test } from 'vitest';
import { isClause, mayPassAs, mayResolve, nextForMember, remindableFrom, stronger, talksAbout } from './index.ts';
import { aReadyFiling, NOW, ROLE_SET_NAMES, rolesOf } from './testing.ts';

describe('a clause that can be talked about', () => {
  const filing = aReadyFiling();
  test.each([
    '',
    '/summary',
    '/members',
    '/members/fmb_1',
    '/members/fmb_2/duties',
    '/topics/0',
    '/mechanisms/2',
    '/plan',
    '/plan/goals',
    '/declarations',
  ])('is %s', (pointer) => {
    expect(isClause(pointer, filing)).toBe(true);
  });
  test.each([
    '/',
    'summary',
    '/id',
    '/members/0',
    '/members/fmb_9',
    '/members/fmb_1/uscc',
    '/members/fmb_1/duties/0',
    '/topics/1',
    '/topics/-1',
    '/topics/00001',
    '/plan/none',
    '/declarations/chief_scientist',
    '/summary/x',
    '/__proto__',
  ])('is not %s', (pointer) => {
    expect(isClause(pointer, filing)).toBe(false);
  });
});

describe('the talk belongs to the parties', () => {
  test.each(ROLE_SET_NAMES)('%s', (name) => {
    expect(talksAbout(rolesOf(name))).toBe(name.startsWith('lead') || name.startsWith('member'));
  });

  test.each([
    ['lead editor', 'usr_2', true],
    ['lead viewer', 'usr_2', false],
    ['lead viewer', 'usr_1', true],
    ['member signatory', 'usr_2', false],
    ['member viewer', 'usr_1', true],
  ] as const)('a thread of usr_1: the %s %s settles it: %s', (role, userId, may) => {
    expect(mayResolve({ userId: 'usr_1' }, userId, rolesOf(role))).toBe(may);
  });
});

describe('passing on', () => {
  test.each([
    ['owner', ['signatory', 'editor', 'viewer']],
    ['signatory', ['signatory', 'editor', 'viewer']],
    ['editor', ['editor', 'viewer']],
    ['viewer', []],
    [undefined, []],
  ] as const)('a colleague by whoever is %s', (held, roles) => {
    expect(mayPassAs(held)).toEqual(roles);
  });

  test('never takes away what somebody has', () => {
    expect([stronger('owner', 'viewer'), stronger('viewer', 'signatory'), stronger(undefined, 'editor')]).toEqual([
      'owner',
      'signatory',
      'editor',
    ]);
  });
});

describe('the next thing for the lead to do about a member', () => {
  const standing = { joined: true, signature: 'missing', hasRead: false, openComments: 0 } as const;
  test.each([
    ['to settle a refusal, whatever else is open', { signature: 'refused', openComments: 2 }, 'settle'],
    ['to answer what is asked, also after a signature', { signature: 'current', openComments: 1 }, 'answer'],
    ['nothing once it has signed', { signature: 'current' }, 'nothing'],
    ['to send the link while nobody has come', { joined: false }, 'send_link'],
    ['to ask it to sign again', { signature: 'void', hasRead: true }, 'sign_again'],
    ['to remind it to read', {}, 'remind_to_read'],
    ['to remind it to sign what it has read', { hasRead: true }, 'remind_to_sign'],
  ] as const)('is %s', (_, over, next) => {
    expect(nextForMember({ ...standing, ...over })).toBe(next);
  });

  test('a reminder waits for the very end of 24 hours', () => {
    const day = 86_400_000;
    expect(remindableFrom(null, NOW)).toBeNull();
    expect(remindableFrom(NOW, NOW + day - 1)).toBe(NOW + day);
    expect(remindableFrom(NOW, NOW + day)).toBeNull();
  });
});
