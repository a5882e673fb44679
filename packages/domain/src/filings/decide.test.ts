import { describe, expect, test } from 'vitest';
import { luoyang2025, qingdao2025 } from '../policies/index.ts';
import {
  allowedActions,
  decide,
  type Filing,
  type FilingCommand,
  type FilingFacts,
  type FilingMember,
} from './index.ts';
import {
  aFiling,
  aFilingIn,
  aReadyFiling,
  aSignature,
  at,
  NOW,
  rolesOf,
  sealed,
  signedByAll,
  someFacts,
  someMembers,
  type RoleSet,
} from './testing.ts';

function run(filing: Filing, role: RoleSet, command: FilingCommand, over: Partial<FilingFacts> = {}) {
  return decide(filing, command, rolesOf(role), someFacts(filing, over));
}

function after(filing: Filing, role: RoleSet, command: FilingCommand, over: Partial<FilingFacts> = {}): Filing {
  const decided = run(filing, role, command, over);
  if (!decided.ok) throw new Error(decided.refusal.code);
  return decided.value.filing;
}

const refused = (refusal: object) => ({ ok: false, refusal });
const submit = { action: 'submit', by: '牵头人' } as const;
const approve = { action: 'approve', by: '处长', reason: '符合指引。' } as const;

/** The filing with other content or members, signed anew by everybody. */
const changed = (filing: Filing, over: Partial<Filing>): Filing => signedByAll(sealed({ ...filing, ...over }));
const patched = (filing: Filing, index: number, over: Partial<FilingMember>): Filing => ({
  ...filing,
  members: filing.members.map((each, n) => (n === index ? { ...each, ...over } : each)),
});

describe('rules that cannot be waived', () => {
  test.each<[string, (filing: Filing) => Partial<Filing>, object]>([
    [
      'a lead registered elsewhere',
      ({ lead }) => ({ lead: { ...lead, divisionCode: '370602' } }),
      {
        id: 'lead-registered-qingdao',
        message: {
          zh: '牵头单位注册地芝罘区，不在青岛市。请改由在青岛市独立注册的企业牵头。',
          en: 'The lead is registered in 芝罘区, outside 青岛市. An enterprise registered there has to lead.',
        },
      },
    ],
    [
      'a university as lead',
      ({ lead }) => ({ lead: { ...lead, kind: 'university' } }),
      {
        id: 'lead-is-enterprise',
        message: {
          zh: '牵头单位是高等学校，须为企业。请改由符合的单位牵头。',
          en: 'The lead is a(n) university; it has to be a(n) enterprise.',
        },
      },
    ],
    [
      'one mechanism that is only spaces',
      ({ content }) => ({
        content: {
          ...content,
          mechanisms: content.mechanisms.map((each) => (each.kind === 'funding' ? { ...each, text: '  ' } : each)),
        },
      }),
      {
        id: 'mechanism-funding',
        message: { zh: '还没有写明资金投入机制。', en: 'Not stated yet: mechanism: funding.' },
      },
    ],
    [
      'two members without duties',
      ({ members }) => ({ members: members.map((each, n) => (n < 2 ? { ...each, duties: ' ' } : each)) }),
      {
        id: 'agreement-states-division-of-tasks',
        message: {
          zh: '还有 2 家没有写明：各成员单位的任务分工和权利义务。',
          en: '2 still without: each member’s tasks, rights and duties.',
        },
      },
    ],
  ])('%s stops the submission and is named with its sentence', (_, change, rule) => {
    const ready = aReadyFiling();
    const filing = changed(ready, change(ready));
    expect(run(filing, 'lead signatory', submit)).toEqual(refused({ code: 'filing.rules-unmet', rules: [rule] }));
  });

  test('an empty draft names every rule that is short or cannot be judged yet, but not the signatures', () => {
    const decided = run(aFiling(), 'lead signatory', submit);
    const ids =
      decided.ok || decided.refusal.code !== 'filing.rules-unmet' ? [] : decided.refusal.rules.map((r) => r.id);
    expect(ids).toEqual([
      'agreement-states-topics',
      'agreement-states-division-of-tasks',
      'mechanism-decision-dispatch',
      'mechanism-joint-attack',
      'mechanism-benefit-sharing',
      'mechanism-ip-management',
      'mechanism-standards',
      'mechanism-diffusion',
      'mechanism-funding',
      'plan-indicator-key-tasks',
      'plan-indicator-attack-plan',
      'plan-indicator-funding-arrangement',
      'plan-indicator-acceptance-assessment',
      'filing-industry-scope',
      'filing-application',
      'validity-max-years',
    ]);
  });

  test('a rule that was met at submission stops the approval when it no longer is', () => {
    const filing = aFilingIn('reviewed');
    const moved = changed(filing, { lead: { ...filing.lead, divisionCode: '370602' } });
    expect(run(moved, 'director', approve)).toMatchObject(
      refused({ code: 'filing.rules-unmet', rules: [{ id: 'lead-registered-qingdao' }] }),
    );
  });
});

describe('shortfalls that may be waived', () => {
  const ask = {
    action: 'waive',
    by: '填报人',
    ruleId: 'composition-chain-enterprises-min',
    reason: '链条短。',
  } as const;
  const grant = { ...ask, by: '经办人', reason: '同意。' } as const;
  const two = (status: Filing['status'] = 'draft'): Filing => aFilingIn(status, { members: someMembers(2, 2) });
  const sentence = {
    zh: '还差 1 家产业链上下游企业（现有 2 家，需要 3 家）。可继续邀请，或说明理由申请放宽。',
    en: '1 more chain enterprises needed (2 of 3). Invite more, or state a reason and apply for a waiver.',
  };
  const rules = [{ id: ask.ruleId, message: sentence }];
  const request = { ruleId: ask.ruleId, reason: ask.reason, requestedAt: NOW, requestedBy: '填报人' };

  test('two chain enterprises without a reason are not submitted', () => {
    expect(run(two(), 'lead signatory', submit)).toEqual(refused({ code: 'filing.waiver-missing', rules }));
  });

  test('a reason opens the submission, not the approval', () => {
    const asked = after(two(), 'lead editor', ask);
    expect(asked.waivers).toEqual([{ ...request, granted: null }]);
    expect(run(asked, 'lead signatory', submit).ok).toBe(true);
    expect(run({ ...two('reviewed'), waivers: asked.waivers }, 'director', approve)).toEqual(
      refused({ code: 'filing.waiver-not-granted', rules }),
    );
  });

  test('what the bureau grants keeps the applicant’s reason beside its own, and opens the approval', () => {
    const asked = { ...two('reviewed'), waivers: [{ ...request, granted: null }] };
    const granted = after(asked, 'clerk', grant);
    expect(granted.waivers).toEqual([{ ...request, granted: { reason: '同意。', at: NOW, by: '经办人' } }]);
    expect(run(granted, 'director', approve).ok).toBe(true);
  });

  test('the bureau may waive what nobody asked for', () => {
    expect(after(two('accepted'), 'clerk', grant).waivers).toEqual([
      {
        ruleId: ask.ruleId,
        reason: '同意。',
        requestedAt: NOW,
        requestedBy: '经办人',
        granted: { reason: '同意。', at: NOW, by: '经办人' },
      },
    ]);
  });

  test('a new reason replaces the old one and leaves other requests alone', () => {
    const short = changed(two(), { content: { ...two().content, validityMonths: 48 } });
    const first = after(after(short, 'lead editor', ask), 'lead editor', { ...ask, ruleId: 'validity-max-years' });
    const again = after(first, 'lead editor', { ...ask, reason: '新理由。' });
    expect(again.waivers.map((each) => [each.ruleId, each.reason])).toEqual([
      ['validity-max-years', '链条短。'],
      [ask.ruleId, '新理由。'],
    ]);
  });

  test.each(['lead-registered-qingdao', 'composition-academic-institutions-min', 'no-such-rule'])(
    'there is nothing to waive about %s',
    (ruleId) => {
      expect(run(two(), 'lead editor', { ...ask, ruleId })).toEqual(
        refused({ code: 'filing.waiver-not-possible', ruleId }),
      );
    },
  );

  test('a granted waiver is not granted a second time over the first', () => {
    const short = changed(two('accepted'), { content: { ...two().content, validityMonths: 48 } });
    const granted = after(short, 'clerk', grant);
    expect(run(granted, 'director', { ...grant, by: '处长' })).toEqual(
      refused({ code: 'filing.waiver-not-possible', ruleId: ask.ruleId }),
    );
  });

  test('once every shortfall is waived, no waiver is offered', () => {
    const granted = after(two('accepted'), 'clerk', grant);
    const offered = (filing: Filing) =>
      allowedActions(filing, rolesOf('clerk'), someFacts(filing)).map((each) => each.name);
    expect([offered(two('accepted')).includes('waive'), offered(granted).includes('waive')]).toEqual([true, false]);
  });

  test('a waiver is granted for the content as it stood: sent back to the applicant, it is a request again', () => {
    const granted = after({ ...two('accepted'), waivers: [{ ...request, granted: null }] }, 'clerk', grant);
    const back = after(granted, 'clerk', {
      action: 'request_correction',
      by: '经办人',
      items: [{ code: 'unclear', pointer: '/members', text: '请说明。' }],
    });
    expect(back.waivers).toEqual([{ ...request, granted: null }]);
  });

  test('somebody who works for the lead and for the bureau only applies while the applicant holds the filing', () => {
    const filing = two('correction');
    const both = new Set([...rolesOf('lead editor'), ...rolesOf('clerk')]);
    const decided = decide(filing, ask, both, someFacts(filing));
    expect(decided.ok && decided.value.filing.waivers).toEqual([{ ...request, granted: null }]);
  });
});

describe('signatures', () => {
  const signedAs = ({ contentHash, partHashes, members: [first], version }: Filing) => ({
    contentHash,
    commonHash: partHashes.common,
    ownHash: partHashes.own[first?.uscc ?? ''] ?? '',
    version,
  });
  const sign = (filing: Filing): FilingCommand => ({ action: 'sign', by: '签署人', contentHash: filing.contentHash });
  const fresh = (): Filing => patched(aReadyFiling(), 0, { signature: null });

  test('a member signs exactly what it has read', () => {
    const filing = fresh();
    const decided = run(filing, 'member signatory', sign(filing));
    expect(decided).toEqual({
      ok: true,
      value: {
        filing: patched(filing, 0, {
          signature: { is: 'signed', ...signedAs(filing), at: NOW, by: '签署人' },
        }),
        event: {
          action: 'filing.sign',
          payload: {
            ...signedAs(filing),
            from: 'draft',
            to: 'draft',
            member: '示例成员1',
            uscc: filing.members[0]?.uscc,
          },
        },
      },
    });
  });

  test('a page that shows older content cannot be signed', () => {
    const filing = fresh();
    expect(run(filing, 'member signatory', { ...sign(filing), contentHash: 'older' } as FilingCommand)).toEqual(
      refused({ code: 'filing.content-changed', contentHash: filing.contentHash }),
    );
  });

  test('a member that has signed this content does not sign it twice', () => {
    const filing = aReadyFiling();
    expect(run(filing, 'member signatory', sign(filing))).toEqual(refused({ code: 'filing.already-signed' }));
  });

  test.each<[string, FilingMember['signature']]>([
    ['refused before', { is: 'refused', reason: '需内部审议。', at: NOW, by: '签署人' }],
    ['signed what has changed since', aSignature('older')],
  ])('a member that %s may sign', (_, signature) => {
    const filing = patched(aReadyFiling(), 0, { signature });
    expect(after(filing, 'member signatory', sign(filing)).members[0]?.signature).toEqual({
      is: 'signed',
      ...signedAs(filing),
      at: NOW,
      by: '签署人',
    });
  });

  test('a member refuses with a reason, also after it has signed', () => {
    const filing = after(aReadyFiling(), 'member signatory', { action: 'refuse', by: '签署人', reason: '分工未定。' });
    expect(filing.members[0]?.signature).toEqual({ is: 'refused', reason: '分工未定。', at: NOW, by: '签署人' });
    expect(filing.members.slice(1)).toEqual(aReadyFiling().members.slice(1));
  });

  test.each(['sign', 'refuse'] as const)('whoever belongs to no member has nothing to %s', (action) => {
    const filing = fresh();
    const command = action === 'sign' ? sign(filing) : { action, by: '某人', reason: '理由' };
    expect(run(filing, 'member signatory', command, { ownMember: null })).toEqual(
      refused({ code: 'not-allowed', action }),
    );
  });

  test('missing, refused and void signatures stop the submission, member by member', () => {
    const states = patched(
      patched(patched(aReadyFiling(), 0, { signature: null }), 1, {
        signature: { is: 'refused', reason: '不参加。', at: NOW, by: '签署人' },
      }),
      3,
      { signature: aSignature('older') },
    );
    expect(run(states, 'lead signatory', submit)).toEqual(
      refused({
        code: 'filing.signatures-missing',
        members: [
          { id: 'fmb_1', name: '示例成员1', state: 'missing' },
          { id: 'fmb_2', name: '示例成员2', state: 'refused' },
          { id: 'fmb_4', name: '示例成员4', state: 'void' },
        ],
      }),
    );
  });

  test('without members nothing is signed, even where no rule counts them', () => {
    const filing = aReadyFiling({ members: [] });
    const facts = someFacts(filing, {}, { ...qingdao2025, rules: [] });
    expect(decide(filing, submit, rolesOf('lead signatory'), facts)).toEqual(
      refused({ code: 'filing.signatures-missing', members: [] }),
    );
  });

  test('one edit voids every signature', () => {
    const ready = aReadyFiling();
    const edited = sealed({ ...ready, content: { ...ready.content, summary: '改写。' } });
    expect(run(edited, 'lead signatory', submit)).toEqual(
      refused({
        code: 'filing.signatures-missing',
        members: ready.members.map(({ id, name }) => ({ id, name, state: 'void' })),
      }),
    );
  });

  test('a filing whose signature was lost is neither approved nor registered', () => {
    const missing = {
      code: 'filing.signatures-missing',
      members: [{ id: 'fmb_1', name: '示例成员1', state: 'missing' }],
    };
    expect(run(patched(aFilingIn('reviewed'), 0, { signature: null }), 'director', approve)).toEqual(refused(missing));
    const shown = aFilingIn('in_publicity');
    const closed = { ...shown, publicity: shown.publicity && { ...shown.publicity, closedAt: at('2026-06-08 09:00') } };
    expect(run(patched(closed, 0, { signature: null }), 'clerk', { action: 'register', by: '经办人' })).toEqual(
      refused(missing),
    );
  });
});

describe('recommendation by the district', () => {
  const submitted = aFilingIn('submitted', {}, luoyang2025);
  const items = [{ code: 'missing', pointer: '/content', text: '请补充。' }] as const;

  test.each<FilingCommand>([
    { action: 'accept', by: '经办人' },
    { action: 'request_correction', by: '经办人', items },
  ])('where it is asked for, the bureau does not $action before it', (command) => {
    expect(run(submitted, 'clerk', command)).toEqual(refused({ code: 'filing.recommendation-needed' }));
  });

  test.each<FilingCommand>([
    { action: 'recommend', by: '区局' },
    { action: 'return', by: '区局', reason: '材料不齐。' },
  ])('where it is not asked for, there is nothing to $action', (command) => {
    expect(run(aFilingIn('submitted'), 'recommender', command)).toEqual(
      refused({ code: 'filing.recommendation-not-used' }),
    );
  });

  test('the district’s clock runs first, then the bureau’s', () => {
    const sent = after(aReadyFiling({}, luoyang2025), 'lead signatory', submit);
    expect(sent).toMatchObject({
      submittedAt: NOW,
      clock: { step: 'recommendation', who: 'recommender', workingDays: 5, dueOn: '2026-06-08' },
    });
    const recommended = after(
      sent,
      'recommender',
      { action: 'recommend', by: '区局' },
      { now: at('2026-06-03 16:00') },
    );
    expect(recommended.clock).toMatchObject({ step: 'acceptance', who: 'office', dueOn: '2026-06-10' });
  });

  test('a returned filing is a draft again that was never submitted', () => {
    const back = after(submitted, 'recommender', { action: 'return', by: '区局', reason: '材料不齐。' });
    expect(back).toMatchObject({ status: 'draft', submittedAt: null, clock: null });
  });

  test('a waiver granted before the return is a request again', () => {
    const granted = { reason: '同意。', at: NOW, by: '经办人' };
    const asked = { ruleId: 'members-min', reason: '少一家。', requestedAt: NOW, requestedBy: '填报人' };
    const filing = aFilingIn(
      'submitted',
      { members: someMembers(6, 3), waivers: [{ ...asked, granted }] },
      luoyang2025,
    );
    const back = after(filing, 'recommender', { action: 'return', by: '区局', reason: '材料不齐。' });
    expect(back.waivers).toEqual([{ ...asked, granted: null }]);
  });
});

describe('what goes on the record', () => {
  test('who did it stays out of the payload, what was said stays in', () => {
    const decided = run(aFilingIn('in_review'), 'clerk', {
      action: 'conclude_review',
      by: '经办人',
      opinion: '建议备案。',
    });
    const { contentHash } = aFilingIn('in_review');
    expect(decided.ok && decided.value.event).toEqual({
      action: 'filing.conclude_review',
      payload: { opinion: '建议备案。', from: 'in_review', to: 'reviewed', contentHash },
    });
    expect(decided.ok && decided.value.filing).toMatchObject({ status: 'reviewed', opinion: '建议备案。' });
  });

  test('a rejection keeps its reason and stops every clock', () => {
    expect(
      after(aFilingIn('reviewed'), 'director', { action: 'reject', by: '处长', reason: '不符合。' }),
    ).toMatchObject({
      status: 'rejected',
      decisionReason: '不符合。',
      clock: null,
    });
  });

  test('a decision never changes the version or the filing that it was given', () => {
    const filing = aFilingIn('submitted');
    const before = JSON.stringify(filing);
    expect(after(filing, 'clerk', { action: 'accept', by: '经办人' }).version).toBe(filing.version);
    expect(JSON.stringify(filing)).toBe(before);
  });
});
