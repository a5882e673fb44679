import type { FilingView } from '@lianchuang/contract/filings';
import type { PolicyView } from '@lianchuang/contract/policies';
import { savePart } from '#lib/filings/save-part.server.ts';
import { statementsOf } from '#lib/filings/statements.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  save: (event) =>
    savePart(event, async ({ policy }: FilingView) => {
      const api = createApi(event.locals.api);
      return statementsOf(unwrap(await api.get<PolicyView>(`/policies/${policy.id}/versions/${policy.version}`)).rules);
    }),
};
