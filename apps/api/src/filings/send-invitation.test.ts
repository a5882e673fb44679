import type { FilingView } from '@lianchuang/contract/filings';
import type { InvitationView } from '@lianchuang/contract/invitations';
import type { SigningView } from '@lianchuang/contract/signing';
import { open } from '@lianchuang/db/client';
import { contentsOf } from '@lianchuang/db/testing/databases';
import { eraseExpired } from '@lianchuang/db/accounts/erase';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import { aCast, act, aDraft, clock, match, memberForm, partners, type Cast } from '../../test/cases.ts';
import { anOrganization, anOrganizationForm, aPerson, type Person } from '../../test/people.ts';
import { drainOutbox } from '../jobs/send-outbox.ts';
import { setClock } from '../platform/clock.ts';
import type { Delivery } from '../platform/delivery.ts';
import { postOf } from '../platform/post.ts';

const app = anApp();
const db = open(app.env.DB, app.env.SEARCH);
let cast: Cast;
let draft: FilingView;
let now: number;
let nth = 0;

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  clock('2026-06-01 09:00');
  cast = await aCast(app);
}, 60_000);
afterAll(() => {
  setClock();
  vi.restoreAllMocks();
});
beforeEach(async () => {
  nth += 1;
  // Each example has a day of its own, and so all quotas.
  now = clock(`2026-06-${String(nth).padStart(2, '0')} 09:00`);
  await app.env.DB.batch(['outbox', 'kept_messages'].map((table) => app.env.DB.prepare(`DELETE FROM ${table}`)));
  draft = await aDraft(cast.lead, cast.leads.id, { content: { consortiumName: '示例联合体' } });
});

type Kept = { channel: string; recipient: string; subject: string | null; body: string };
const kept = async () =>
  (await app.env.DB.prepare('SELECT channel, recipient, subject, body FROM kept_messages ORDER BY id').all<Kept>())
    .results;
const sweep = () => drainOutbox(db, now, { post: postOf(app.env, db) });
const invite = (more: object = {}) =>
  cast.lead.post<FilingView>(`/filings/${draft.id}/members`, { ...memberForm(anOrganizationForm()), ...more });
const send = (memberId: string, to: string, by: Person = cast.lead) =>
  by.post<FilingView>(`/filings/${draft.id}/members/${memberId}/actions/send-invitation`, { to });
const invited = async (by: Person = cast.lead) =>
  went(await by.get<SigningView>(`/filings/${draft.id}/signing`)).members.map((each) => each.invited);
const tablesHolding = async (text: string) =>
  Object.entries(await contentsOf())
    .filter(([, rows]) => JSON.stringify(rows).includes(text))
    .map(([table]) => table);
const linkOf = (text: string) => /http\S+\/sign\/[0-9a-hjkmnp-tv-z]{32}/.exec(text)?.[0] ?? '';

describe('an invitation by mail or text', () => {
  it('goes out with the invitation itself: who invites whom to what, the link, until when, and that it may be ignored', async () => {
    const { done, events } = await eventsOf(() => invite({ sendTo: ' Zhang@Example.cn ' }));
    const [member] = went(done).members;
    expect([done.status, events]).toEqual([201, ['filing.add_member']]);
    expect(await invited()).toMatchObject([{ channel: 'mail', to: 'Z***@Example.cn', state: 'waiting' }]);
    await sweep();
    const [letter, ...others] = await kept();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      channel: 'mail',
      recipient: 'Zhang@Example.cn',
      subject: '示例牵头企业邀请贵单位加入“示例联合体”',
    });
    for (const part of [member?.organization.name, member?.invitation, '办结以前有效', '不必理会', '青岛市科学技术局'])
      expect(letter?.body).toContain(part);
    const token =
      linkOf(letter?.body ?? '')
        .split('/')
        .at(-1) ?? '';
    expect(went(await app.get<InvitationView>(`/invitations/${token}`))).toMatchObject({ lead: '示例牵头企业' });
    expect(await invited()).toMatchObject([{ to: 'Z***@Example.cn', state: 'sent' }]);
  });

  it('is sent again as a text to a phone, with an event of its own', async () => {
    const [member] = went(await invite()).members;
    const { done, events } = await eventsOf(() => send(member?.id ?? '', '+86 138 0000 0001'));
    expect([went(done).id, events]).toEqual([draft.id, ['filing.send_invitation']]);
    await sweep();
    expect(await kept()).toMatchObject([{ channel: 'text', recipient: '13800000001' }]);
    expect((await kept())[0]?.body).toContain(`${member?.invitation ?? ''} `);
    expect(await invited()).toMatchObject([{ channel: 'text', to: '138****0001', state: 'sent' }]);
  });

  it('as a text has no address in its places and nothing longer than a provider takes, however long the names are', async () => {
    draft = went(
      await cast.lead.patch<FilingView>(
        `/filings/${draft.id}`,
        { consortiumName: '长'.repeat(90) },
        match(draft.version),
      ),
    );
    went(await invite({ sendTo: '13800000002' }));
    const calls: URLSearchParams[] = [];
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
      calls.push(new URL(String(input)).searchParams);
      return Promise.resolve(Response.json({ Code: 'OK' }));
    });
    const provider = {
      SMS_ENDPOINT: 'https://texts.example/',
      SMS_KEY_SECRET: 'secret',
      SMS_TEMPLATES: '{"invitation":"T2"}',
    };
    await drainOutbox(db, now, { post: postOf({ ...app.env, ...provider }, db) });
    spy.mockRestore();
    const places = JSON.parse(calls[0]?.get('TemplateParam') ?? '{}') as Record<string, string>;
    expect([calls.length, calls[0]?.get('TemplateCode'), Object.keys(places)]).toEqual([
      1,
      'T2',
      ['lead', 'consortium', 'key'],
    ]);
    expect(Math.max(...Object.values(places).map((each) => [...each].length))).toBe(35);
    expect(JSON.stringify(places)).not.toMatch(/http|\//);
    expect(went(await app.get<InvitationView>(`/invitations/${places['key']}`))).toMatchObject({
      lead: '示例牵头企业',
    });
  });

  it('is shown to the lead alone, and the address is gone from every table once it went', async () => {
    const [partner] = await partners(cast.partner, 1, 0);
    went(await cast.lead.post(`/filings/${draft.id}/members`, memberForm(partner?.organization as never)));
    const { members } = went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
    went(await send(members[0]?.id ?? '', 'gone@example.cn'));
    expect(await tablesHolding('gone@example.cn')).toEqual(['filing_invitations']);
    await sweep();
    expect(await tablesHolding('gone@example.cn')).toEqual(['kept_messages']);
    expect(await invited(cast.partner)).toEqual([null]);
  });

  it('goes once, however often the outbox is swept and however many at once', async () => {
    went(await invite({ sendTo: 'once@example.cn' }));
    await Promise.all([sweep(), sweep(), sweep()]);
    await sweep();
    expect(await kept()).toHaveLength(1);
  });

  it('that no provider takes is shown as failed, and its address is gone', async () => {
    went(await invite({ sendTo: 'refused@example.cn' }));
    const refusing = { send: () => Promise.resolve<Delivery>({ is: 'refused', why: '550 no such user' }) };
    await drainOutbox(db, now, { post: { mail: refusing, sms: null, origin: '' } });
    expect(await invited()).toMatchObject([{ state: 'failed' }]);
    expect(await tablesHolding('refused@example.cn')).toEqual([]);
  });

  it('that was given up is not called sent by a later run that finds no address any more', async () => {
    went(await invite({ sendTo: 'given-up@example.cn' }));
    const refusing = { send: () => Promise.resolve<Delivery>({ is: 'refused', why: '550 no such user' }) };
    await drainOutbox(db, now, { post: { mail: refusing, sms: null, origin: '' } });
    await app.env.DB.prepare('UPDATE outbox SET set_aside_at = NULL, claimed_at = NULL').run();
    await sweep();
    expect(await invited()).toMatchObject([{ state: 'failed' }]);
    expect(await kept()).toEqual([]);
  });

  it('whose process died after the provider took it is not sent to a second one', async () => {
    went(await invite({ sendTo: 'dies@example.cn' }));
    await sweep();
    await app.env.DB.prepare('UPDATE outbox SET done_at = NULL WHERE kind = ?').bind('invitation.mail').run();
    now = clock('2026-06-28 09:00');
    await sweep();
    expect(await kept()).toHaveLength(1);
  });

  it('is not sent where the member was taken out meanwhile', async () => {
    const view = went(await invite({ sendTo: 'out@example.cn' }));
    went(await cast.lead.remove(`/filings/${draft.id}/members/${view.members[0]?.id ?? ''}`, match(view.version)));
    await sweep();
    expect(await kept()).toEqual([]);
    expect(await tablesHolding('out@example.cn')).toEqual([]);
  });

  it('leaves no address behind where nobody ever came to send it', async () => {
    went(await invite({ sendTo: 'stuck@example.cn' }));
    await eraseExpired(db, now + 3 * 86_400_000);
    expect(await tablesHolding('stuck@example.cn')).toEqual([]);
    expect(await invited()).toMatchObject([{ state: 'failed' }]);
  });
});

describe('an invitation that is not sent', () => {
  it.each([
    ['nobody', 'phone.malformed'],
    ['0532-85910000', 'phone.malformed'],
    ['a@b', 'mail.malformed'],
    ['a@example.cn\nb@example.cn', 'mail.malformed'],
    ['a@example.cn,b@example.cn', 'mail.malformed'],
    ['', 'contact.missing'],
  ])('to %j says what is wrong with the address, and no member is added', async (to, code) => {
    const [member] = draft.members;
    const both = [
      await refused(422, 'invalid-input', () => invite({ sendTo: to })),
      await refused(422, 'invalid-input', () => send(member?.id ?? 'fmb_0', to)),
    ];
    expect(both.map(({ body }) => body.errors)).toMatchObject([
      [{ pointer: '/sendTo', code }],
      [{ pointer: '/to', code }],
    ]);
  });

  it('because its address had three today is refused with when it may go, whoever sends it and however it is written', async () => {
    const { members } = went(await invite({ sendTo: 'often@example.cn' }));
    went(await send(members[0]?.id ?? '', 'OFTEN@example.cn'));
    const other = await aDraft(cast.lead, cast.leads.id);
    const path = `/filings/${other.id}/members`;
    went(await cast.lead.post(path, { ...memberForm(anOrganizationForm()), sendTo: 'often@example.cn' }));
    const { headers } = await refused(429, 'filing.invited-too-often', () =>
      send(members[0]?.id ?? '', 'often@Example.cn'),
    );
    expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
    await refused(429, 'filing.invited-too-often', () => invite({ sendTo: 'often@example.cn' }));
    went(await invite({ sendTo: 'other@example.cn' }));
  });

  it('because its member had five today is refused, and of many at once no more than that go', async () => {
    const { members } = went(await invite());
    const to = members[0]?.id ?? '';
    const all = await Promise.all(Array.from({ length: 12 }, (_, n) => send(to, `at-once-${n}@example.cn`)));
    expect(all.filter(({ status }) => status < 300).length).toBeLessThanOrEqual(5);
    for (let n = 0; n < 6; n += 1) await send(to, `later-${n}@example.cn`);
    await sweep();
    expect(await kept()).toHaveLength(5);
  });

  it('because the member has signed, or the draft is closed, is refused', async () => {
    const [partner] = await partners(cast.partner, 1, 0);
    const path = `/filings/${draft.id}/members`;
    const view = went(await cast.lead.post<FilingView>(path, memberForm(partner?.organization as never)));
    went(await act(cast.partner, view, 'sign', { contentHash: view.contentHash }));
    await refused(409, 'filing.nothing-to-remind', () => send(view.members[0]?.id ?? '', 'a@example.cn'));
    await refused(404, 'not-found', () => send('fmb_0', 'a@example.cn'));
    await refused(403, 'not-allowed', () => send(view.members[0]?.id ?? '', 'a@example.cn', cast.partner));
    went(await act(cast.lead, view, 'withdraw'));
    await refused(409, 'filing.not-editable', () => send(view.members[0]?.id ?? '', 'a@example.cn'));
  });

  it('because this installation sends no mail says so; the member and its link do without', async () => {
    const silent = anApp({ ENVIRONMENT: 'production', ORIGIN: 'http://localhost' });
    const lead = await aPerson(app);
    const { id } = await aDraft(lead, (await anOrganization(lead)).id);
    const body = { ...memberForm(anOrganizationForm()), sendTo: 'a@example.cn' };
    const post = (of: object) => silent.post<FilingView>(`/filings/${id}/members`, of, { Cookie: lead.cookie });
    await refused(409, 'filing.no-channel', () => post(body));
    expect(went(await post({ ...body, sendTo: null })).members[0]?.invitation).toMatch(
      /\/sign\/[0-9a-hjkmnp-tv-z]{32}$/,
    );
  });

  it('carries nothing that its sender wrote but cleaned names', async () => {
    const name = '领奖 https://evil.example/x 加微信 138 0000 0000 www.evil.com';
    draft = went(
      await cast.lead.patch<FilingView>(`/filings/${draft.id}`, { consortiumName: name }, match(draft.version)),
    );
    went(await invite({ sendTo: 'clean@example.cn', name: '甲 evil.com', duties: '请访问 https://evil.example' }));
    await sweep();
    const [letter] = await kept();
    const said = `${letter?.subject ?? ''}\n${letter?.body.replace(linkOf(letter.body), '') ?? ''}`;
    expect(said).toContain('领奖');
    expect(said).not.toMatch(/https?:|www\.|\.(?:com|example)|\d{4}|请访问/);
  });
});
