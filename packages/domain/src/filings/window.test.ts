import { expect, test } from 'vitest';
import { luoyang2025, POLICY_VERSIONS, qingdao2025, type PolicyVersion } from '../policies/index.ts';
import { decide } from './decide.ts';
import { aFilingIn, rolesOf, someFacts } from './testing.ts';

/** The days of Luoyang's notice of 2025, as a window of its own; the last instant is the end of 9 October. */
const noticed: PolicyVersion = {
  ...qingdao2025,
  window: { opensAt: '2025-08-25T00:00:00+08:00', closesAt: '2025-10-10T00:00:00+08:00' },
};
const fivePm: PolicyVersion = {
  ...qingdao2025,
  window: { opensAt: '2026-06-01T09:00:00+08:00', closesAt: '2026-06-30T17:00:00+08:00' },
};

test.each<[string, PolicyVersion, string, boolean]>([
  ['before it opens', noticed, '2025-08-24T23:59:59.999+08:00', false],
  ['at the instant at which it opens', noticed, '2025-08-25T00:00:00+08:00', true],
  ['on the last evening', noticed, '2025-10-09T23:59:59.999+08:00', true],
  ['at the instant at which it closes', noticed, '2025-10-10T00:00:00+08:00', false],
  ['in UTC it is still the day before', noticed, '2025-08-24T16:00:00Z', true],
  ['one millisecond before five', fivePm, '2026-06-30T16:59:59.999+08:00', true],
  ['at five, written in UTC', fivePm, '2026-06-30T09:00:00.000Z', false],
  ['one millisecond after five', fivePm, '2026-06-30T17:00:00.001+08:00', false],
])('a submission %s', (_, policy, now, goesThrough) => {
  const filing = aFilingIn('draft', { createdAt: Date.parse('2025-08-01T00:00:00Z') });
  const facts = someFacts(filing, { now: Date.parse(now) }, policy);
  const decided = decide(filing, { action: 'submit', by: '牵头人' }, rolesOf('lead signatory'), facts);
  expect(decided.ok).toBe(goesThrough);
  if (!decided.ok) expect(decided.refusal.code).toBe('filing.window-closed');
});

test('a correction has its own deadline, whatever became of the window', () => {
  const filing = aFilingIn('correction');
  const facts = someFacts(filing, {}, noticed);
  expect(decide(filing, { action: 'resubmit', by: '牵头人' }, rolesOf('lead signatory'), facts).ok).toBe(true);
});

test('the policy versions that are shipped take filings at any time', () => {
  expect(POLICY_VERSIONS.map((each) => each.window)).toEqual([undefined, undefined]);
  expect(luoyang2025.clocks.correctionExtension).toBe(20);
});
