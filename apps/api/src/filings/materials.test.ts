import type { FilingView } from '@lianchuang/contract/filings';
import { POLICY_VERSIONS, qingdao2025, type PolicyVersion } from '@lianchuang/domain/policies';
import { aMaterial, withMaterials } from '@lianchuang/domain/testing/policies';
import { ATTACHMENT_LIMITS } from '@lianchuang/domain/attachments';
import { aJpeg } from '@lianchuang/domain/testing/attachments';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, refused, went } from '../../test/app-under-test.ts';
import { aCast, act, aDraft, clock, partners, signedByAll, type Cast, type Policy } from '../../test/cases.ts';
import { aPdfFile, begin, uploaded } from '../../test/files.ts';
import { setClock } from '../platform/clock.ts';

/** Qingdao’s rules with a checklist of their own: one paper of each strength. */
const pack: PolicyVersion = {
  ...withMaterials(
    qingdao2025,
    aMaterial({ id: 'licence', name: { zh: '营业执照', en: 'Licence' }, providedBy: 'member', kinds: ['enterprise'] }),
    aMaterial({ id: 'audit', name: { zh: '审计报告', en: 'Audit report' }, strength: 'in_principle' }),
    aMaterial({
      id: 'photo',
      name: { zh: '照片', en: 'Photo' },
      strength: 'encouraged',
      accepts: ['picture'],
      most: 3,
    }),
  ),
  id: 'pol_with-papers',
};
const policyId = pack.id as Policy;
const app = anApp();
let cast: Cast;

beforeAll(async () => {
  (POLICY_VERSIONS as PolicyVersion[]).push(pack);
  cast = await aCast(app);
});

async function aDraftWithPapers(): Promise<FilingView> {
  const members = await partners(cast.partner, 3, 2);
  return aDraft(cast.lead, cast.leads.id, {
    policyId,
    members,
    content: { industryCode: 'qd-ai', divisionCode: '370202' },
  });
}
const names = (filing: FilingView): string[] =>
  filing.members.filter(({ organization }) => organization.kind === 'enterprise').map((each) => each.organization.name);

it('the policy tells who provides what, and how binding it is', async () => {
  const { materials } = went(await app.get<PolicyVersion>(`/policies/${policyId}`));
  expect(materials.map(({ id, providedBy, strength }) => [id, providedBy, strength])).toEqual([
    ['licence', 'member', 'required'],
    ['audit', 'lead', 'in_principle'],
    ['photo', 'lead', 'encouraged'],
  ]);
});

it('a required material stops submitting by name of material and member until each has handed it in; one asked for in principle is waived with a reason', async () => {
  const draft = await aDraftWithPapers();
  await signedByAll(cast.partner, draft);
  const { text } = await refused(409, 'filing.materials-missing', () => act(cast.lead, draft, 'submit'));
  for (const name of names(draft)) expect(text).toContain(name);
  expect(text).toContain('「营业执照」');
  expect(text).not.toContain('审计报告');

  const enterprises = draft.members.filter(({ organization }) => organization.kind === 'enterprise');
  for (const { id } of enterprises)
    await uploaded(cast.partner, draft, aPdfFile({ materialId: 'licence', memberId: id }));
  await refused(409, 'filing.waiver-missing', () => act(cast.lead, draft, 'submit'));
  went(await act(cast.lead, draft, 'waive', { ruleId: 'material-audit', reason: '审计报告四月出具。' }));
  const sent = went(await act(cast.lead, draft, 'submit'));
  expect([sent.status, sent.attachments.length]).toEqual(['submitted', 3]);
  expect(sent.check.rules.find(({ id }) => id === 'material-licence')).toMatchObject({ outcome: 'met' });
});

it('a paper that is taken out again is missing again', async () => {
  const draft = await aDraftWithPapers();
  const [first, ...others] = draft.members.filter(({ organization }) => organization.kind === 'enterprise');
  for (const each of others)
    await uploaded(cast.partner, draft, aPdfFile({ materialId: 'licence', memberId: each.id }));
  const last = await uploaded(cast.partner, draft, aPdfFile({ materialId: 'licence', memberId: first?.id ?? '' }));
  const outcome = async () => {
    const { check } = went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
    return check.rules.find(({ id }) => id === 'material-licence');
  };
  expect((await outcome())?.outcome).toBe('met');
  went(await cast.partner.remove(`/attachments/${last.id}`));
  expect(await outcome()).toMatchObject({
    outcome: 'not_met',
    message: `还缺材料「营业执照」：${first?.organization.name ?? ''}。请上传后再提交。`,
    shortfall: { have: 2, need: 3 },
  });
});

describe('what a material takes', () => {
  const aPhoto = () => aPdfFile({ bytes: aJpeg(40, 30), name: '现场.jpg', type: 'image/jpeg', materialId: 'photo' });

  it('is of its own form: no pages where photos are asked for, no photo where pages are', async () => {
    const draft = await aDraftWithPapers();
    const { text } = await refused(415, 'attachment.form-not-accepted', () =>
      begin(cast.lead, draft, aPdfFile({ materialId: 'photo' })),
    );
    expect(text).toContain('只收照片或扫描图');
    const photo = { ...aPhoto(), materialId: 'audit' };
    const other = await refused(415, 'attachment.form-not-accepted', () => begin(cast.lead, draft, photo));
    expect(other.text).toContain('不收照片');
    went(await begin(cast.lead, draft, { ...photo, materialId: 'other' }));
  });

  it('is no more than its figure from one provider, of thirty at once too; what is given up or ran out makes room', async () => {
    const at = clock('2026-06-01 09:00');
    const draft = await aDraftWithPapers();
    const answers = await Promise.all(Array.from({ length: 30 }, () => begin(cast.lead, draft, aPhoto())));
    const given = answers.filter(({ status }) => status === 201);
    expect(given).toHaveLength(3);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ status }) => status))).toEqual(new Set([409]));
    const { text } = await refused(409, 'attachment.place-full', () => begin(cast.lead, draft, aPhoto()));
    expect(text).toContain('最多 3 份');
    went(await cast.lead.remove(`/attachments/${given[0]?.body.id ?? ''}`));
    went(await begin(cast.lead, draft, aPhoto()));
    await refused(409, 'attachment.place-full', () => begin(cast.lead, draft, aPhoto()));
    // Another provider has places of its own, and other papers have no figure.
    went(await begin(cast.lead, draft, { ...aPhoto(), memberId: draft.members[0]?.id ?? '' }));
    went(await begin(cast.lead, draft, aPdfFile()));
    setClock(at + ATTACHMENT_LIMITS.ticketMilliseconds);
    went(await begin(cast.lead, draft, aPhoto()));
  });
});
