import type { ConsortiumPage, ConsortiumView, RegistrationView } from '@lianchuang/contract/consortia';
import type { FilingView } from '@lianchuang/contract/filings';
import type { NoticeRow, NoticeView, ObjectionReceipt, ObjectionView } from '@lianchuang/contract/notices';
import { committed } from '@lianchuang/db/events/commitment';
import { sha256 } from '@lianchuang/db/ids';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import worker from '../index.ts';
import { anOfficer } from '../../test/people.ts';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import {
  aCast,
  act,
  aDraft,
  aSubmittedFiling,
  clock,
  match,
  partners,
  signedByAll,
  taken,
  type Cast,
} from '../../test/cases.ts';

const app = anApp();
let cast: Cast;
let members: Awaited<ReturnType<typeof partners>>;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  members = await partners(cast.partner, 3, 2);
}, 60_000);

const cron = async () => {
  for (const name of ['2-59/5 * * * *', '*/5 * * * *']) await worker.scheduled({ cron: name } as never, env as never);
};
const names = (filing: FilingView) => filing.actions.map((each) => each.name);

describe('a filing under Qingdao’s guideline, from draft to the register', () => {
  let filing: FilingView;

  it('a draft with everything but signatures cannot be submitted', async () => {
    filing = await aDraft(cast.lead, cast.leads.id, { members });
    expect(filing).toMatchObject({ status: 'draft', clock: null, mayEdit: true, receipt: null });
    expect(names(filing)).toEqual(['withdraw']);
    const answer = await refused(409, 'filing.signatures-missing', () => act(cast.lead, filing, 'submit'));
    for (const { organization } of members) expect(answer.text).toContain(organization.name);
  });

  it('one member’s refusal stops the submission and names that member', async () => {
    for (let n = 0; n < 4; n += 1) went(await act(cast.partner, filing, 'sign', { contentHash: filing.contentHash }));
    const refusing = went(await act(cast.partner, filing, 'refuse', { reason: '分工与协议不一致。' }));
    const refusal = refusing.members.filter((each) => each.signature.status === 'refused');
    expect(refusal.map((each) => each.signature.reason)).toEqual(['分工与协议不一致。']);
    const { body } = await refused(409, 'filing.signatures-missing', () => act(cast.lead, filing, 'submit'));
    expect((body as unknown as { facts: unknown }).facts).toEqual({
      members: [{ id: refusal[0]?.id, name: refusal[0]?.organization.name, state: 'refused' }],
    });
  });

  it('an edit after signing voids every signature; a member who read the old text cannot sign it', async () => {
    const before = filing.contentHash;
    const { version } = went(await cast.lead.get<FilingView>(`/filings/${filing.id}`));
    filing = went(
      await cast.lead.patch<FilingView>(`/filings/${filing.id}`, { summary: '改过的摘要' }, match(version)),
    );
    expect(filing.contentHash).not.toBe(before);
    expect(filing.members.map((each) => each.signature.status).sort()).toEqual([
      'refused',
      'void',
      'void',
      'void',
      'void',
    ]);
    await refused(409, 'filing.content-changed', () => act(cast.partner, filing, 'sign', { contentHash: before }));
  });

  it('when all have signed it is submitted, with a receipt and the bureau’s clock', async () => {
    filing = await signedByAll(cast.partner, filing);
    expect(filing.members.every((each) => each.signature.status === 'current')).toBe(true);
    const { done, events } = await eventsOf(() => act(cast.lead, filing, 'submit'));
    filing = went(done);
    expect(events).toEqual(['filing.submit']);
    expect(filing).toMatchObject({
      status: 'submitted',
      mayEdit: false,
      submittedAt: '2026-06-01T09:00:00.000+08:00',
      clock: {
        who: 'office',
        step: 'acceptance',
        dueOn: '2026-06-08',
        dueAt: '2026-06-08T23:59:59.999+08:00',
        workingDaysLeft: 5,
      },
      receipt: { at: '2026-06-01T09:00:00.000+08:00', contentHash: filing.contentHash },
    });
  });

  it('the bureau asks for a correction, the clock turns to the applicant, signatures are needed anew after an edit and each filing keeps its receipt', async () => {
    clock('2026-06-03 10:00');
    const items = [{ code: 'unclear', pointer: '/topics/0', text: '请写明指标。' }];
    const filed = filing.receipt;
    filing = went(await act(cast.clerk, filing, 'request_correction', { items, workingDays: 5 }));
    expect(filing).toMatchObject({
      status: 'correction',
      clock: { who: 'applicant', dueOn: '2026-06-10' },
      correction: { items },
    });
    filing = went(
      await cast.lead.patch<FilingView>(
        `/filings/${filing.id}`,
        { topics: [{ title: '课题', indicators: '样机两台' }] },
        match(filing.version),
      ),
    );
    expect(filing.contentHash).not.toBe(filed?.contentHash);
    expect(filing.receipt).toEqual(filed);
    await refused(409, 'filing.signatures-missing', () => act(cast.lead, filing, 'resubmit'));
    filing = await signedByAll(cast.partner, filing);
    clock('2026-06-10 23:59:59.999');
    filing = went(await act(cast.lead, filing, 'resubmit'));
    const { contentHash } = filing;
    expect(filing.receipts).toEqual([
      { ...filed, action: 'submit' },
      { number: `${filed?.number}-2`, action: 'resubmit', at: '2026-06-10T23:59:59.999+08:00', contentHash },
    ]);
    const seenByMember = went(await cast.partner.get<FilingView>(`/filings/${filing.id}`));
    expect(seenByMember.receipts).toEqual(filing.receipts);
    // The bureau had three of its five days left when it asked.
    expect(filing).toMatchObject({
      status: 'submitted',
      clock: { who: 'office', step: 'acceptance', dueOn: '2026-06-15' },
    });
  });

  it('it is accepted, reviewed, approved and published with its last day', async () => {
    clock('2026-06-12 09:00');
    filing = await taken(cast, filing, 'approve');
    expect(filing).toMatchObject({
      status: 'in_publicity',
      opinion: '建议备案。',
      decisionReason: '同意备案。',
      publicity: { firstDay: '2026-06-12', lastDay: '2026-06-18', closedAt: null },
      clock: { who: 'public', step: 'publicity' },
    });
    const notices = went(await app.get<{ items: NoticeRow[] }>('/notices?status=open&jurisdiction=370200'));
    expect(notices.items.map((each) => [each.id, each.lastDay])).toEqual([[filing.publicity?.noticeId, '2026-06-18']]);
  });

  it('publicity may end when its last day is over, not a millisecond before', async () => {
    clock('2026-06-18 23:59:59.999');
    await refused(409, 'filing.publicity-running', () => act(cast.clerk, filing, 'close_publicity'));
    await refused(409, 'filing.publicity-not-closed', () => act(cast.clerk, filing, 'register'));
    expect(names(went(await cast.clerk.get<FilingView>(`/filings/${filing.id}`)))).toEqual([]);
    for (const instant of ['2026-06-19 00:00:00.000', '2026-06-19 00:00:00.001']) {
      clock(instant);
      expect(names(went(await cast.clerk.get<FilingView>(`/filings/${filing.id}`)))).toEqual(['close_publicity']);
    }
    clock('2026-06-19 00:00:00.000');
    filing = went(await act(cast.clerk, filing, 'close_publicity'));
    expect(filing.publicity?.closedAt).toBe('2026-06-19T00:00:00.000+08:00');
    await refused(409, 'filing.publicity-closed', () => act(cast.clerk, filing, 'close_publicity'));
  });

  it('it is registered with the year’s next number and whole months of validity', async () => {
    clock('2026-06-22 09:00');
    const { done, events } = await eventsOf(() => act(cast.clerk, filing, 'register'));
    filing = went(done);
    expect(events).toEqual(['filing.register']);
    expect(filing).toMatchObject({
      status: 'registered',
      registrationNumber: '示联备〔2026〕0001号',
      actions: [],
      clock: null,
    });
    const consortium = went(await app.get<ConsortiumView>(`/consortia/${filing.consortiumId}`));
    expect(consortium).toMatchObject({
      name: '示例创新联合体',
      status: 'in_force',
      registeredOn: '2026-06-22',
      validFrom: '2026-06-22',
      validTo: '2029-06-21',
      memberCounts: { enterprise: 3, academic: 2, other: 0, total: 5 },
      fictional: true,
    });
    expect(consortium.members).toHaveLength(6);
    expect(consortium.timeline.map((each) => each.action)).toEqual([
      'filing.submit',
      'filing.accept',
      'filing.conclude_review',
      'filing.approve',
      'filing.close_publicity',
      'filing.register',
    ]);
    const inner = went(await cast.lead.get<FilingView>(`/filings/${filing.id}`));
    expect(inner.timeline.map((each) => each.action)).toContain('filing.request_correction');
    expect(JSON.stringify(consortium)).not.toContain('请写明指标');
  });

  it('the public finds it by two characters and by initials, and verifies its number however it is typed', async () => {
    for (const q of ['创新', 'slcx', members[0]?.organization.name ?? '', '0001']) {
      const found = went(await app.get<ConsortiumPage>(`/consortia?q=${encodeURIComponent(q)}`));
      expect(
        found.items.map((each) => each.id),
        q,
      ).toEqual([filing.consortiumId]);
    }
    for (const number of [
      '示联备〔2026〕0001号',
      '示联备[2026]0001号',
      '示联备（2026）0001号',
      ' 示联备 〔2026〕 0001号 ',
    ]) {
      const proof = went(await app.get<RegistrationView>(`/registrations/${encodeURIComponent(number)}`));
      expect(proof).toMatchObject({
        number: '示联备〔2026〕0001号',
        status: 'in_force',
        validTo: '2029-06-21',
        lead: { name: '示例牵头企业' },
      });
      expect(proof.history.at(-1)).toMatchObject({
        action: 'filing.register',
        note: '示联备〔2026〕0001号',
        official: true,
      });
    }
    await refused(404, 'registration.unknown-number', () => app.get('/registrations/示联备〔2026〕0002号'));
  });

  it('the registration is over at the end of its last day though no job ran, and the job changes nothing one could see', async () => {
    const statusAt = async (text: string) => {
      clock(text);
      return went(await app.get<ConsortiumView>(`/consortia/${filing.consortiumId}`)).status;
    };
    expect(await statusAt('2029-06-21 23:59:59.999')).toBe('in_force');
    expect(await statusAt('2029-06-22 00:00')).toBe('expired');
    const { events } = await eventsOf(async () => {
      await cron();
      await cron();
    });
    expect(events).toEqual(['consortium.expire']);
    expect(await statusAt('2029-06-22 00:01')).toBe('expired');
    const found = went(await app.get<ConsortiumPage>('/consortia?q=创新&status=expired'));
    expect(found.items).toHaveLength(1);
  });
});

describe('a shortfall of an in-principle rule', () => {
  it('is submitted with a reason, approved only when the bureau has granted the waiver, and printed in the notice', async () => {
    clock('2026-06-01 09:00');
    const draft = await aDraft(cast.lead, cast.leads.id, { members: members.slice(0, 4) });
    await signedByAll(cast.partner, draft);
    await refused(409, 'filing.waiver-missing', () => act(cast.lead, draft, 'submit'));
    const ruleId = 'composition-academic-institutions-min';
    await refused(409, 'filing.waiver-not-possible', () =>
      act(cast.lead, draft, 'waive', { ruleId: 'lead-is-enterprise', reason: '理由' }),
    );
    await refused(409, 'filing.waiver-not-possible', () =>
      act(cast.lead, draft, 'waive', { ruleId: 'nonsense', reason: '理由' }),
    );
    const asked = went(await act(cast.lead, draft, 'waive', { ruleId, reason: '本领域仅一家院所。' }));
    expect(asked.waivers).toMatchObject([{ ruleId, reason: '本领域仅一家院所。', granted: null }]);
    // A request changes no content, so the signatures stand.
    const submitted = went(await act(cast.lead, draft, 'submit'));
    await taken(cast, submitted, 'conclude_review');
    await refused(409, 'filing.waiver-not-granted', () => act(cast.director, draft, 'approve', { reason: '同意。' }));
    const granted = went(await act(cast.director, draft, 'waive', { ruleId, reason: '同意放宽。' }));
    expect(granted.waivers[0]?.granted).toMatchObject({ reason: '同意放宽。' });
    const approved = went(await act(cast.director, draft, 'approve', { reason: '同意。' }));
    const notice = went(await app.get<NoticeView>(`/notices/${approved.publicity?.noticeId}`));
    expect(notice.waivers).toEqual([{ ruleId, clause: '联合相关领域高校院所原则上不少于2家' }]);
  });
});

describe('a correction that is not answered', () => {
  it('lapses by the job when its last day is over, once, whatever the clock does afterwards', async () => {
    clock('2026-06-01 09:00');
    const filing = await aSubmittedFiling(cast, { members });
    const items = [{ code: 'missing', pointer: '/plan', text: '缺少资金安排。' }];
    went(await act(cast.clerk, filing, 'request_correction', { items, workingDays: 2 }));
    clock('2026-06-03 23:59:59.999');
    // The same job reminds of what is due.
    const lapses = async (work: () => Promise<unknown>) =>
      (await eventsOf(work)).events.filter((each) => each !== 'filing.remind');
    expect(await lapses(cron)).toEqual([]);
    clock('2026-06-04 00:00');
    await refused(409, 'filing.correction-overdue', () => act(cast.lead, filing, 'resubmit'));
    const replayed = await lapses(async () => {
      await cron();
      await cron();
    });
    expect(replayed).toEqual(['filing.lapse']);
    clock('2026-06-02 00:00');
    expect(await lapses(cron)).toEqual([]);
    const lapsed = went(await cast.lead.get<FilingView>(`/filings/${filing.id}`));
    expect(lapsed).toMatchObject({ status: 'lapsed', actions: [], clock: null });
    expect(lapsed.timeline.at(-1)).toMatchObject({ action: 'filing.lapse', by: '系统' });
  });
});

describe('objections', () => {
  type Objections = { items: ObjectionView[] };
  const published = async () => {
    clock('2026-06-01 09:00');
    return taken(cast, await aSubmittedFiling(cast, { members }), 'approve');
  };
  const object = (noticeId: string | null | undefined) =>
    app.post<ObjectionReceipt>(`/notices/${noticeId}/objections`, {
      name: '张实名',
      contact: '13800000000',
      reason: '专利归属有争议。',
    });
  const rule = async (noticeId: string | null | undefined, outcome: string) => {
    const { items } = went(await cast.clerk.get<Objections>(`/notices/${noticeId}/objections`));
    const path = `/notices/${noticeId}/objections/${items[0]?.id}/actions/rule`;
    return { path, items, done: await cast.director.post<ObjectionView>(path, { outcome, reason: '经查证。' }) };
  };

  it('one that waits for its ruling stops the registration, dismissed it does not', async () => {
    const filing = await published();
    const noticeId = filing.publicity?.noticeId;
    const { done, events } = await eventsOf(() => object(noticeId));
    expect(events).toEqual(['notice.object']);
    expect(went(done)).toMatchObject({ noticeId, receivedAt: '2026-06-01T09:00:00.000+08:00' });
    clock('2026-06-08 09:00');
    went(await act(cast.clerk, filing, 'close_publicity'));
    const { body } = await refused(409, 'filing.objection-open', () => act(cast.clerk, filing, 'register'));
    expect((body as unknown as { facts: unknown }).facts).toEqual({ objections: 1 });
    const ruled = await rule(noticeId, 'dismissed');
    expect(ruled.items).toMatchObject([
      {
        name: '张**',
        contact: '138****0000',
        masked: true,
        ruling: null,
        actions: [{ name: 'rule' }, { name: 'unmask' }],
      },
    ]);
    expect(went(ruled.done)).toMatchObject({ ruling: { outcome: 'dismissed', by: '青岛市科学技术局' }, masked: true });
    await refused(409, 'notice.already-ruled', () =>
      cast.clerk.post(ruled.path, { outcome: 'upheld', reason: '再裁。' }),
    );
    expect(went(await act(cast.clerk, filing, 'register')).status).toBe('registered');
    const pages = [
      await app.get(`/notices/${noticeId}`),
      await app.get(`/consortia?limit=1`),
      await cast.lead.get(`/filings/${filing.id}`),
    ];
    for (const page of pages) expect(page.text).not.toMatch(/张实名|13800000000/);
  });

  it('who raised one is told to an officer who says why, and that is on record with the reason', async () => {
    const filing = await published();
    const noticeId = filing.publicity?.noticeId;
    went(await object(noticeId));
    const { items } = went(await cast.clerk.get<Objections>(`/notices/${noticeId}/objections`));
    const path = `/notices/${noticeId}/objections/${items[0]?.id}/actions/unmask`;
    await refused(422, 'invalid-input', () => cast.clerk.post(path, { reason: ' ' }));
    await refused(404, 'not-found', () => cast.lead.post(path, { reason: '想知道是谁' }));
    const auditor = await anOfficer(app, 'auditor');
    await refused(403, 'not-allowed', () => auditor.post(path, { reason: '抽查' }));
    const { done, events } = await eventsOf(() => cast.clerk.post<ObjectionView>(path, { reason: '电话核实异议' }));
    expect(events).toEqual(['notice.unmask']);
    expect(went(done)).toMatchObject({ name: '张实名', contact: '13800000000', masked: false });
    const trail = went(await auditor.get<{ items: { payload: object }[] }>(`/audit-events?subject=${noticeId}`));
    expect(trail.items[0]?.payload).toEqual({ objection: items[0]?.id, reason: '电话核实异议' });
    expect(went(await cast.clerk.get<Objections>(`/notices/${noticeId}/objections`)).items[0]?.masked).toBe(true);
  });

  it('the event commits to who raised it, so that an exchanged name would be found', async () => {
    const filing = await published();
    const noticeId = filing.publicity?.noticeId ?? '';
    went(await object(noticeId));
    const row = await app.env.DB.prepare('SELECT * FROM objections WHERE notice_id = ?')
      .bind(noticeId)
      .first<{ salt: string; name: string; contact: string; reason: string }>();
    const event = await app.env.DB.prepare(`SELECT payload FROM events WHERE subject = ? AND action = 'notice.object'`)
      .bind(noticeId)
      .first<{ payload: string }>();
    const { person, reason } = JSON.parse(event?.payload ?? '{}') as { person: string; reason: string };
    const { salt, name, contact } = row ?? { salt: '', name: '', contact: '' };
    expect(await committed({ salt, name, contact })).toBe(person);
    expect(await committed({ salt, name: '李四', contact })).not.toBe(person);
    expect(await sha256(row?.reason ?? '')).toBe(reason);
  });

  it('upheld it stops the registration for good; the director may still reject', async () => {
    const filing = await published();
    const noticeId = filing.publicity?.noticeId;
    went(await object(noticeId));
    went((await rule(noticeId, 'upheld')).done);
    clock('2026-06-08 09:00');
    went(await act(cast.clerk, filing, 'close_publicity'));
    await refused(409, 'filing.objection-upheld', () => act(cast.clerk, filing, 'register'));
    expect(went(await act(cast.director, filing, 'reject', { reason: '异议成立。' })).status).toBe('rejected');
  });

  it('objections are taken through the whole last day and not after', async () => {
    const filing = await published();
    const noticeId = filing.publicity?.noticeId;
    clock('2026-05-31 23:59:59.999');
    await refused(409, 'notice.not-open-yet', () => object(noticeId));
    clock('2026-06-05 23:59:59.999');
    expect((await object(noticeId)).status).toBe(201);
    clock('2026-06-06 00:00');
    await refused(409, 'notice.closed', () => object(noticeId));
    expect(went(await app.get<NoticeView>(`/notices/${noticeId}`))).toMatchObject({
      status: 'closed',
      takesObjections: false,
      objections: { total: 1, open: 1 },
    });
  });
});
