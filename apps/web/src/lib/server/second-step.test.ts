import { expect, test } from 'vitest';
import { enterSecondStep } from './second-step.ts';

const sent: [string, unknown][] = [];
const api: typeof fetch = (input, init) => {
  sent.push([String(input), JSON.parse(String(init?.body))]);
  return Promise.resolve(Response.json({}));
};

test.each([
  ['123456', 'verify-totp', '123456'],
  [' 123 456 ', 'verify-totp', '123456'],
  ['１２３４５６', 'verify-totp', '123456'],
  ['aB3dE-fG7hJ', 'verify-backup-code', 'aB3dE-fG7hJ'],
  ['aB3dE-fG7hJ ', 'verify-backup-code', 'aB3dE-fG7hJ'],
  ['12345', 'verify-backup-code', '12345'],
])('what was typed as %j goes to %s', async (typed, path, code) => {
  await enterSecondStep(api, typed);
  expect(sent.pop()).toEqual([`/api/auth/two-factor/${path}`, { code }]);
});
