import type { FilingView } from '@lianchuang/contract/filings';
import { CaseExport, ConsistencyView, ProofView, SealPage, type SealView } from '@lianchuang/contract/seals';
import { open } from '@lianchuang/db/client';
import { lastSeal } from '@lianchuang/db/seals/read';
import type { z } from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, refused, went } from '../../test/app-under-test.ts';
import {
  act,
  aCast,
  aDraft,
  aRegisteredConsortium,
  aSubmittedFiling,
  clock,
  match,
  taken,
  type Cast,
} from '../../test/cases.ts';
import { anOfficer, holdsRole } from '../../test/people.ts';
import { sealAndPublish } from '../jobs/seal-events.ts';

const app = anApp();
const strict = anApp({ SEAL_GRACE_SECONDS: '14400' });
const db = open(app.env.DB, app.env.SEARCH);
const store = app.env.SEALS;
let cast: Cast;
let registered: FilingView;

const stored = async () => (await store.list({ prefix: 'seals/' })).objects.map(({ key }) => key);
/** A bucket that fails as a bucket may. */
const broken = new Proxy(store, {
  get: (target, name) =>
    name === 'put'
      ? () => Promise.reject(new Error('put: internal error (10001)'))
      : (Reflect.get(target, name) as () => unknown).bind(target),
});

beforeAll(async () => {
  cast = await aCast(app);
  registered = await aRegisteredConsortium(cast);
});

describe('sealing', () => {
  it('a run puts the root outside and says so in public', async () => {
    expect(await stored()).toEqual([]);
    const at = clock('2026-06-08 09:10');
    expect(await sealAndPublish(db, store, at)).toBe(1);
    const { items } = went(await app.get<z.infer<typeof SealPage>>('/seals'));
    expect(SealPage.parse({ items, nextCursor: null }).items).toHaveLength(1);
    const [seal] = items;
    expect(await stored()).toEqual([`seals/${String(seal?.size).padStart(12, '0')}.json`]);
    const outside = await (await store.get((await stored())[0] ?? ''))?.json();
    expect(outside).toEqual({
      form: 'lianchuang-seal-1',
      size: seal?.size,
      root: seal?.root,
      at: expect.stringMatching(/^2026-06-08T/) as string,
    });
  });

  it('a second run with nothing new changes nothing', async () => {
    const before = await stored();
    expect(await sealAndPublish(db, store, clock('2026-06-08 09:20'))).toBe(0);
    expect(await stored()).toEqual(before);
  });

  it('what could not be brought outside is brought by the next run', async () => {
    await aDraft(cast.lead, cast.leads.id);
    const at = clock('2026-06-08 10:00');
    await expect(sealAndPublish(db, broken, at)).rejects.toThrow(/internal error/);
    expect((await lastSeal(db))?.publishedAt).toBeNull();
    expect(went(await app.get<z.infer<typeof SealPage>>('/seals')).items).toHaveLength(1);
    expect(await sealAndPublish(db, store, at)).toBe(1);
    expect(went(await app.get<z.infer<typeof SealPage>>('/seals')).items).toHaveLength(2);
  });

  it('a root whose reply was lost is recognised, another one in its place is never written over', async () => {
    await aDraft(cast.lead, cast.leads.id);
    const lost = new Proxy(store, {
      get: (target, name) => {
        const real = (Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>).bind(target);
        return name === 'put'
          ? async (...given: unknown[]) => {
              await real(...given);
              throw new Error('put: reply lost');
            }
          : real;
      },
    });
    const at = clock('2026-06-08 10:10');
    await expect(sealAndPublish(db, lost, at)).rejects.toThrow(/reply lost/);
    expect(await sealAndPublish(db, store, at)).toBe(1);
    const size = ((await lastSeal(db))?.size ?? 0) + 1;
    await aDraft(cast.lead, cast.leads.id, { members: [] });
    const forged = (grown: number) => store.put(`seals/${String(grown).padStart(12, '0')}.json`, '{"root":"forged"}');
    await forged(size);
    await forged(size + 1);
    expect(await sealAndPublish(db, store, at)).toBe(0);
    expect((await lastSeal(db))?.publishedAt).toBeNull();
    await store.delete(await stored().then((keys) => keys.slice(-2)));
    expect(await sealAndPublish(db, store, at)).toBe(1);
  });

  it('any published root is proven to continue any earlier one', async () => {
    const { items } = went(await app.get<z.infer<typeof SealPage>>('/seals'));
    const [later, earlier] = [items[0], items.at(-1)] as [SealView, SealView];
    const proof = went(await app.get<ConsistencyView>(`/seals/${later.size}/consistency?from=${earlier.size}`));
    expect(ConsistencyView.parse(proof)).toMatchObject({ earlier, later });
    expect(proof.path.length).toBeGreaterThan(0);
    for (const path of [
      `/seals/${earlier.size}/consistency?from=${later.size}`,
      `/seals/${later.size}/consistency?from=3`,
      '/seals/99999/consistency?from=1',
      '/seals/x/consistency?from=1',
    ])
      await refused(404, 'not-found', () => app.get(path));
  });

  it('pages of roots hold each once', async () => {
    const first = went(await app.get<z.infer<typeof SealPage>>('/seals?limit=2'));
    const second = went(await app.get<z.infer<typeof SealPage>>(`/seals?limit=2&cursor=${first.nextCursor}`));
    const all = went(await app.get<z.infer<typeof SealPage>>('/seals?limit=100')).items;
    expect([...first.items, ...second.items]).toEqual(all.slice(0, 4));
    await refused(400, 'bad-cursor', () => app.get('/seals?cursor=x'));
  });
});

describe('a case that can be checked elsewhere', () => {
  it('holds every event of filing, notice and registration with its place under the root', async () => {
    const told = went(await cast.clerk.get<CaseExport>(`/filings/${registered.id}/export`));
    const { events, seal, heads, content } = CaseExport.parse(told);
    expect(new Set(events.map(({ subject }) => subject))).toEqual(new Set(heads.map(({ subject }) => subject)));
    expect(heads).toHaveLength(1);
    expect(events.every(({ leaf, path }) => leaf !== null && path !== null && leaf < (seal?.size ?? 0))).toBe(true);
    expect(events.map(({ leaf }) => leaf)).toEqual(
      events.map(({ leaf }) => leaf).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    );
    expect(content['filing']).toMatchObject({ id: registered.id, status: 'registered' });
    expect(content['filing']).not.toHaveProperty('actions');
  });

  it('a page is told how much is sealed without the case: as many events as the export, the same last hash', async () => {
    const proof = went(await cast.lead.get<ProofView>(`/filings/${registered.id}/proof`));
    const { events, heads, seal } = went(await cast.lead.get<CaseExport>(`/filings/${registered.id}/export`));
    expect(ProofView.parse(proof)).toEqual({
      events: events.length,
      sealed: events.filter(({ leaf }) => leaf !== null).length,
      seal,
      head: heads.find(({ subject }) => subject === registered.id)?.hash,
    });
    const draft = await aDraft(cast.lead, cast.leads.id);
    const { sealed, events: made } = went(await cast.lead.get<ProofView>(`/filings/${draft.id}/proof`));
    expect([sealed, made > 0]).toEqual([0, true]);
  });

  it('the office sees the names behind the commitments, parties and the public do not', async () => {
    const names = ({ events }: CaseExport) => events.filter(({ personal }) => personal !== null).length;
    const path = `/filings/${registered.id}/export`;
    expect(names(went(await cast.clerk.get<CaseExport>(path)))).toBeGreaterThan(0);
    expect(names(went(await cast.lead.get<CaseExport>(path)))).toBe(0);
    const open = went(await app.get<CaseExport>(`/consortia/${registered.consortiumId}/export`));
    expect(names(open)).toBe(0);
    expect(JSON.stringify(open)).not.toMatch(/牵头人|成员签署人/);
    const told = open.events.filter(({ content }) => content !== null);
    expect(told.map(({ content }) => content?.action)).toEqual(['filing.register']);
    expect(open.events.length).toBeGreaterThan(10);
  });

  it('an officer who belongs to a party gets what a party gets, an officer of another bureau who does as well', async () => {
    for (const jurisdiction of ['370200', '410300']) {
      const officer = await anOfficer(app, 'director', { jurisdiction });
      await holdsRole(app, officer, cast.leads.id, 'viewer');
      const { events } = went(await officer.get<CaseExport>(`/filings/${registered.id}/export`));
      expect(events.length).toBeGreaterThan(10);
      expect(events.filter(({ personal }) => personal !== null)).toEqual([]);
    }
  });

  it('what the office said about an objection stays in the office: a party sees that it was said', async () => {
    clock('2026-06-01 09:00');
    const filing = await taken(cast, await aSubmittedFiling(cast), 'approve');
    const notice = `/notices/${filing.publicity?.noticeId}/objections`;
    const { id } = went(
      await app.post<{ id: string }>(notice, { name: '张实名', contact: '13800000000', reason: '有争议。' }),
    );
    went(await cast.clerk.post(`${notice}/${id}/actions/unmask`, { reason: '核实异议人身份' }));
    went(await cast.director.post(`${notice}/${id}/actions/rule`, { outcome: 'dismissed', reason: '经查证不成立' }));
    const path = `/filings/${filing.id}/export`;
    const [party, office] = [await cast.lead.get<CaseExport>(path), await cast.clerk.get<CaseExport>(path)];
    expect(office.text).toMatch(/核实异议人身份[\s\S]*经查证不成立/);
    expect(party.text).not.toMatch(/核实异议人身份|经查证不成立/);
    const ofNotice = ({ events }: CaseExport) => events.filter(({ subject }) => subject.startsWith('ntc_'));
    expect(ofNotice(went(party)).map(({ content }) => content)).toEqual([null, null, null]);
    expect(ofNotice(went(office)).every(({ content }) => content !== null)).toBe(true);
  });

  it('a stranger and a visitor find nothing to export', async () => {
    const stranger = await anOfficer(app, 'clerk', { jurisdiction: '410300' });
    await refused(404, 'not-found', () => stranger.get(`/filings/${registered.id}/export`));
    await refused(401, 'not-signed-in', () => app.get(`/filings/${registered.id}/export`));
    await refused(404, 'not-found', () => app.get('/consortia/con_none/export'));
  });

  it('the whole log is for the auditor, with other jurisdictions as hashes alone', async () => {
    const lines = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    const auditor = await anOfficer(app, 'auditor');
    const own = lines((await auditor.get('/audit-events/export')).text);
    const size = (await lastSeal(db))?.size ?? 0;
    expect(own.map(({ leaf }) => leaf)).toEqual(Array.from({ length: size }, (_, nth) => nth));
    expect(own.every((line) => line['content'] !== null && line['personal'] !== null)).toBe(true);
    const elsewhere = await anOfficer(app, 'auditor', { jurisdiction: '410300' });
    const foreign = lines((await elsewhere.get('/audit-events/export')).text);
    expect(foreign.map((line) => Object.keys(line))).toEqual(foreign.map(() => ['leaf', 'hash']));
    await refused(403, 'not-allowed', () => cast.clerk.get('/audit-events/export'));
  });
});

describe('sealing has failed for four hours', () => {
  const officer = (path: string, body: object) => strict.post(path, body, { Cookie: cast.clerk.cookie });

  it('decisions are refused, reading and drafting go on, and one seal opens the way again', async () => {
    clock('2026-06-09 09:00');
    const filing = await aSubmittedFiling(cast);
    const accept = `/filings/${filing.id}/actions/accept`;
    await sealAndPublish(db, store, clock('2026-06-09 09:05'));
    clock('2026-06-09 12:00');
    const draft = await aDraft(cast.lead, cast.leads.id);
    clock('2026-06-09 16:00');
    const stopped = clock('2026-06-09 16:01');
    const answer = await refused(503, 'sealing-stopped', () => officer(accept, {}));
    expect(answer.headers.get('Retry-After')).toBe('600');
    const lead = { Cookie: cast.lead.cookie };
    went(await strict.get(`/filings/${draft.id}`, lead));
    went(
      await strict.request('PATCH', `/filings/${draft.id}`, {
        body: { summary: '照常填写' },
        headers: { ...lead, ...match(draft.version) },
      }),
    );
    await sealAndPublish(db, store, stopped);
    went(await officer(accept, {}));
  });

  it('exactly four hours is not yet too long', async () => {
    await sealAndPublish(db, store, clock('2026-06-10 09:00'));
    const filing = await aSubmittedFiling(cast);
    clock('2026-06-10 13:00');
    went(await officer(`/filings/${filing.id}/actions/accept`, {}));
    went(await act(cast.clerk, filing, 'start_review'));
  });
});
