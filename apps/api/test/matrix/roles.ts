import type { App } from '../app-under-test.ts';
import { partners, type Policy } from '../cases.ts';
import { anOfficer, anOrganization, aPerson, holdsRole, type Person } from '../people.ts';

/** Everybody who may knock: each role once for its own bureau, the officers once more for another. */
export const ROLES = [
  'anonymous',
  'signedOut',
  'nobody',
  'leadOwner',
  'leadEditor',
  'leadViewer',
  'memberSignatory',
  'memberViewer',
  'outsider',
  'clerk',
  'director',
  'recommender',
  'auditor',
  'expert',
  'systemAdministrator',
  'securityAdministrator',
  'clerkElsewhere',
  'directorElsewhere',
  'recommenderElsewhere',
  'auditorElsewhere',
  'systemAdministratorElsewhere',
  'securityAdministratorElsewhere',
] as const;
export type Role = (typeof ROLES)[number];
/** Those whose cookie, if they have one, is no session. */
export const UNKNOWN: readonly Role[] = ['anonymous', 'signedOut'];

const BUREAUS = {
  'pol_qingdao-2025': { here: '370200', elsewhere: '410300', division: '370202' },
  'pol_luoyang-2025': { here: '410300', elsewhere: '370200', division: '410302' },
} as const;

/** One bureau with everybody around it: a lead with three people, members with three, an outsider, all officers. */
export async function aBureau(app: App, policyId: Policy) {
  const { here, elsewhere, division } = BUREAUS[policyId];
  const [lead, partner] = [await aPerson(app), await aPerson(app)];
  const leads = await anOrganization(lead, { divisionCode: division });
  const members = await partners(
    partner,
    policyId === 'pol_qingdao-2025' ? 3 : 6,
    policyId === 'pol_qingdao-2025' ? 2 : 4,
  );
  const own = (role: string) => aPerson(app).then((person) => holdsRole(app, person, leads.id, role));
  const ofMember = (role: string) =>
    aPerson(app).then((person) => holdsRole(app, person, members[0]?.organization.id ?? '', role));
  const office = (role: Parameters<typeof anOfficer>[1], jurisdiction: string = here) =>
    anOfficer(app, role, { jurisdiction });
  const outsider = await aPerson(app);
  await anOrganization(outsider, { divisionCode: division });
  const signedOut = await aPerson(app);
  await signedOut.post('/api/auth/sign-out', {});
  const people: Record<Role, Person | null> = {
    anonymous: null,
    signedOut,
    nobody: await aPerson(app),
    leadOwner: lead,
    leadEditor: await own('editor'),
    leadViewer: await own('viewer'),
    memberSignatory: await ofMember('signatory'),
    memberViewer: await ofMember('viewer'),
    outsider,
    clerk: await office('clerk'),
    director: await office('director'),
    recommender: await office('recommender'),
    auditor: await office('auditor'),
    expert: await office('expert'),
    systemAdministrator: await office('system_administrator'),
    securityAdministrator: await office('security_administrator'),
    clerkElsewhere: await office('clerk', elsewhere),
    directorElsewhere: await office('director', elsewhere),
    recommenderElsewhere: await office('recommender', elsewhere),
    auditorElsewhere: await office('auditor', elsewhere),
    systemAdministratorElsewhere: await office('system_administrator', elsewhere),
    securityAdministratorElsewhere: await office('security_administrator', elsewhere),
  };
  return { app, policyId, here, leads, members, lead, partner, people };
}
export type Bureau = Awaited<ReturnType<typeof aBureau>>;
