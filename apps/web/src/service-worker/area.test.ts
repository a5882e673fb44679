import { expect, test } from 'vitest';
import { changesPerson, isArea, isKept, wasTaken } from './area.ts';

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

const ours = { 'x-request-id': 'req_1' };
test.each([
  ['the server took it', new Response('{}', { headers: ours }), true],
  ['the server refused it', new Response('{}', { status: 422, headers: ours }), false],
  ['the sign-in page of a public network answered', new Response('<title>Wi-Fi</title>'), false],
  ['the browser follows a redirect itself', { status: 0, type: 'opaqueredirect', headers: new Headers() }, true],
])('things go from the device where a form was taken: %s', (_, answer, taken) =>
  expect(wasTaken(answer as Response)).toBe(taken),
);
