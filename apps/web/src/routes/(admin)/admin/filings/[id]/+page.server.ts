import type { FilingView } from '@lianchuang/contract/filings';
import type { ObjectionView } from '@lianchuang/contract/notices';
import type { PolicyView } from '@lianchuang/contract/policies';
import { dayOf } from '@lianchuang/domain/kernel';
import { readInbox } from '#lib/admin/inbox.server.ts';
import { othersOf, providersOf } from '#lib/attachments/places.ts';
import { readsAudit } from '#lib/admin/offices.ts';
import { readProof } from '#lib/seals/proof.server.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import { actions as filingActions } from './act.server.ts';
import { lastDays } from './correction-days.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the applicant stated, under the words of the rule that asked for it. */
function declarationsOf({ declarations }: FilingView, policy: PolicyView | null) {
  return Object.entries(declarations).map(([key, value]) => {
    const rule = policy?.rules.find((each) => each.parameters['key'] === key);
    return { text: rule?.clause.text ?? key, value };
  });
}

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { me } = await parent();
  const api = createApi(locals.api);
  const filing = unwrap(await api.get<FilingView>(`/filings/${params.id}`));
  const { policy, publicity } = filing;
  const [inbox, rules, objections, proof] = await Promise.all([
    readInbox(locals.api, me),
    api.get<PolicyView>(`/policies/${policy.id}/versions/${policy.version}`),
    publicity?.noticeId ? api.get<{ items: ObjectionView[] }>(`/notices/${publicity.noticeId}/objections`) : null,
    readProof(api, params.id),
  ]);
  const at = inbox.rows.findIndex((row) => row.id === filing.id);
  const next = inbox.rows[at + 1] ?? inbox.rows.find((row) => row.id !== filing.id);
  const today = dayOf(Date.now());
  return {
    filing,
    proof,
    today,
    key: formKey(locals),
    done: url.searchParams.get('done'),
    materials: {
      providers: providersOf(filing, rules.ok ? rules.data.materials : [], filing.attachments),
      others: othersOf(rules.ok ? rules.data.materials : [], filing.attachments),
    },
    declarations: declarationsOf(filing, rules.ok ? rules.data : null),
    auditsOnly: readsAudit(me) && filing.actions.length === 0,
    objections: objections?.ok ? objections.data.items : null,
    correction: {
      usual: rules.ok ? (rules.data.clocks['correction'] ?? 10) : 10,
      lastDays: lastDays(today),
    },
    points: url.searchParams.getAll('point'),
    place: { at: at + 1, count: inbox.rows.length },
    next: next === undefined ? null : { id: next.id, name: next.consortiumName ?? next.lead.name },
  };
};

export const actions: Actions = filingActions;
