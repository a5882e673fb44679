import { MeView, OrganizationView } from '@lianchuang/contract/organizations';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import { anOfficer, anOrganization, anOrganizationForm, aPerson, holdsRole, type Person } from '../../test/people.ts';

const app = anApp();
let person: Person;
beforeAll(async () => {
  person = await aPerson(app, { name: '王示例' });
}, 60_000);

describe('registering an organization', () => {
  it('makes the caller its owner, in one event', async () => {
    const form = anOrganizationForm({ divisionCode: '370211' });
    const { done, events } = await eventsOf(() => person.post<OrganizationView>('/organizations', form));
    expect(done.status).toBe(201);
    expect(events).toEqual(['organization.register']);
    OrganizationView.strict().parse(done.body);
    expect(done.body).toEqual({
      id: expect.stringMatching(/^org_[0-9a-f]{32}$/) as string,
      uscc: form.uscc,
      name: form.name,
      kind: 'enterprise',
      division: { code: '370211', name: expect.any(String) as string },
      role: 'owner',
      fictional: true,
      version: 1,
    });
    const me = went(await person.get<MeView>('/me'));
    expect(me.organizations).toEqual([done.body]);
    expect(me.user).toEqual({ id: person.id, name: '王示例', email: person.email, phone: null });
  });

  it('a credit code is registered once, by whomever', async () => {
    const form = anOrganizationForm();
    went(await person.post('/organizations', form));
    const other = await aPerson(app);
    for (const again of [person, other]) {
      const { body } = await refused(409, 'organization.uscc-taken', () =>
        again.post('/organizations', { ...form, name: '另名' }),
      );
      expect(body).toEqual({
        type: '/problems/organization.uscc-taken',
        title: '该单位已注册',
        status: 409,
        detail: '这个统一社会信用代码已经注册。请联系本单位的管理员加入，或核对代码。',
        instance: expect.any(String) as string,
        code: 'organization.uscc-taken',
      });
    }
  });

  it('belongs to the nearest bureau that is served, else to its prefecture', async () => {
    const jurisdiction = async (divisionCode: string) => {
      const { id } = await anOrganization(person, { divisionCode });
      return app.env.DB.prepare('SELECT jurisdiction FROM organizations WHERE id = ?').bind(id).first('jurisdiction');
    };
    expect(await jurisdiction('370211')).toBe('370200');
    expect(await jurisdiction('370102')).toBe('370000');
    expect(await jurisdiction('410302')).toBe('410300');
    expect(await jurisdiction('110101')).toBe('110100');
  });
});

describe('me', () => {
  it('shows roles and offices, and nobody else’s', async () => {
    const officer = await anOfficer(app, 'recommender', { divisionCode: '370202' });
    const { id } = await anOrganization(person);
    await holdsRole(app, officer, id, 'editor');
    const me = went(await officer.get<MeView>('/me'));
    MeView.strict().parse(me);
    expect(me.organizations.map((each) => [each.id, each.role])).toEqual([[id, 'editor']]);
    expect(me.offices).toMatchObject([
      { jurisdiction: { code: '370200', name: '青岛市' }, role: 'recommender', division: { code: '370202' } },
    ]);
    const nobody = went(await (await aPerson(app)).get<MeView>('/me'));
    expect([nobody.organizations, nobody.offices]).toEqual([[], []]);
  });
});
