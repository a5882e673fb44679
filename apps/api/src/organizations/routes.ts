import {
  ErasedView,
  ErasePerson,
  MeView,
  OrganizationView,
  PersonalDataView,
  RegisterOrganization,
} from '@lianchuang/contract/organizations';
import { PasskeyList } from '@lianchuang/contract/passkeys';
import { listPasskeys } from '@lianchuang/db/accounts/passkeys';
import { countUnread } from '@lianchuang/db/notifications/read';
import { listOwnOrganizations } from '@lianchuang/db/organizations/read';
import { ok } from '@lianchuang/domain/kernel';
import { answer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { createRoute, declared, jsonBody } from '../http/openapi.ts';
import { passkeyView } from '../http/passkeys.ts';
import { signedAsk } from '../http/session.ts';
import { validate } from '../http/valid.ts';
import { jurisdictionView } from '../wording/places.ts';
import { eraseOneself, personalData } from './personal-data.ts';
import { registerOrganization } from './register-organization.ts';
import { divisionView } from '../wording/places.ts';
import { organizationView } from './views.ts';

const tags: [string] = ['organizations'];

/** Who I am, and registering an organization. */
export function organizationRoutes(api: Api): void {
  api.openapi(
    createRoute(
      declared({ method: 'get', path: '/me', summary: 'The signed-in person', tags, signedIn: true }, MeView),
    ),
    async (c) => {
      const { db, viewer, locale } = signedAsk(c);
      const user = c.get('user') ?? { id: viewer.userId, name: viewer.name, email: '' };
      const { needed } = c.get('secondFactor');
      const [organizations, unread] = await Promise.all([
        listOwnOrganizations(db, viewer),
        needed ? 0 : countUnread(db, viewer.userId),
      ]);
      return answer(
        c,
        ok({
          user,
          organizations: organizations.map((each) => organizationView(each, viewer)),
          offices: viewer.offices.map(({ jurisdiction, role, divisionCode }) => ({
            jurisdiction: { code: jurisdiction, name: jurisdictionView(jurisdiction, locale).name },
            role,
            division: divisionCode === null ? null : divisionView(divisionCode),
          })),
          secondFactor: c.get('secondFactor'),
          unread,
        }),
      );
    },
  );

  api.openapi(
    createRoute(
      declared(
        { method: 'get', path: '/me/personal-data', summary: 'What is held about me', tags, signedIn: true },
        PersonalDataView,
      ),
    ),
    async (c) => answer(c, await personalData(signedAsk(c))),
  );

  api.openapi(
    createRoute(
      declared({ method: 'get', path: '/me/passkeys', summary: 'My passkeys', tags, signedIn: true }, PasskeyList),
    ),
    async (c) => {
      const { db, viewer } = signedAsk(c);
      return answer(c, ok({ items: (await listPasskeys(db, viewer.userId)).map(passkeyView) }));
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/me/actions/erase',
          summary: 'Erase my account and my name',
          description: 'What I did for an organization stands on; hashes and seals hold. Cannot be taken back.',
          tags,
          signedIn: true,
        },
        ErasedView,
      ),
      request: jsonBody(ErasePerson),
    }),
    async (c) => {
      const body = validate(ErasePerson, c.get('body')?.json);
      return answer(c, body.ok ? await eraseOneself(signedAsk(c), c.get('user')?.email ?? '', body.value) : body);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/organizations',
          summary: 'Register an organization',
          description: 'Whoever registers it is its owner and signatory.',
          tags,
          signedIn: true,
        },
        OrganizationView,
        201,
      ),
      request: jsonBody(RegisterOrganization),
    }),
    async (c) => {
      const body = validate(RegisterOrganization, c.get('body')?.json);
      return answer(c, body.ok ? await registerOrganization(signedAsk(c), body.value) : body, 201);
    },
  );
}
