import { expect, test } from 'vitest';
import { aUscc } from '../identifiers/testing.ts';
import { admitMembers, MOST_MEMBERS } from './index.ts';
import { aFiling, aMember } from './testing.ts';

const [first, second, third] = [901, 902, 903].map((serial) => aUscc({ serial }));
const filing = aFiling({ members: [aMember(1)] });
const there = filing.members[0]?.uscc ?? '';
const errorsOf = (codes: readonly (string | undefined)[]) => {
  const admitted = admitMembers(
    filing,
    codes.map((each) => each ?? ''),
  );
  return admitted.ok || admitted.refusal.code !== 'invalid-input' ? [] : admitted.refusal.errors;
};

test('organizations that are new to a draft join it together', () => {
  expect(admitMembers(filing, [first ?? '', second ?? ''])).toEqual({ ok: true, value: true });
});

test('every row that cannot join is named at once: the lead, a member, and the second of two', () => {
  expect(errorsOf([first, filing.lead.uscc, there, second, first, third, first])).toEqual([
    { pointer: '/members/1/uscc', code: 'filing.member-is-lead', uscc: filing.lead.uscc },
    { pointer: '/members/2/uscc', code: 'filing.member-duplicate', uscc: there },
    { pointer: '/members/4/uscc', code: 'filing.member-twice', uscc: first },
    { pointer: '/members/6/uscc', code: 'filing.member-twice', uscc: first },
  ]);
});

test('together they may fill a draft, and not one more', () => {
  const codes = Array.from({ length: MOST_MEMBERS }, (_, serial) => aUscc({ serial: 1000 + serial }));
  expect(admitMembers(filing, codes.slice(1)).ok).toBe(true);
  expect(admitMembers(filing, codes)).toEqual({
    ok: false,
    refusal: { code: 'filing.too-many-members', most: MOST_MEMBERS },
  });
});
