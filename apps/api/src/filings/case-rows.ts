import type { FilingRow } from '@lianchuang/contract/filings';
import type { FilingListRow } from '@lianchuang/db/filings/list';
import { countUnanswered, withMembers } from '@lianchuang/db/filings/with-members';
import { EDITABLE, nextInCase } from '@lianchuang/domain/filings';
import { policyOf } from '@lianchuang/domain/policies';
import type { SignedAsk } from '../http/context.ts';
import { filingRow } from './views.ts';

/** Rows of a list, each with the one thing that its caller can do next. */
export async function caseRows({ db, viewer, now, locale }: SignedAsk, rows: FilingListRow[]): Promise<FilingRow[]> {
  const open = rows.filter(({ status, part }) => EDITABLE.includes(status) && part !== 'office');
  const led = open.filter(({ part }) => part === 'lead').map(({ id }) => id);
  const [filings, comments] = await Promise.all([withMembers(db, open), countUnanswered(db, led)]);
  const roles = new Map(viewer.organizations.map(({ id, role }) => [id, role]));
  return rows.map((row) => {
    const filing = filings.get(row.id);
    const { part, ownSignature, ownOrganizationId } = row;
    const role = roles.get(ownOrganizationId ?? '') ?? null;
    const caller = { part, ownSignature, role, openComments: comments.get(row.id) ?? 0 };
    const next = filing === undefined ? null : nextInCase(filing, policyOf(filing.policy), caller);
    return { ...filingRow(row, now, locale), next };
  });
}
