import { describe, expect, test } from 'vitest';
import type { AttachedFile } from '../attachments/index.ts';
import { luoyang2025, qingdao2025, type Material } from '../policies/index.ts';
import { aMaterial, withMaterials } from '../policies/testing.ts';
import { allowedActions, checkFiling, decide, materialPlaces, type Filing } from './index.ts';
import { aFilingIn, aReadyFiling, NOW, rolesOf, someFacts } from './testing.ts';

const audit = aMaterial();
const licence = aMaterial({ id: 'licence', name: { zh: '营业执照', en: 'licence' }, providedBy: 'member' });
const team = aMaterial({
  id: 'team',
  name: { zh: '团队说明', en: 'team' },
  providedBy: 'member',
  kinds: ['university', 'research_institute'],
});
let files = 0;
const aFile = (materialId: string, memberId: string | null): AttachedFile => ({
  id: `att_${(files += 1)}`,
  materialId,
  memberId,
  name: '扫描件.pdf',
  type: 'application/pdf',
  bytes: 1000,
  sha256: 'a'.repeat(64),
});
const byLead = aFile(audit.id, null);
const byMember = (n: number, of = licence.id): AttachedFile => aFile(of, `fmb_${n}`);

function submitted(materials: readonly Material[], attached: readonly AttachedFile[], filing: Filing = aReadyFiling()) {
  const policy = withMaterials(qingdao2025, ...materials);
  const handedIn = { ...filing, attachments: attached };
  const action = filing.status === 'correction' ? 'resubmit' : 'submit';
  return decide(handedIn, { action, by: '牵头人' }, rolesOf('lead signatory'), someFacts(handedIn, {}, policy));
}

const waiver = (ruleId: string) => ({
  ruleId,
  reason: '审计报告四月出具。',
  requestedAt: NOW,
  requestedBy: '牵头人',
  granted: null,
});

describe('who provides what', () => {
  const filing = aReadyFiling();
  const places = (materials: readonly Material[], attached: readonly AttachedFile[] = []) =>
    materialPlaces({ ...filing, attachments: attached }, withMaterials(qingdao2025, ...materials)).map(
      ({ material, member, files }) => [material.id, member?.id ?? null, files],
    );

  test('what the lead provides has one place, what members provide one for each of them', () => {
    expect(places([audit, licence])).toEqual([
      ['audit-report', null, 0],
      ...[1, 2, 3, 4, 5].map((n) => ['licence', `fmb_${n}`, 0]),
    ]);
  });

  test('a material for certain kinds asks nobody else', () => {
    expect(places([team])).toEqual([
      ['team', 'fmb_4', 0],
      ['team', 'fmb_5', 0],
    ]);
  });

  test('a file counts where it was handed in, not at the neighbour’s', () => {
    expect(places([audit, licence], [byMember(2), byMember(2), byLead]).filter(([, , files]) => files !== 0)).toEqual([
      ['audit-report', null, 1],
      ['licence', 'fmb_2', 2],
    ]);
  });
});

describe('a required material', () => {
  test('stops submitting, and the refusal names the material and who owes it', () => {
    expect(submitted([audit, licence], [byMember(1), byMember(3), byMember(4)])).toEqual({
      ok: false,
      refusal: {
        code: 'filing.materials-missing',
        materials: [
          { id: 'audit-report', name: audit.name, owing: [{ id: null, name: '示例牵头企业' }] },
          {
            id: 'licence',
            name: licence.name,
            owing: [
              { id: 'fmb_2', name: '示例成员2' },
              { id: 'fmb_5', name: '示例成员5' },
            ],
          },
        ],
      },
    });
  });

  test('does not stop any more once everybody who is asked has handed it in', () => {
    const all = [byLead, ...[1, 2, 3, 4, 5].map((n) => byMember(n)), byMember(4, 'team'), byMember(5, 'team')];
    expect(submitted([audit, licence, team], all).ok).toBe(true);
    expect(submitted([audit, licence, team], all.slice(0, -1))).toMatchObject({
      ok: false,
      refusal: { code: 'filing.materials-missing', materials: [{ id: 'team', owing: [{ id: 'fmb_5' }] }] },
    });
  });

  test('stops a corrected filing as well', () => {
    expect(submitted([audit], [], aFilingIn('correction'))).toMatchObject({
      ok: false,
      refusal: { code: 'filing.materials-missing' },
    });
    expect(submitted([audit], [byLead], aFilingIn('correction')).ok).toBe(true);
  });

  test('cannot be waived', () => {
    const filing = aReadyFiling({ waivers: [waiver('material-audit-report')] });
    expect(submitted([audit], [], filing)).toMatchObject({ ok: false, refusal: { code: 'filing.materials-missing' } });
  });

  test('asks nothing where no member is of the kind that it is for', () => {
    expect(submitted([aMaterial({ ...team, kinds: ['finance'] })], []).ok).toBe(true);
  });

  test('takes the submit button away while it is missing', () => {
    const policy = withMaterials(qingdao2025, audit);
    const open = (attachments: readonly AttachedFile[]) => {
      const filing = { ...aReadyFiling(), attachments };
      return allowedActions(filing, rolesOf('lead signatory'), someFacts(filing, {}, policy)).map(({ name }) => name);
    };
    expect(open([])).not.toContain('submit');
    expect(open([byLead])).toContain('submit');
  });
});

describe('a material asked for in principle', () => {
  const wished = aMaterial({ strength: 'in_principle' });

  test('stops submitting until a reason is stated', () => {
    expect(submitted([wished], [])).toMatchObject({
      ok: false,
      refusal: {
        code: 'filing.waiver-missing',
        rules: [
          {
            id: 'material-audit-report',
            message: { zh: '还缺材料「审计报告」：示例牵头企业。可继续上传，或说明理由申请放宽。' },
          },
        ],
      },
    });
    expect(submitted([wished], [], aReadyFiling({ waivers: [waiver('material-audit-report')] })).ok).toBe(true);
    expect(submitted([wished], [byLead]).ok).toBe(true);
  });

  test('is waived like any other rule, by the lead’s request and the bureau’s grant', () => {
    const filing = aReadyFiling();
    const policy = withMaterials(qingdao2025, wished);
    const asked = decide(
      filing,
      { action: 'waive', ruleId: 'material-audit-report', reason: '四月出具。', by: '牵头人' },
      rolesOf('lead signatory'),
      someFacts(filing, {}, policy),
    );
    expect(asked).toMatchObject({ ok: true, value: { filing: { waivers: [{ ruleId: 'material-audit-report' }] } } });
  });
});

describe('an encouraged material', () => {
  test('never stops a filing and is no rule of its check', () => {
    const wished = aMaterial({ strength: 'encouraged' });
    expect(submitted([wished], []).ok).toBe(true);
    const { rules, later } = checkFiling(aReadyFiling(), withMaterials(qingdao2025, wished));
    expect([...rules, ...later].filter(({ rule }) => rule.kind === 'material')).toEqual([]);
  });

  test.each([qingdao2025, luoyang2025])('$id asks for nothing more: no document fixes a list', ({ materials }) => {
    expect(materials.map(({ strength }) => strength).filter((each) => each !== 'encouraged')).toEqual([]);
  });
});
