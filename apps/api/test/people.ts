import { open } from '@lianchuang/db/client';
import { grantOffices } from '@lianchuang/db/unlogged';
import type { OrganizationView } from '@lianchuang/contract/organizations';
import type { OfficeRole, OrganizationKind } from '@lianchuang/domain/organizations';
import { aUscc } from '@lianchuang/domain/testing/identifiers';
import type { Answer, App, Sent } from './app-under-test.ts';
import { went } from './app-under-test.ts';

export const PASSWORD = 'only-for-tests';
let count = 0;
/** A number that this test file has not used. */
export const next = (): number => (count += 1);

/** Somebody who signed up, with a browser that keeps the cookie. */
export async function aPerson(app: App, over: { name?: string; email?: string } = {}) {
  const n = next();
  const email = over.email ?? `person-${n}@test.example`;
  const name = over.name ?? `示例人${n}`;
  const signedUp = await app.post<{ user: { id: string } }>('/api/auth/sign-up/email', {
    email,
    name,
    password: PASSWORD,
  });
  const { user } = went(signedUp);
  const cookie = (signedUp.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
  const send = <T = Record<string, unknown>>(method: string, path: string, { body, headers }: Sent = {}) =>
    app.request<T>(method, path, { body, headers: { Cookie: cookie, ...headers } });
  return {
    id: user.id,
    name,
    email,
    cookie,
    send,
    get: <T = Record<string, unknown>>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> =>
      send('GET', path, { headers }),
    post: <T = Record<string, unknown>>(
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Answer<T>> => send('POST', path, { body, headers }),
    patch: <T = Record<string, unknown>>(
      path: string,
      body: unknown,
      headers: Record<string, string> = {},
    ): Promise<Answer<T>> => send('PATCH', path, { body, headers }),
    remove: <T = Record<string, unknown>>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> =>
      send('DELETE', path, { headers }),
  };
}
export type Person = Awaited<ReturnType<typeof aPerson>>;

export type NewOrganization = { uscc: string; name: string; kind: OrganizationKind; divisionCode: string };

/** What somebody would type to register an organization. */
export function anOrganizationForm(over: Partial<NewOrganization> = {}): NewOrganization {
  const n = next();
  return { uscc: aUscc({ serial: n }), name: `示例单位${n}`, kind: 'enterprise', divisionCode: '370202', ...over };
}

/** Registers an organization; the person owns it. */
export async function anOrganization(person: Person, over: Partial<NewOrganization> = {}): Promise<OrganizationView> {
  return went(await person.post<OrganizationView>('/organizations', anOrganizationForm(over)));
}

/** Gives somebody an office, Qingdao's unless said otherwise. */
export async function holdsOffice(
  app: App,
  person: Person,
  role: OfficeRole,
  { jurisdiction = '370200', divisionCode = null }: { jurisdiction?: string; divisionCode?: string | null } = {},
): Promise<Person> {
  const db = open(app.env.DB, app.env.SEARCH);
  await grantOffices(db, [{ userId: person.id, jurisdiction, role, divisionCode, grantedAt: 0 }]);
  return person;
}

/** A new person with an office. */
export async function anOfficer(
  app: App,
  role: OfficeRole,
  over: { jurisdiction?: string; divisionCode?: string | null } = {},
): Promise<Person> {
  return holdsOffice(app, await aPerson(app, { name: `示例${role}` }), role, over);
}

/** Gives somebody a role in an organization that another person registered. */
export async function holdsRole(app: App, person: Person, organizationId: string, role: string): Promise<Person> {
  await app.env.DB.prepare(
    `INSERT INTO organization_people (organization_id, user_id, jurisdiction, role, joined_at) VALUES (?, ?, '370200', ?, 0)`,
  )
    .bind(organizationId, person.id, role)
    .run();
  return person;
}
