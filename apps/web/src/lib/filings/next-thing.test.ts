import type { FilingRow } from '@lianchuang/contract/filings';
import { expect, test } from 'vitest';
import { nextThing } from './next-thing.ts';

const row = (change: object) =>
  ({
    id: 'fil_1',
    status: 'draft',
    part: 'lead',
    ownSignature: null,
    consortiumId: null,
    clock: null,
    memberCount: 5,
    signedCount: 2,
    ...change,
  }) as FilingRow;

test.each<[string, object, string | null]>([
  ['a draft that is not signed is gone on with', {}, '/apply/filings/fil_1'],
  ['a draft without members as well', { memberCount: 0, signedCount: 0 }, '/apply/filings/fil_1'],
  ['a draft that all have signed is submitted', { signedCount: 5 }, '/apply/filings/fil_1/submit'],
  [
    'a correction is gone through item by item',
    { status: 'correction', clock: { who: 'applicant' } },
    '/apply/filings/fil_1#corrections',
  ],
  ['an invitation is read and signed', { part: 'member', ownSignature: 'void' }, '/apply/filings/fil_1/sign-as-member'],
  ['what waits for others asks for nothing', { status: 'in_review' }, null],
  ['what has ended asks for nothing', { status: 'lapsed' }, null],
])('%s', (_, change, href) => {
  expect(nextThing(row(change))?.href ?? null).toBe(href);
});
