import { expect, test } from 'vitest';
import { changesPerson, isArea, isKept } from './area.ts';

const at = (path: string) => new URL(path, 'https://example.org');

test.each([
  ['/apply', true],
  ['/en/apply', true],
  ['/apply?cursor=abc', false],
  ['/apply/filings/fil_1', true],
  ['/apply/filings/fil_1/members?invited=fmb_1', true],
  ['/apply/filings/fil_1/receipts/1', true],
  ['/sign/0123', true],
  ['/apply/filings/new', false],
  ['/apply/organizations/new', false],
  ['/account', false],
  ['/admin/filings', false],
  ['/sign-in', false],
  ['/', false],
])('%s is kept for a time without network: %s', (path, kept) => expect(isKept(at(path))).toBe(kept));

test.each([
  ['/apply/filings/new', true],
  ['/sign/0123', true],
  ['/sign-in', false],
  ['/admin', false],
  ['/applying', false],
])('%s is where applicants work: %s', (path, area) => expect(isArea(at(path).pathname)).toBe(area));

test.each([
  ['/sign-out', 'leaves'],
  ['/en/sign-out?next=/', 'leaves'],
  ['/account?/erase', 'leaves'],
  ['/account?/addPasskey', null],
  ['/sign-in', 'arrives'],
  ['/sign-in/code?/check', 'arrives'],
  ['/sign-up', 'arrives'],
  ['/api/auth/sign-in/email', 'arrives'],
  ['/apply/filings/fil_1/basics?/save', null],
])('a form sent to %s: %s', (path, change) => expect(changesPerson(at(path))).toBe(change));
