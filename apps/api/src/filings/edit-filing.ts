import type { EditFiling, FilingView } from '@lianchuang/contract/filings';
import { isWithin } from '@lianchuang/domain/divisions';
import { EDITABLE, rolesOn, type Filing, type FilingContent } from '@lianchuang/domain/filings';
import { refuse, type Refused, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { loadCase, type Case } from './case.ts';
import { saveFiling } from './save.ts';

/** The case, if this caller may change its content now and saw its present version. */
export async function openForEditing(
  ask: SignedAsk,
  id: string,
  version: number | null | undefined,
): Promise<{ ok: true; value: Case } | Refused> {
  const loaded = await loadCase(ask, id);
  if (!loaded.ok) return loaded;
  const { filing } = loaded.value.found;
  if (!rolesOn(filing, ask.viewer).has('lead_editor')) return refuse({ code: 'not-allowed' });
  if (!EDITABLE.includes(filing.status)) return refuse({ code: 'filing.not-editable', status: filing.status });
  if (version === null || (version !== undefined && version !== filing.version))
    return refuse({ code: 'stale-version' });
  return loaded;
}

const given = <T>(value: T | undefined, otherwise: T): T => (value === undefined ? otherwise : value);

/** The content after an edit: what is left out stays, null empties, lists are replaced whole. */
function edited(content: FilingContent, edit: EditFiling): FilingContent {
  const { plan } = edit;
  return {
    consortiumName: given(edit.consortiumName, content.consortiumName),
    summary: given(edit.summary, content.summary),
    industryCode: given(edit.industryCode, content.industryCode),
    divisionCode: given(edit.divisionCode, content.divisionCode),
    validityMonths: given(edit.validityMonths, content.validityMonths),
    topics:
      edit.topics?.map(({ title, objective = null, indicators = null }) => ({ title, objective, indicators })) ??
      content.topics,
    mechanisms: edit.mechanisms ?? content.mechanisms,
    plan: {
      goals: given(plan?.goals, content.plan.goals),
      intellectualProperty: given(plan?.intellectualProperty, content.plan.intellectualProperty),
      talent: given(plan?.talent, content.plan.talent),
      diffusion: given(plan?.diffusion, content.plan.diffusion),
      milestones: plan?.milestones ?? content.plan.milestones,
      funding: plan?.funding ?? content.plan.funding,
    },
    declarations: given(edit.declarations, content.declarations),
  };
}

/** Changes part of a draft; signatures on the former content no longer count. */
export async function editFiling(
  ask: SignedAsk,
  id: string,
  version: number | null | undefined,
  edit: EditFiling,
): Promise<Result<FilingView>> {
  if (version === undefined) return refuse({ code: 'precondition-required' });
  const opened = await openForEditing(ask, id, version);
  if (!opened.ok) return opened;
  const { filing } = opened.value.found;
  if (typeof edit.divisionCode === 'string' && !isWithin(edit.divisionCode, filing.jurisdiction)) {
    return refuse({ code: 'filing.division-outside', errors: [{ pointer: '/divisionCode', code: 'not-in-list' }] });
  }
  const next: Filing = { ...filing, content: edited(filing.content, edit) };
  return saveFiling(ask, opened.value, { next, action: 'filing.edit', payload: { parts: Object.keys(edit) } });
}
