import type { MeView } from '@lianchuang/contract/organizations';
import { m } from '#lib/paraglide/messages.js';

type OfficeRole = MeView['offices'][number]['role'];
type Officer = Pick<MeView, 'offices'>;

const words: Record<OfficeRole, () => string> = {
  director: m['admin.role.director'],
  clerk: m['admin.role.clerk'],
  recommender: m['admin.role.recommender'],
  auditor: m['admin.role.auditor'],
  system_administrator: m['admin.role.system_administrator'],
  security_administrator: m['admin.role.security_administrator'],
  expert: m['admin.role.expert'],
};
const strongestFirst = Object.keys(words) as OfficeRole[];

const rolesOf = ({ offices }: Officer) => new Set(offices.map((office) => office.role));

/** Experts work under /reviews; everybody else with an office has a desk here. */
export function hasDesk(me: Officer): boolean {
  return [...rolesOf(me)].some((role) => role !== 'expert');
}

/** Who only recommends looks at what waits for a recommendation, and at nothing else. */
export function onlyRecommends(me: Officer): boolean {
  const roles = rolesOf(me);
  return roles.has('recommender') && !(['clerk', 'director', 'auditor'] as const).some((role) => roles.has(role));
}

/** Who has to do with cases; the administrators of accounts and of offices have not. */
export function worksOnCases(me: Officer): boolean {
  const roles = rolesOf(me);
  return (['clerk', 'director', 'recommender', 'auditor'] as const).some((role) => roles.has(role));
}

const administering = ['system_administrator', 'security_administrator', 'auditor'] as const;

/** The office by which somebody looks after accounts; undefined for everybody else. */
export function administersAs(me: Officer): (typeof administering)[number] | undefined {
  return administering.find((role) => rolesOf(me).has(role));
}

/** The word for one office. */
export const officeWord = (role: OfficeRole): string => words[role]();

export function readsAudit(me: Officer): boolean {
  return rolesOf(me).has('auditor');
}

/** The word for the strongest office somebody holds. */
export function roleWord(me: Officer): string {
  const roles = rolesOf(me);
  const role = strongestFirst.find((each) => roles.has(each));
  return role === undefined ? '' : words[role]();
}

/** The jurisdictions of somebody's offices, each once. */
export function jurisdictionsOf({ offices }: Officer): { code: string; name: string }[] {
  return [...new Map(offices.map(({ jurisdiction }) => [jurisdiction.code, jurisdiction])).values()];
}
