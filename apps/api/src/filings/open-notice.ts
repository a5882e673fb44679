import type { Statement } from '@lianchuang/db/commit';
import { newId } from '@lianchuang/db/ids';
import type { NoticeRecord } from '@lianchuang/db/notices/read';
import { insertNotice } from '@lianchuang/db/notices/write';
import type { Filing } from '@lianchuang/domain/filings';
import type { SignedAsk } from '../http/context.ts';
import { isFictional } from '@lianchuang/domain/organizations';
import { everyRule, policyOf } from '@lianchuang/domain/policies';

/** The notice of an approved filing: a copy of the fields that may be published, and nothing else. */
export function openNotice(ask: SignedAsk, filing: Filing): { statements: Statement[]; notice: NoticeRecord } {
  const { content, publicity, policy, lead } = filing;
  if (publicity === null) throw new Error('an approved filing has its publicity');
  const rules = everyRule(policyOf(policy));
  const notice = {
    id: newId('notice'),
    jurisdiction: filing.jurisdiction,
    filingId: filing.id,
    policyId: policy.id,
    policyVersion: policy.version,
    firstDay: publicity.firstDay,
    lastDay: publicity.lastDay,
    workingDays: policyOf(policy).clocks.publicity,
    closedAt: null,
    fictional: isFictional(lead.uscc),
    consortiumId: null,
    body: {
      title: content.consortiumName ?? lead.name,
      lead: lead.name,
      industryCode: content.industryCode,
      divisionCode: content.divisionCode ?? lead.divisionCode,
      summary: content.summary,
      validityMonths: content.validityMonths,
      members: filing.members.map(({ name, kind, chainPosition }) => ({ name, kind, chainPosition })),
      waivers: filing.waivers.map(({ ruleId }) => ({
        ruleId,
        clause: rules.find((each) => each.id === ruleId)?.clause.text ?? ruleId,
      })),
    },
  };
  return {
    statements: [insertNotice(ask.db, notice, ask.now)],
    notice: { ...notice, version: 1, chainHash: null, createdAt: ask.now, updatedAt: ask.now },
  };
}
