import type { FilingView } from '@lianchuang/contract/filings';
import type { CaseExport } from '@lianchuang/contract/seals';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import { aCast, act, aDraft, clock, match, partners, signedByAll, type Cast } from '../../test/cases.ts';
import { verifyCase } from '../../../web/static/lianchuang-verify.mjs';

const app = anApp();
let cast: Cast;
let members: Awaited<ReturnType<typeof partners>>;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  members = await partners(cast.partner, 3, 0);
}, 60_000);

const draft = () => aDraft(cast.lead, cast.leads.id, { members });
const states = (filing: FilingView) => filing.members.map(({ signature }) => signature.status);
const read = async (id: string) => went(await cast.lead.get<FilingView>(`/filings/${id}`));
const edit = async ({ id, version }: FilingView, body: object) =>
  went(await cast.lead.patch<FilingView>(`/filings/${id}`, body, match(version)));
const editMember = async ({ id, version, members: listed }: FilingView, at: number, body: object) =>
  went(await cast.lead.patch<FilingView>(`/filings/${id}/members/${listed[at]?.id ?? ''}`, body, match(version)));
const signedNow = (filing: FilingView) => signedByAll(cast.partner, filing);
const exported = async (id: string) => went(await cast.lead.get<CaseExport>(`/filings/${id}/export`));

describe('a change after signing', () => {
  it('of one member’s duties voids exactly that member’s signature, and the answer says what changed', async () => {
    const signed = await signedNow(await draft());
    const changed = await editMember(signed, 1, { duties: '承担另一项任务' });
    expect(states(changed)).toEqual(['current', 'void', 'current']);
    expect(changed.members.map(({ signature }) => signature.voidedBy)).toEqual([
      null,
      [{ pointer: '/members/1/duties', before: '承担一项任务', after: '承担另一项任务' }],
      null,
    ]);
    expect(await read(signed.id)).toEqual(changed);
    const list = went(await cast.lead.get<{ items: { id: string; signedCount: number }[] }>('/filings?mine=true'));
    expect(list.items.find(({ id }) => id === signed.id)?.signedCount).toBe(2);
  });

  it('of the common part voids all, each with the version that it signed', async () => {
    const signed = await signedNow(await draft());
    const changed = await edit(signed, { summary: '另一段摘要' });
    expect(states(changed)).toEqual(['void', 'void', 'void']);
    for (const { signature } of changed.members) {
      expect(signature.voidedBy).toMatchObject([{ pointer: '/summary', after: '另一段摘要' }]);
      expect(signature.version).toBeLessThan(changed.version);
    }
  });

  it('at the end of a long text is shown where it stands: to the member in full, to the lead the part', async () => {
    const long = '甲'.repeat(500);
    const content = { plan: { goals: `${long}，形成样机一台` } };
    const signed = await signedNow(await aDraft(cast.lead, cast.leads.id, { members, content }));
    const goals = `${long}，形成样机两台`;
    const changed = await edit(signed, { plan: { goals } });
    const [brief] = changed.members[0]?.signature.voidedBy ?? [];
    const part = { before: `…${'甲'.repeat(15)}，形成样机一台`, after: `…${'甲'.repeat(15)}，形成样机两台` };
    expect(brief).toEqual({ pointer: '/plan/goals', ...part });
    const own = (await cast.partner.get<FilingView>(`/filings/${signed.id}`)).body;
    const mine = own.members.find(({ id }) => id === own.ownMemberId);
    expect(mine?.signature.voidedBy).toEqual([
      { pointer: '/plan/goals', before: `${long}，形成样机一台`, after: goals, part },
    ]);
  });

  it('of thirteen places counts thirteen for everybody, and is whole for the member', async () => {
    const topic = (at: number, objective: string) => ({ title: `课题${at}`, objective });
    const topics = Array.from({ length: 13 }, (_, at) => topic(at, '原来的目标'));
    const signed = await signedNow(await aDraft(cast.lead, cast.leads.id, { members, content: { topics } }));
    const changed = await edit(signed, { topics: topics.map((_, at) => topic(at, '另外的目标')) });
    expect(changed.members[0]?.signature.voidedBy).toHaveLength(12);
    expect(changed.members[0]?.signature.voidedCount).toBe(13);
    const own = (await cast.partner.get<FilingView>(`/filings/${signed.id}`)).body;
    const { voidedBy, voidedCount } = own.members.find(({ id }) => id === own.ownMemberId)?.signature ?? {};
    expect([voidedBy?.length, voidedCount]).toEqual([13, 13]);
  });

  it('that is taken back lets the signatures count again', async () => {
    const before = await draft();
    const changed = await edit(await signedNow(before), { summary: '一时改过' });
    expect(states(await edit(changed, { summary: before.summary }))).toEqual(['current', 'current', 'current']);
  });

  it('of who takes part voids all who signed', async () => {
    const signed = await signedNow(await draft());
    const gone = await cast.lead.remove<FilingView>(
      `/filings/${signed.id}/members/${signed.members[0]?.id ?? ''}`,
      match(signed.version),
    );
    expect(states(went(gone))).toEqual(['void', 'void']);
  });

  it('makes the page that a member has open too old to sign, whoever’s part it was', async () => {
    const filing = await draft();
    const changed = await editMember(filing, 2, { duties: '承担第三项任务' });
    await refused(409, 'filing.content-changed', () =>
      act(cast.partner, filing, 'sign', { contentHash: filing.contentHash }),
    );
    const { done, events } = await eventsOf(() =>
      act(cast.partner, filing, 'sign', { contentHash: changed.contentHash }),
    );
    expect([states(went(done))[0], events]).toEqual(['current', ['filing.sign']]);
  });
});

describe('signatures from before parts were told apart', () => {
  const forgetParts = async (id: string) => {
    const db = app.env.DB;
    await db.batch([
      db.prepare('UPDATE filings SET part_hashes = NULL WHERE id = ?').bind(id),
      db
        .prepare(
          `UPDATE filing_members SET signature = json_remove(signature, '$.commonHash', '$.ownHash', '$.version')
           WHERE filing_id = ?`,
        )
        .bind(id),
    ]);
  };

  it('count while nothing changes, fall with any change, and say that what was signed is not known', async () => {
    const signed = await signedNow(await draft());
    await forgetParts(signed.id);
    const still = await read(signed.id);
    expect(states(still)).toEqual(['current', 'current', 'current']);
    expect(still.members[0]?.signature.version).toBeNull();
    const changed = await editMember(still, 0, { duties: '承担另一项任务' });
    expect(states(changed)).toEqual(['void', 'void', 'void']);
    expect(changed.members.map(({ signature }) => signature.voidedBy)).toEqual([[], [], []]);
  });

  it('a row from then is signed by both parts from now on', async () => {
    const filing = await draft();
    await forgetParts(filing.id);
    const signed = await signedNow(filing);
    expect(states(await editMember(signed, 2, { duties: '承担另一项任务' }))).toEqual(['current', 'current', 'void']);
  });
});

describe('whoever holds an export', () => {
  it('recomputes what each member signed, also where others have changed since', async () => {
    const signed = await signedNow(await draft());
    const changed = await editMember(signed, 1, { duties: '承担另一项任务' });
    const file = await exported(changed.id);
    expect(verifyCase(file).findings).toEqual([]);
    expect(file.signed?.earlier.map(({ text }) => JSON.parse(text) as object)).toContainEqual(
      expect.objectContaining({ form: 'lianchuang-own-1', duties: '承担一项任务' }),
    );
  });

  it('finds a signature that is said to count and does not, and a text that is not the one that was signed', async () => {
    const signed = await signedNow(await draft());
    const changed = await editMember(signed, 1, { duties: '承担另一项任务' });
    const said = async (change: (file: CaseExport) => void) => {
      const file = structuredClone(await exported(changed.id));
      change(file);
      return verifyCase(file).findings;
    };
    const listed = (file: CaseExport) => (file.content['filing'] as FilingView).members;
    expect(
      await said((file) => {
        for (const { signature } of listed(file)) signature.status = 'current';
      }),
    ).toEqual([`${changed.id}: ${changed.members[1]?.organization.name ?? ''}: signed another text`]);
    expect(
      await said((file) => {
        for (const each of file.signed?.earlier ?? []) each.text = each.text.replace('承担一项任务', '承担一切');
      }),
    ).toEqual([`${changed.id}: an earlier text does not have its hash`]);
    expect(
      await said((file) => {
        file.events = file.events.filter(({ content }) => content?.action !== 'filing.sign');
      }),
    ).toContain(`${changed.id}: ${changed.members[0]?.organization.name ?? ''}: the record holds no signature`);
  });
});
