import { expect, test } from 'vitest';
import { qingdao2025 } from '../policies/index.ts';
import { nextInCase, type Filing } from './index.ts';
import { aFilingIn, aReadyFiling, signedByAll } from './testing.ts';

type Caller = Parameters<typeof nextInCase>[2];
const lead: Caller = { part: 'lead', role: 'owner', ownSignature: null, openComments: 0 };
const member: Caller = { part: 'member', role: 'signatory', ownSignature: 'missing', openComments: 0 };
const next = (filing: Filing, caller: Caller) => nextInCase(filing, qingdao2025, caller);

const signed = signedByAll(aReadyFiling());
const unsigned = { ...signed, members: signed.members.map((each) => ({ ...each, signature: null })) };
const [first, ...others] = signed.members;
const refused: Filing = {
  ...signed,
  members: [{ ...first!, signature: { is: 'refused', reason: '任务不符', at: 1, by: '甲' } }, ...others],
};
const items = [{ code: 'other', pointer: '', text: '请核对。', mustAnswer: true }];
const correction = { ...aFilingIn('correction'), members: signed.members };
const asked = { ...correction, correction: { ...correction.correction!, items } } as Filing;

test.each<[string, Filing, Partial<Caller>, string | null]>([
  [
    'a draft that lacks content is gone on with',
    { ...unsigned, content: { ...unsigned.content, topics: [] } },
    {},
    'go_on',
  ],
  ['a draft without members as well', { ...signed, members: [] }, {}, 'go_on'],
  ['a complete draft waits for its members’ signatures', unsigned, {}, 'wait_for_members'],
  ['a question is answered before anything is gone on with', unsigned, { openComments: 1 }, 'answer'],
  ['a refusal is settled before that', refused, { openComments: 1 }, 'settle'],
  ['what all have signed is submitted', signed, {}, 'submit'],
  ['by who may; an editor asks for it', signed, { role: 'editor' }, 'have_submitted'],
  ['who only reads is asked for nothing', signed, { role: 'viewer' }, null],
  ['a correction comes before anything else', asked, { openComments: 1 }, 'correct'],
  ['what is with the office waits for nobody here', aFilingIn('in_review'), {}, null],
])('for the lead %s', (_, filing, caller, expected) => {
  expect(next(filing, { ...lead, ...caller })).toBe(expected);
});

test.each<[string, Partial<Caller>, string | null]>([
  ['signs what it has not signed', {}, 'sign'],
  ['signs again what was changed', { ownSignature: 'void' }, 'sign'],
  ['has it signed where the caller may not sign', { role: 'editor' }, 'have_signed'],
  ['waits once it has signed', { ownSignature: 'current' }, null],
  ['waits once it has refused', { ownSignature: 'refused' }, null],
])('a member %s', (_, caller, expected) => {
  expect(next(unsigned, { ...member, ...caller })).toBe(expected);
});
