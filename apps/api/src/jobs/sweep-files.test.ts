import type { AttachmentView } from '@lianchuang/contract/attachments';
import type { FilingView } from '@lianchuang/contract/filings';
import { open } from '@lianchuang/db/client';
import { faulty } from '@lianchuang/db/testing/databases';
import { beforeAll, expect, it, vi } from 'vitest';
import { anApp, eventsOf, went } from '../../test/app-under-test.ts';
import { aCast, aDraft, clock, type Cast } from '../../test/cases.ts';
import { aPdfFile, complete, sent, uploaded } from '../../test/files.ts';
import { sweepFiles } from './sweep-files.ts';

const app = anApp();
const at = (time: string) => Date.parse(`${time.replace(' ', 'T')}+08:00`);
const sweep = (time: string) =>
  sweepFiles(open(app.env.DB, app.env.SEARCH), app.env.FILES, { at: at(time), channels: [] });
const keys = async () => (await app.env.FILES.list()).objects.map(({ key }) => key);
let cast: Cast;
let draft: FilingView;

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  draft = await aDraft(cast.lead, cast.leads.id);
});

it('a crash between the object and its row leaves no row, and no object for longer than a ticket', async () => {
  const { id } = await sent(cast.lead, draft, aPdfFile());
  const broken = anApp({ DB: faulty(app.env.DB, 'before') });
  const answer = await broken.post(`/attachments/${id}/actions/complete`, {}, { Cookie: cast.lead.cookie });
  expect(answer.status).toBe(500);
  expect(await keys()).toEqual([`chunks/${id}/0000`, `files/${draft.id}/${id}`]);
  expect((await cast.lead.get(`/attachments/${id}/content`)).status).toBe(409);
  // While its sender may come back nothing is touched, and coming back is enough.
  await sweep('2026-06-01 20:59');
  expect(await keys()).toHaveLength(2);
  const { events } = await eventsOf(() => sweep('2026-06-01 21:00'));
  expect([events, await keys()]).toEqual([['attachment.expire'], []]);
  expect((await sweep('2026-06-01 21:30')) + (await keys()).length).toBe(0);
});

it('and whoever comes back in time has one file', async () => {
  const { id } = await sent(cast.lead, draft, aPdfFile());
  const broken = anApp({ DB: faulty(app.env.DB, 'before') });
  await broken.post(`/attachments/${id}/actions/complete`, {}, { Cookie: cast.lead.cookie });
  expect(went(await complete(cast.lead, id)).state).toBe('attached');
  expect(await sweep('2026-06-02 09:00')).toBe(0);
  expect(await keys()).toEqual([`files/${draft.id}/${id}`]);
  went(await cast.lead.remove(`/attachments/${id}`));
  expect(await sweep('2026-06-02 09:00')).toBe(1);
  expect(await keys()).toEqual([]);
});

it('bytes that two files share stay for the one that is left', async () => {
  const file = aPdfFile();
  const [one, two] = [await uploaded(cast.lead, draft, file), await uploaded(cast.lead, draft, file)];
  went(await cast.lead.remove(`/attachments/${one.id}`));
  expect(await sweep('2026-06-02 09:00')).toBe(0);
  expect((await cast.lead.get(`/attachments/${two.id}/content`)).status).toBe(200);
  went(await cast.lead.remove(`/attachments/${two.id}`));
  expect(await sweep('2026-06-02 09:00')).toBe(1);
});

it('what lies in the store under nobody’s name goes', async () => {
  await app.env.FILES.put('files/fil_none/att_none', 'x');
  await app.env.FILES.put('chunks/att_none/0000', 'x');
  expect(await sweep('2026-06-01 09:00')).toBe(2);
});

it('a file whose bytes the store lost is refused and leaves its filing, on record and once', async () => {
  const { id } = await uploaded(cast.lead, draft);
  await app.env.FILES.delete(`files/${draft.id}/${id}`);
  const { events } = await eventsOf(() => sweep('2026-06-01 09:30'));
  expect(events).toEqual(['filing.refuse_file']);
  expect(went(await cast.lead.get<AttachmentView>(`/attachments/${id}`))).toMatchObject({
    state: 'refused',
    refusedFor: 'lost',
    content: null,
  });
  expect((await eventsOf(() => sweep('2026-06-01 10:30'))).events).toEqual([]);
});
