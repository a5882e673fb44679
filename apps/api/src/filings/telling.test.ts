import type { FilingView } from '@lianchuang/contract/filings';
import type { ThreadView } from '@lianchuang/contract/signing';
import { open } from '@lianchuang/db/client';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { anApp, went } from '../../test/app-under-test.ts';
import { act, aCast, aDraft, clock, match, partners, signedByAll, type Cast } from '../../test/cases.ts';
import { aPdfFile, uploaded } from '../../test/files.ts';
import { anOrganization, aPerson, type Person } from '../../test/people.ts';
import { storeOf } from '../attachments/store.ts';
import { scanFiles } from '../jobs/scan-files.ts';
import { sweepFiles } from '../jobs/sweep-files.ts';

const app = anApp();
const db = open(app.env.DB, app.env.SEARCH);
const CHANNELS = ['mail', 'text'] as const;
let cast: Cast;
let first: Person;
let second: Person;
let draft: FilingView;

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  first = await aPerson(app, { name: '甲签署人' });
  second = await aPerson(app, { name: '乙签署人' });
}, 60_000);

/** A draft that two members have signed, whose people heard nothing yet. */
beforeEach(async () => {
  const members = await Promise.all(
    [first, second].map(async (person) => ({ organization: await anOrganization(person), person })),
  );
  draft = await aDraft(cast.lead, cast.leads.id, { members });
  await bothSign();
  await forget();
});
async function bothSign() {
  draft = went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
  for (const person of [first, second]) went(await act(person, draft, 'sign', { contentHash: draft.contentHash }));
}
const forget = () =>
  app.env.DB.batch(['notifications', 'outbox'].map((table) => app.env.DB.prepare(`DELETE FROM ${table}`)));

const names = () => new Map([cast.lead, first, second].map(({ id }, at) => [id, ['lead', 'first', 'second'][at]]));
/** Who was told what since, in the order of lead, first and second member. */
async function told(subject = draft.id) {
  const { results } = await app.env.DB.prepare('SELECT recipient_id, kind, urgent FROM notifications WHERE subject = ?')
    .bind(subject)
    .all<{ recipient_id: string; kind: string; urgent: number }>();
  return results
    .map((each) => `${names().get(each.recipient_id) ?? '?'} ${each.kind}${each.urgent === 1 ? ' !' : ''}`)
    .toSorted();
}
const mailed = async () =>
  (await app.env.DB.prepare(`SELECT recipient_id FROM outbox WHERE kind = 'notification.mail'`).all()).results
    .map((row) => names().get(String(row['recipient_id'])))
    .toSorted();
const lastEvent = async (subject: string) => {
  const row = await app.env.DB.prepare('SELECT payload FROM events WHERE subject = ? ORDER BY version DESC LIMIT 1')
    .bind(subject)
    .first<{ payload: string }>();
  return JSON.parse(row?.payload ?? '{}') as Record<string, unknown>;
};
const idsOf = (filing: FilingView) => filing.members.map(({ id }) => id);

describe('a file of the agreement voids signatures, and says whose', () => {
  it('the lead’s those of every member: each is told at once, on record, when it comes and when it goes', async () => {
    const annex = await uploaded(cast.lead, draft, aPdfFile({ materialId: 'agreement-annex' }));
    expect(await told()).toEqual(['first sign-again !', 'second sign-again !']);
    expect(await mailed()).toEqual(['first', 'second']);
    expect((await lastEvent(draft.id))['voided']).toEqual(idsOf(draft));
    const { lastVoided } = went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
    expect(lastVoided).toMatchObject({ action: 'filing.attach_file', label: '附上文件', members: idsOf(draft) });
    await bothSign();
    await forget();
    went(await cast.lead.remove(`/attachments/${annex.id}`));
    expect(await told()).toEqual(['first sign-again !', 'second sign-again !']);
    expect((await lastEvent(draft.id))['voided']).toEqual(idsOf(draft));
  });

  it('a member’s own its own alone, and evidence none', async () => {
    const own = aPdfFile({ materialId: 'member-commitment', memberId: idsOf(draft)[0] ?? '' });
    await uploaded(cast.lead, draft, own);
    expect([await told(), (await lastEvent(draft.id))['voided']]).toEqual([['first sign-again !'], [idsOf(draft)[0]]]);
    await forget();
    await uploaded(cast.lead, draft, aPdfFile());
    expect([await told(), (await lastEvent(draft.id))['voided']]).toEqual([[], undefined]);
  });

  it('a list of members does so too, and invites whom it brings in', async () => {
    const third = await aPerson(app, { name: '丙签署人' });
    const { name, uscc, kind } = await anOrganization(third);
    const now = went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
    const list = { members: [{ name, uscc, kind }] };
    const { lastVoided } = went(
      await cast.lead.post<FilingView>(`/filings/${draft.id}/members/batch`, list, match(now.version)),
    );
    expect(lastVoided).toMatchObject({ action: 'filing.add_members', members: idsOf(draft) });
    expect(await told()).toEqual(['? invited !', 'first sign-again !', 'second sign-again !']);
  });
});

describe('a word on a clause tells the other side, once', () => {
  const say = async (person: Person, text: string, threadId?: string) =>
    went(
      await person.post<ThreadView>(`/filings/${draft.id}/comments`, {
        pointer: '/summary',
        text,
        ...(threadId === undefined ? {} : { threadId }),
      }),
    ).id;

  it('a member’s the lead, the lead’s answer that member, another member’s both', async () => {
    const thread = await say(first, '请写明指标。');
    expect([await told(), await mailed()]).toEqual([['lead member-commented'], ['lead']]);
    await forget();
    await say(cast.lead, '已补充。', thread);
    expect([await told(), await mailed()]).toEqual([['first commented'], ['first']]);
    await forget();
    await say(second, '我方也请核对。', thread);
    expect(await told()).toEqual(['first commented', 'lead member-commented']);
  });

  it('sent twice under one key it is said once', async () => {
    const body = { pointer: '/summary', text: '请核对。' };
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    for (let nth = 0; nth < 3; nth += 1) went(await first.post(`/filings/${draft.id}/comments`, body, headers));
    expect(await told()).toEqual(['lead member-commented']);
  });
});

describe('a file that is refused after its page was closed', () => {
  const scanner = () => Promise.resolve('infected' as const);
  const scan = () => scanFiles(db, { store: { ...storeOf(app.env), scanner }, at: Date.now(), channels: CHANNELS });

  it('tells the lead and those who sign again without it: at once, once', async () => {
    await uploaded(cast.lead, draft, aPdfFile({ materialId: 'agreement-annex' }));
    await bothSign();
    await forget();
    for (let nth = 0; nth < 3; nth += 1) await scan();
    expect(await told()).toEqual(['first sign-again !', 'lead file-refused !', 'second sign-again !']);
    expect((await lastEvent(draft.id))['voided']).toEqual(idsOf(draft));
  });

  it('tells the member that brought it in as well', async () => {
    const memberId = idsOf(draft)[0] ?? '';
    await uploaded(first, draft, aPdfFile({ materialId: 'member-commitment', memberId }));
    await forget();
    for (let nth = 0; nth < 3; nth += 1) await scan();
    expect(await told()).toEqual(['first own-file-refused !', 'lead file-refused !']);
    const { body } = await first.get<{ items: { title: string; todo: { path: string } }[] }>('/notifications');
    expect(body.items[0]).toMatchObject({
      title: '您上传的文件不能使用：投入承诺书',
      todo: { path: `/apply/filings/${draft.id}/own-materials` },
    });
  });

  it('tells the same of bytes that the store lost, also after the filing went out', async () => {
    const members = await partners(cast.partner, 3, 2);
    const filing = await aDraft(cast.lead, cast.leads.id, { members });
    await uploaded(cast.lead, filing);
    await signedByAll(cast.partner, went(await cast.lead.get<FilingView>(`/filings/${filing.id}`)));
    went(await act(cast.lead, filing, 'submit'));
    await forget();
    for (const { key } of (await app.env.FILES.list({ prefix: `files/${filing.id}/` })).objects)
      await app.env.FILES.delete(key);
    for (let nth = 0; nth < 2; nth += 1)
      await sweepFiles(db, app.env.FILES, { at: clock('2026-06-01 09:00'), channels: CHANNELS });
    expect(await told(filing.id)).toEqual(['lead file-refused !']);
  });
});
