import type { FilingView } from '@lianchuang/contract/filings';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import {
  aCast,
  act,
  aSubmittedFiling,
  clock,
  match,
  memberForm,
  partners,
  signedByAll,
  type Cast,
} from '../../test/cases.ts';
import { anOrganizationForm } from '../../test/people.ts';

const app = anApp();
let cast: Cast;
let members: Awaited<ReturnType<typeof partners>>;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  members = await partners(cast.partner, 3, 2);
}, 60_000);

type Item = { code?: string; pointer?: string | null; text?: string; mustAnswer?: boolean };
async function sentBack(...items: Item[]): Promise<FilingView> {
  clock('2026-06-01 09:00');
  const filing = await aSubmittedFiling(cast, { members });
  const asked = items.map((each) => ({ code: 'unclear', text: '请说明。', ...each }));
  return went(await act(cast.clerk, filing, 'request_correction', { items: asked }));
}
const patch = ({ id, version }: FilingView, body: object) =>
  cast.lead.patch<FilingView>(`/filings/${id}`, body, match(version));

describe('a correction opens exactly what it points at', () => {
  it('the field goes through, every other is refused by name and nothing is written', async () => {
    let filing = await sentBack({ pointer: '/plan/goals' });
    expect(filing.open).toEqual(['/plan/goals']);
    const other = await refused(409, 'filing.field-not-open', () => patch(filing, { summary: '改过的摘要' }));
    expect(other.body).toMatchObject({ facts: { changed: ['/summary'], open: ['/plan/goals'] } });
    await refused(409, 'filing.field-not-open', () => patch(filing, { plan: { goals: '新目标', talent: '改' } }));
    const memberId = filing.members[0]?.id ?? '';
    const at = `/filings/${filing.id}/members`;
    await refused(409, 'filing.field-not-open', () =>
      cast.lead.patch(`${at}/${memberId}`, { duties: '改' }, match(filing.version)),
    );
    await refused(409, 'filing.field-not-open', () => cast.lead.send('DELETE', `${at}/${memberId}`));
    await refused(409, 'filing.field-not-open', () => cast.lead.post(at, memberForm(anOrganizationForm())));
    filing = went(await patch(filing, { plan: { goals: '新目标' } }));
    expect(filing.correction?.items[0]).toMatchObject({
      answered: true,
      changes: [{ place: '/plan/goals', before: '完成关键核心任务。', after: '新目标' }],
    });
    const seen = went(await cast.clerk.get<FilingView>(`/filings/${filing.id}`));
    expect(seen.correction).toEqual(filing.correction);
  });

  it('the list of members, for one that comes and one that goes', async () => {
    const filing = await sentBack({ pointer: '/members' });
    const added = went(
      await cast.lead.post<FilingView>(`/filings/${filing.id}/members`, memberForm(anOrganizationForm())),
    );
    expect(added.members).toHaveLength(6);
    went(await cast.lead.send('DELETE', `/filings/${filing.id}/members/${filing.members[0]?.id ?? ''}`));
  });

  it.each(['', '/', '/plan', '/members', '/summary', '/lead', '/topics/0', '/members/0/duties', 'plan/goals'])(
    'whoever sends %j from outside is understood',
    async (pointer) => {
      const filing = await sentBack({ pointer });
      expect(filing.correction?.items[0]).toMatchObject({ pointer, text: '请说明。', mustAnswer: false });
      expect((await act(cast.lead, filing, 'resubmit')).status).toBe(200);
    },
  );

  it('a pointer at nothing is refused with what could be meant', async () => {
    const filing = await aSubmittedFiling(cast, { members });
    const items = [{ code: 'missing', pointer: '/topics/9', text: '缺。' }];
    const answer = await refused(422, 'invalid-input', () => act(cast.clerk, filing, 'request_correction', { items }));
    expect(answer.body.errors).toMatchObject([{ pointer: '/items/0/pointer', code: 'filing.pointer-unknown' }]);
    expect(answer.text).toContain('/topics/0');
  });
});

describe('each item is answered', () => {
  it('in words or by a change, before the filing is sent again; the words stay on record', async () => {
    let filing = await sentBack(
      { pointer: '/plan/goals', mustAnswer: true },
      { pointer: null, code: 'other', text: '请电话说明。' },
    );
    const missing = await refused(409, 'filing.items-unanswered', () => act(cast.lead, filing, 'resubmit'));
    expect(missing.body).toMatchObject({ facts: { items: [1, 2] } });
    await refused(403, 'not-allowed', () => act(cast.clerk, filing, 'answer_item', { item: 1, text: '好' }));
    await refused(422, 'invalid-input', () => act(cast.lead, filing, 'answer_item', { item: 7, text: '好' }));
    const { done, events } = await eventsOf(() => act(cast.lead, filing, 'answer_item', { item: 1, text: '已说明。' }));
    expect(events).toEqual(['filing.answer_item']);
    filing = went(done);
    expect(filing.correction?.items[1]).toMatchObject({ answered: true, reply: { text: '已说明。' } });
    filing = went(await patch(filing, { plan: { goals: '新目标' } }));
    filing = await signedByAll(cast.partner, filing);
    filing = went(await act(cast.lead, filing, 'resubmit'));
    const seen = went(await cast.clerk.get<FilingView>(`/filings/${filing.id}`));
    expect(seen).toMatchObject({
      status: 'submitted',
      open: [],
      correction: { items: [{ changes: [{ after: '新目标' }] }, { reply: { text: '已说明。' } }] },
    });
  });
});
