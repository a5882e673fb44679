import type { PolicyView } from '@lianchuang/contract/policies';
import { savePart } from '#lib/filings/save-part.server.ts';
import { statementsOf, typedStatements } from '#lib/filings/statements.ts';
import { createApi } from '#lib/server/api.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  save: (event) =>
    savePart(event, {
      typed: typedStatements,
      async under({ id, version }) {
        const policy = await createApi(event.locals.api).get<PolicyView>(`/policies/${id}/versions/${version}`);
        return policy.ok ? { ...policy, data: statementsOf(policy.data.rules) } : policy;
      },
    }),
};
