import type { FilingPage, FilingView } from '@lianchuang/contract/filings';
import type { ThreadView } from '@lianchuang/contract/signing';
import { beforeAll, expect, it } from 'vitest';
import { anApp, went } from '../../test/app-under-test.ts';
import { act, aCast, aDraft, aSubmittedFiling, clock, partners, signedByAll, type Cast } from '../../test/cases.ts';
import type { Person } from '../../test/people.ts';

const app = anApp();
let cast: Cast;
let members: Awaited<ReturnType<typeof partners>>;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  members = await partners(cast.partner, 3, 2);
}, 60_000);

const nextOf = async (person: Person, id: string) =>
  went(await person.get<FilingPage>('/filings?mine=true&limit=100')).items.find((row) => row.id === id)?.next;
const both = async (id: string) => [await nextOf(cast.lead, id), await nextOf(cast.partner, id)];

it('the list says for each caller the one thing to do next, from the empty draft to the correction', async () => {
  const begun = went(
    await cast.lead.post<FilingView>('/filings', { policyId: 'pol_qingdao-2025', organizationId: cast.leads.id }),
  );
  expect(await nextOf(cast.lead, begun.id)).toBe('go_on');
  const draft = await aDraft(cast.lead, cast.leads.id, { members });
  const { id } = draft;
  expect(await both(id)).toEqual(['wait_for_members', 'sign']);

  const comment = (person: Person, text: string, threadId?: string) =>
    person.post<ThreadView>(`/filings/${id}/comments`, { pointer: '', text, ...(threadId && { threadId }) });
  const thread = went(await comment(cast.partner, '请核对。')).id;
  expect(await nextOf(cast.lead, id)).toBe('answer');
  went(await comment(cast.lead, '已核对。', thread));
  expect(await nextOf(cast.lead, id)).toBe('wait_for_members');
  went(await comment(cast.partner, '还有一点。', thread));
  expect(await nextOf(cast.lead, id)).toBe('answer');
  went(await cast.lead.post(`/filings/${id}/comments/${thread}/actions/resolve`, {}));

  await signedByAll(cast.partner, draft);
  expect(await both(id)).toEqual(['submit', null]);
  went(await act(cast.lead, draft, 'submit'));
  expect(await both(id)).toEqual([null, null]);
  const items = [{ code: 'other', pointer: '', text: '请核对。' }];
  went(await act(cast.clerk, draft, 'request_correction', { items }));
  expect(await nextOf(cast.lead, id)).toBe('correct');
});

it('an officer is asked for nothing by it', async () => {
  const { id } = await aSubmittedFiling(cast, { members });
  const { items } = went(await cast.clerk.get<FilingPage>('/filings?limit=100'));
  expect(items.find((row) => row.id === id)).toMatchObject({ part: 'office', next: null });
});
