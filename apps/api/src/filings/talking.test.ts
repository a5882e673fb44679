import type { FilingView } from '@lianchuang/contract/filings';
import type { SigningView, ThreadView } from '@lianchuang/contract/signing';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import { aCast, act, aDraft, aSubmittedFiling, clock, match, type Cast } from '../../test/cases.ts';
import { anOrganization, aPerson, type Person } from '../../test/people.ts';

const app = anApp();
let cast: Cast;
let first: Person;
let second: Person;
let draft: FilingView;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  first = await aPerson(app, { name: '甲签署人' });
  second = await aPerson(app, { name: '乙签署人' });
}, 60_000);

async function fresh(): Promise<FilingView> {
  const members = await Promise.all(
    [first, second].map(async (person) => ({ organization: await anOrganization(person), person })),
  );
  draft = await aDraft(cast.lead, cast.leads.id, { members });
  return draft;
}
const signing = async (person: Person, id = draft.id) => went(await person.get<SigningView>(`/filings/${id}/signing`));
const say = (person: Person, body: object, id = draft.id) => person.post<ThreadView>(`/filings/${id}/comments`, body);
const settle = (person: Person, thread: string, id = draft.id) =>
  person.post<ThreadView>(`/filings/${id}/comments/${thread}/actions/resolve`, {});
const look = (person: Person, { id, contentHash }: FilingView) =>
  person.post(`/filings/${id}/readings`, { contentHash });

describe('what was read', () => {
  it('is noted once for each version and each person, without touching the draft', async () => {
    const { id, version } = await fresh();
    const { done, events } = await eventsOf(() => look(first, draft));
    expect([done.body, events]).toMatchObject([{ version, contentHash: draft.contentHash }, ['reading.note']]);
    expect((await eventsOf(() => look(first, draft))).events).toEqual([]);
    expect(went(await cast.lead.get<FilingView>(`/filings/${id}`)).version).toBe(version);
    const [mine, other] = (await signing(cast.lead)).members;
    expect(mine).toMatchObject({ read: { version, by: first.name, current: true }, next: 'remind_to_sign' });
    expect(other).toMatchObject({ read: null, next: 'remind_to_read' });
  });

  it('tells its reader what changed since, and the lead that a newer version is unread', async () => {
    const { id, version } = await fresh();
    went(await look(first, draft));
    went(await cast.lead.patch(`/filings/${id}`, { summary: '另一段摘要' }, match(version)));
    const { seen, members } = await signing(first);
    expect(seen).toMatchObject({ version, changes: [{ pointer: '/summary', after: '另一段摘要' }] });
    expect(members).toHaveLength(1);
    expect((await signing(cast.lead)).members[0]).toMatchObject({ read: { current: false }, next: 'remind_to_read' });
    const now = went(await first.get<FilingView>(`/filings/${id}`));
    went(await look(first, now));
    expect((await signing(first)).seen?.changes).toEqual([]);
    const texts = await app.env.DB.prepare('SELECT hash FROM filing_texts WHERE filing_id = ?').bind(id).all();
    expect(texts.results).toEqual([{ hash: now.contentHash }]);
  });

  it('is what was on the screen: an older version is refused, and the lead has nothing to note', async () => {
    const { id, version } = await fresh();
    const changed = went(await cast.lead.patch<FilingView>(`/filings/${id}`, { summary: '改' }, match(version)));
    await refused(409, 'filing.content-changed', () => look(first, draft));
    await refused(403, 'not-allowed', () => look(cast.lead, changed));
  });
});

describe('comments on a clause', () => {
  it('are a thread between lead and member, open until one of them settles it', async () => {
    await fresh();
    const { done, events } = await eventsOf(() => say(first, { pointer: '/plan/goals', text: '目标请写明指标。' }));
    expect(events).toEqual(['comment.add']);
    const thread = went(done);
    expect(thread).toMatchObject({
      pointer: '/plan/goals',
      resolvedAt: null,
      mayResolve: true,
      comments: [{ text: '目标请写明指标。', by: first.name, own: true }],
    });
    went(await say(cast.lead, { pointer: '', text: '已补充。', threadId: thread.id }));
    const [seen] = (await signing(second)).threads;
    expect(seen).toMatchObject({ mayResolve: false, pointer: '/plan/goals' });
    expect(seen?.comments.map(({ organization, own }) => [organization, own])).toEqual([
      [draft.members[0]?.organization.name, false],
      [cast.leads.name, false],
    ]);
    expect((await signing(cast.lead)).members.map(({ openComments, next }) => [openComments, next])).toEqual([
      [1, 'answer'],
      [0, 'remind_to_read'],
    ]);
    expect(went(await settle(first, thread.id))).toMatchObject({ resolvedBy: draft.members[0]?.organization.name });
    expect((await signing(cast.lead)).members[0]?.openComments).toBe(0);
    await refused(409, 'filing.comment-resolved', () => settle(cast.lead, thread.id));
    await refused(409, 'filing.comment-resolved', () =>
      say(first, { pointer: '', text: '还有一点。', threadId: thread.id }),
    );
  });

  it('are settled by whoever began them or by the lead, nobody else', async () => {
    await fresh();
    const thread = went(await say(first, { pointer: '/summary', text: '请核对。' }));
    await refused(403, 'not-allowed', () => settle(second, thread.id));
    expect(went(await settle(cast.lead, thread.id)).resolvedBy).toBe(cast.leads.name);
  });

  it.each(['/plan/none', '/members/fmb_none', '/topics/9', '/members/0/duties', '/x', 'summary', '/summary/'])(
    'stand at a clause of this filing, not at %s',
    async (pointer) => {
      if (draft === undefined) await fresh();
      const { body } = await refused(422, 'invalid-input', () => say(first, { pointer, text: '请核对。' }));
      expect(body.errors?.[0]?.pointer).toBe('/pointer');
    },
  );

  it('outlive a place in the list: a member is named by its id', async () => {
    const { members } = await fresh();
    const pointer = `/members/${members[1]?.id ?? ''}/duties`;
    expect(went(await say(second, { pointer, text: '任务请核对。' })).pointer).toBe(pointer);
  });

  it('are none for another organization, for another filing’s members and for a thread that is elsewhere', async () => {
    await fresh();
    const stranger = await aPerson(app);
    await anOrganization(stranger);
    const thread = went(await say(first, { pointer: '', text: '请核对。' }));
    await refused(404, 'not-found', () => stranger.get(`/filings/${draft.id}/signing`));
    await refused(404, 'not-found', () => say(stranger, { pointer: '', text: '看看' }));
    await refused(404, 'not-found', () => settle(stranger, thread.id));
    const other = await aDraft(cast.lead, cast.leads.id);
    await refused(404, 'not-found', () => settle(cast.lead, thread.id, other.id));
    await refused(404, 'not-found', () => say(cast.lead, { pointer: '', text: '答', threadId: thread.id }, other.id));
  });

  it('end at once for a member that was taken out', async () => {
    const { id, members } = await fresh();
    went(await say(first, { pointer: '', text: '请核对。' }));
    went(await cast.lead.remove(`/filings/${id}/members/${members[0]?.id ?? ''}`));
    await refused(404, 'not-found', () => first.get(`/filings/${id}/signing`));
    await refused(404, 'not-found', () => say(first, { pointer: '', text: '还在吗' }));
    await refused(404, 'not-found', () => look(first, draft));
    expect((await signing(cast.lead)).threads).toHaveLength(1);
  });

  it('are never told to the office, nor to the auditor’s trail, nor in an export', async () => {
    const filing = await aSubmittedFiling(cast);
    const canary = '只给成员看的一句话';
    went(await say(cast.partner, { pointer: '/summary', text: canary }, filing.id));
    await refused(403, 'not-allowed', () => cast.clerk.get(`/filings/${filing.id}/signing`));
    for (const path of [`/filings/${filing.id}`, `/filings/${filing.id}/export`]) {
      expect((await cast.clerk.get(path)).text).not.toContain(canary);
      expect((await cast.lead.get(path)).text).not.toContain(canary);
    }
    const { results } = await app.env.DB.prepare('SELECT payload FROM events').all<{ payload: string }>();
    expect(results.map(({ payload }) => payload).join()).not.toContain(canary);
  });
});

describe('a reminder', () => {
  const remind = (person: Person, at: number) =>
    person.post<FilingView>(`/filings/${draft.id}/members/${draft.members[at]?.id ?? ''}/actions/remind`, {});

  it('is an event for the member, once in a day', async () => {
    clock('2026-06-01 09:00');
    await fresh();
    const { done, events } = await eventsOf(() => remind(cast.lead, 0));
    expect([went(done).id, events]).toEqual([draft.id, ['filing.remind_member']]);
    await refused(409, 'filing.reminded-today', () => remind(cast.lead, 0));
    went(await remind(cast.lead, 1));
    clock('2026-06-02 08:59:59');
    await refused(409, 'filing.reminded-today', () => remind(cast.lead, 0));
    expect((await signing(cast.lead)).members[0]?.remindableFrom).toBe('2026-06-02T09:00:00.000+08:00');
    clock('2026-06-02 09:00');
    went(await remind(cast.lead, 0));
    clock('2026-06-01 09:00');
  });

  it('is not for who has signed, and only the lead reminds', async () => {
    await fresh();
    went(await act(first, draft, 'sign', { contentHash: draft.contentHash }));
    await refused(409, 'filing.nothing-to-remind', () => remind(cast.lead, 0));
    await refused(403, 'not-allowed', () => remind(first, 1));
  });

  it('after a change names in the event who has to sign again', async () => {
    await fresh();
    for (const person of [first, second]) went(await act(person, draft, 'sign', { contentHash: draft.contentHash }));
    const { version } = went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
    const path = `/filings/${draft.id}/members/${draft.members[1]?.id ?? ''}`;
    went(await cast.lead.patch(path, { duties: '承担另一项任务' }, match(version)));
    const payload = await app.env.DB.prepare(
      `SELECT payload FROM events WHERE subject = ? AND action = 'filing.edit_member' ORDER BY rowid DESC LIMIT 1`,
    )
      .bind(draft.id)
      .first<string>('payload');
    expect(JSON.parse(payload ?? '')).toMatchObject({ voided: [draft.members[1]?.id] });
  });
});
