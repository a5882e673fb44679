import type { FilingView } from '@lianchuang/contract/filings';
import { POLICY_VERSIONS, qingdao2025, type PolicyVersion } from '@lianchuang/domain/policies';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import { aCast, act, aDraft, clock, partners, signedByAll, type Cast, type Policy } from '../../test/cases.ts';
import { setClock } from '../platform/clock.ts';

/** Qingdao’s rules in a window of their own: from Monday nine o’clock to Tuesday 30 June, five in the afternoon. */
const pack: PolicyVersion = {
  ...qingdao2025,
  id: 'pol_with-a-window',
  window: { opensAt: '2026-06-01T09:00:00+08:00', closesAt: '2026-06-30T17:00:00+08:00' },
};
const OPENS = Date.parse('2026-06-01T01:00:00.000Z');
const CLOSES = Date.parse('2026-06-30T09:00:00.000Z');
const app = anApp();
let cast: Cast;

beforeAll(async () => {
  (POLICY_VERSIONS as PolicyVersion[]).push(pack);
  clock('2026-05-29 09:00');
  cast = await aCast(app);
}, 60_000);
afterAll(() => setClock());

/** Ready to be submitted, written and signed on the Friday before the window opens. */
async function aReadyDraft(): Promise<FilingView> {
  clock('2026-05-29 09:00');
  const members = await partners(cast.partner, 3, 2);
  const content = { industryCode: 'qd-ai', divisionCode: '370202' };
  const draft = await aDraft(cast.lead, cast.leads.id, { policyId: pack.id as Policy, members, content });
  return signedByAll(cast.partner, draft);
}

describe('a submission is in the window of its policy by the receipt of the request that sends it', () => {
  it.each([
    ['0 ms after it opened', OPENS, '2026-06-01T09:00:00.000+08:00'],
    ['1 ms after it opened', OPENS + 1, '2026-06-01T09:00:00.001+08:00'],
    ['1 ms before it closes', CLOSES - 1, '2026-06-30T16:59:59.999+08:00'],
  ])('%s it is, and the receipt says when', async (_, instant, said) => {
    const draft = await aReadyDraft();
    setClock(instant);
    const { done, events } = await eventsOf(() => act(cast.lead, draft, 'submit'));
    expect(events).toEqual(['filing.submit']);
    expect(went(done).receipt?.at).toBe(said);
  });

  it.each([
    ['1 ms before it opens', OPENS - 1],
    ['0 ms after it closed', CLOSES],
    ['1 ms after it closed', CLOSES + 1],
  ])('%s it is not, the refusal names both instants, and nothing is written', async (_, instant) => {
    const draft = await aReadyDraft();
    setClock(instant);
    const { body } = await refused(409, 'filing.window-closed', () => act(cast.lead, draft, 'submit'));
    expect(body).toMatchObject({
      facts: { opensAt: '2026-06-01T09:00:00.000+08:00', closesAt: '2026-06-30T17:00:00.000+08:00' },
    });
  });

  it('one who was too early is in time with the same draft when it opens', async () => {
    const draft = await aReadyDraft();
    setClock(OPENS - 1);
    await refused(409, 'filing.window-closed', () => act(cast.lead, draft, 'submit'));
    setClock(OPENS);
    expect(went(await act(cast.lead, draft, 'submit')).receipts).toHaveLength(1);
  });
});
