import type { FilingView } from '@lianchuang/contract/filings';
import { HELD_FOR_MS } from '@lianchuang/domain/notifications';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anApp, went } from '../../test/app-under-test.ts';
import { aCast, act, aDraft, clock, match, partners, signedByAll, type Cast } from '../../test/cases.ts';
import worker from '../index.ts';
import { setClock } from '../platform/clock.ts';

const app = anApp();
const MINUTE = 60_000;
let cast: Cast;
let members: Awaited<ReturnType<typeof partners>>;
let at: number;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  members = await partners(cast.partner, 2, 0);
}, 60_000);
afterAll(() => setClock());

let signed: FilingView;
beforeEach(async () => {
  at = clock('2026-06-01 09:00');
  signed = await signedByAll(cast.partner, await aDraft(cast.lead, cast.leads.id, { members }));
  await app.env.DB.batch(['outbox', 'kept_messages'].map((table) => app.env.DB.prepare(`DELETE FROM ${table}`)));
});

const edit = async ({ id, version }: FilingView, summary: string) =>
  went(await cast.lead.patch<FilingView>(`/filings/${id}`, { summary }, match(version)));
const subjects = async (sql: string) =>
  (await app.env.DB.prepare(sql).all<{ subject: string }>()).results.map(({ subject }) => subject);
/** What has been mailed once the sweeper came, so long after the first change. */
async function mailedAfter(minutes: number): Promise<string[]> {
  setClock(at + minutes * MINUTE);
  await worker.scheduled({ cron: '*/5 * * * *' } as never, app.env as never);
  return subjects('SELECT subject FROM kept_messages ORDER BY kept_at');
}
const waiting = () => subjects('SELECT id AS subject FROM outbox WHERE done_at IS NULL');
const AGAIN = expect.stringContaining('请重新签署') as string;

describe('that a signature no longer counts', () => {
  it('stands in the product at once and is mailed ten minutes later, not before', async () => {
    expect(HELD_FOR_MS).toBe(10 * MINUTE);
    await edit(signed, '另一段摘要');
    const told = await app.env.DB.prepare(`SELECT kind FROM notifications WHERE recipient_id = ? AND subject = ?`)
      .bind(cast.partner.id, signed.id)
      .all();
    expect(told.results).toContainEqual({ kind: 'sign-again' });
    await worker.queue({ messages: [{ body: {} }] } as never, app.env as never);
    expect(await mailedAfter(5)).toEqual([]);
    setClock(at + HELD_FOR_MS - 1);
    await worker.queue({ messages: [{ body: {} }] } as never, app.env as never);
    expect(await waiting()).toHaveLength(1);
    expect(await mailedAfter(10)).toEqual([AGAIN]);
    expect(await waiting()).toEqual([]);
  });

  it('is mailed to nobody when the change was taken back within that time', async () => {
    await edit(await edit(signed, '一时打错的摘要'), signed.summary ?? '');
    expect(await mailedAfter(10)).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('is mailed to nobody who has signed again meanwhile', async () => {
    await signedByAll(cast.partner, await edit(signed, '另一段摘要'));
    await app.env.DB.prepare(`DELETE FROM outbox WHERE recipient_id IS NOT ?`).bind(cast.partner.id).run();
    expect(await mailedAfter(10)).toEqual([]);
  });

  it('is mailed to nobody when the case was withdrawn meanwhile', async () => {
    went(await act(cast.lead, await edit(signed, '另一段摘要'), 'withdraw', { reason: '不再申报' }));
    expect(await mailedAfter(10)).not.toContainEqual(AGAIN);
  });

  it('is mailed once when it is changed, taken back and changed again: ten minutes after the last', async () => {
    const back = await edit(await edit(signed, '一时打错的摘要'), signed.summary ?? '');
    setClock(at + 5 * MINUTE);
    await edit(back, '另一段摘要');
    expect(await mailedAfter(10)).toEqual([]);
    expect(await mailedAfter(15)).toEqual([AGAIN]);
    expect(await waiting()).toEqual([]);
  });

  it('is not mailed beside the reminder of a lead who did not want to wait', async () => {
    const changed = await edit(signed, '另一段摘要');
    setClock(at + MINUTE);
    for (const { id } of changed.members)
      went(await cast.lead.post(`/filings/${changed.id}/members/${id}/actions/remind`, {}));
    expect(await mailedAfter(15)).toHaveLength(2);
    expect(await mailedAfter(20)).not.toContainEqual(AGAIN);
  });
});
