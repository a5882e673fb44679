import type { AccountRow, AccountView } from '@lianchuang/contract/accounts';
import { listChildren } from '@lianchuang/domain/divisions';
import { OFFICE_ROLES } from '@lianchuang/domain/organizations';
import { redirect } from '@sveltejs/kit';
import { ACCOUNTS_MOST } from '#lib/admin/accounts.server.ts';
import { requireAdministrator } from '#lib/admin/desk.server.ts';
import { administersAs, jurisdictionsOf } from '#lib/admin/offices.ts';
import { link } from '#lib/link.ts';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

type Page = { items: AccountRow[]; nextCursor: string | null };

export const load: PageServerLoad = async (event) => {
  const me = await requireAdministrator(event);
  const cursor = event.url.searchParams.get('cursor');
  const page = unwrap(await createApi(event.locals.api).get<Page>('/accounts', { cursor }));
  const grants = me.offices.filter(({ role }) => role === 'security_administrator');
  const bureaus = jurisdictionsOf({ offices: grants });
  return {
    as: administersAs(me),
    rows: page.items,
    nextCursor: page.nextCursor,
    isFirst: cursor === null,
    most: ACCOUNTS_MOST,
    key: formKey(event.locals),
    granting:
      bureaus.length === 0
        ? null
        : {
            bureaus,
            roles: OFFICE_ROLES,
            divisions: bureaus.flatMap(({ code }) =>
              listChildren(code).map((each) => ({ code: each.code, name: each.name })),
            ),
          },
  };
};

const read = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

export const actions: Actions = {
  find: async ({ request, locals }) => {
    const sought = read(await request.formData(), 'email');
    const found = await createApi(locals.api).post<AccountView>('/account-lookups', { email: sought });
    if (!found.ok) return toFail(found.problem, { sought });
    redirect(303, link(`/admin/accounts/${found.data.id}`));
  },
  grant: async ({ request, locals }) => {
    const form = await request.formData();
    const typed = {
      email: read(form, 'email'),
      jurisdiction: read(form, 'jurisdiction'),
      role: read(form, 'role'),
      divisionCode: read(form, 'divisionCode'),
      reason: read(form, 'reason'),
    };
    const done = await createApi(locals.api).post<AccountView>(
      '/offices',
      { ...typed, divisionCode: typed.divisionCode === '' ? null : typed.divisionCode },
      { idempotencyKey: read(form, 'key') },
    );
    if (!done.ok) return toFail(done.problem, { typed });
    redirect(303, link(`/admin/accounts/${done.data.id}?done=grant-office`));
  },
};
