import {
  AccountListQuery,
  AccountPage,
  AccountView,
  AdministerAccount,
  EndOffice,
  GrantOffice,
  LookUpAccount,
  PLAIN_ACCOUNT_ACTIONS,
} from '@lianchuang/contract/accounts';
import { listOfficers } from '@lianchuang/db/accounts/read';
import { ACCOUNT_ACTIONS, ADMINISTRATORS, administers } from '@lianchuang/domain/accounts';
import { ok, refuse } from '@lianchuang/domain/kernel';
import { answer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { createRoute, declared, idParam, jsonBody } from '../http/openapi.ts';
import { signedAsk } from '../http/session.ts';
import { validate } from '../http/valid.ts';
import { administerAccount, endOfficeOf, grantOfficeTo, readAccount } from './administer-account.ts';
import { accountRow } from './views.ts';

const tags: [string] = ['accounts'];
const id = idParam('id');

/** Accounts and offices, for the three administrators of a bureau. */
export function accountRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/accounts', summary: 'Who holds an office in my bureau', tags, signedIn: true },
        AccountPage,
      ),
      request: { query: AccountListQuery },
    }),
    async (c) => {
      const { db, viewer, locale, now } = signedAsk(c);
      const bureaus = administers(viewer, ADMINISTRATORS);
      if (bureaus.length === 0) return answer(c, refuse({ code: 'not-allowed' }));
      const page = await listOfficers(db, bureaus, c.req.valid('query'), now);
      if (page === undefined) return answer(c, refuse({ code: 'bad-cursor' }));
      return answer(c, ok({ ...page, items: page.items.map((each) => accountRow(each, locale)) }));
    },
  );

  api.openapi(
    createRoute({
      ...declared({ method: 'get', path: '/accounts/{id}', summary: 'One account', tags, signedIn: true }, AccountView),
      request: { params: id },
    }),
    async (c) => answer(c, await readAccount(signedAsk(c), { id: c.req.param('id') })),
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/account-lookups',
          summary: 'Find an account by its exact address',
          description: 'Changes nothing; the address stands in the body, so that it gets into no log.',
          tags,
          signedIn: true,
        },
        AccountView,
      ),
      request: jsonBody(LookUpAccount),
    }),
    async (c) => {
      const ask = signedAsk(c);
      if (administers(ask.viewer, ADMINISTRATORS).length === 0) return answer(c, refuse({ code: 'not-allowed' }));
      const body = validate(LookUpAccount, c.get('body')?.json);
      return answer(c, body.ok ? await readAccount(ask, body.value) : body);
    },
  );

  for (const action of PLAIN_ACCOUNT_ACTIONS)
    api.openapi(
      createRoute({
        ...declared(
          {
            method: 'post',
            path: `/accounts/{id}/actions/${action}`,
            summary: ACCOUNT_ACTIONS[action].label.en,
            description: 'By the system administrator of every bureau that the account belongs to; never the own one.',
            tags,
            signedIn: true,
          },
          AccountView,
        ),
        request: { params: id, ...jsonBody(AdministerAccount) },
      }),
      async (c) => {
        const body = validate(AdministerAccount, c.get('body')?.json);
        const given = c.req.param('id') ?? '';
        return answer(c, body.ok ? await administerAccount(signedAsk(c), given, action, body.value.reason) : body);
      },
    );
}

/** Offices: granted and ended by the security administrator alone. */
export function officeRoutes(api: Api): void {
  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/offices',
          summary: 'Grant an office to whoever has this address',
          tags,
          signedIn: true,
        },
        AccountView,
      ),
      request: jsonBody(GrantOffice),
    }),
    async (c) => {
      const body = validate(GrantOffice, c.get('body')?.json);
      return answer(c, body.ok ? await grantOfficeTo(signedAsk(c), body.value) : body);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'post', path: '/accounts/{id}/actions/end-office', summary: 'End an office', tags, signedIn: true },
        AccountView,
      ),
      request: { params: id, ...jsonBody(EndOffice) },
    }),
    async (c) => {
      const body = validate(EndOffice, c.get('body')?.json);
      return answer(c, body.ok ? await endOfficeOf(signedAsk(c), c.req.param('id'), body.value) : body);
    },
  );
}
