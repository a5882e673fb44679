import { EDITABLE, rolesOn, signatureState, type FilingMember, type SignatureState } from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { loadCase, type Case } from './case.ts';

type MemberToSign = { readonly opened: Case; readonly member: FilingMember; readonly state: SignatureState };

/** A member whose signature the lead may still ask for. */
export async function memberToSign(ask: SignedAsk, id: string, memberId: string): Promise<Result<MemberToSign>> {
  const loaded = await loadCase(ask, id);
  if (!loaded.ok) return loaded;
  const { filing } = loaded.value.found;
  if (!rolesOn(filing, ask.viewer).has('lead_editor')) return refuse({ code: 'not-allowed' });
  const member = filing.members.find((each) => each.id === memberId);
  if (member === undefined) return refuse({ code: 'not-found' });
  if (!EDITABLE.includes(filing.status)) return refuse({ code: 'filing.not-editable', status: filing.status });
  const state = signatureState(member, filing);
  if (state === 'current') return refuse({ code: 'filing.nothing-to-remind' });
  return ok({ opened: loaded.value, member, state });
}
