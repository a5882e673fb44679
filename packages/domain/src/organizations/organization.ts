import { FICTIONAL_DIVISION, type Words } from '../kernel/index.ts';

/** Kinds of organization (domain reference 3.5). A university hospital or a company-type institute is what it says it is: the credit code only hints. */
export const ORGANIZATION_KINDS = [
  'enterprise',
  'university',
  'research_institute',
  'new_rd_institution',
  'medical',
  'finance',
  'service',
  'association',
  'government',
  'other',
] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

export const ORGANIZATION_KIND_WORDS: Readonly<Record<OrganizationKind, Words>> = {
  enterprise: { zh: '企业', en: 'enterprise' },
  university: { zh: '高等学校', en: 'university' },
  research_institute: { zh: '科研院所', en: 'research institute' },
  new_rd_institution: { zh: '新型研发机构', en: 'new-type R&D institution' },
  medical: { zh: '医疗机构', en: 'medical institution' },
  finance: { zh: '金融投资机构', en: 'financial institution' },
  service: { zh: '科技服务机构', en: 'technology service body' },
  association: { zh: '行业协会', en: 'association' },
  government: { zh: '政府部门', en: 'government body' },
  other: { zh: '其他单位', en: 'other organization' },
};

/** Roles of a person inside an organization, strongest first. */
export const ORGANIZATION_ROLES = ['owner', 'signatory', 'editor', 'viewer'] as const;
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];

/** Roles of a person in a bureau, held per jurisdiction. */
export const OFFICE_ROLES = [
  'clerk',
  'director',
  'recommender',
  'expert',
  'auditor',
  'system_administrator',
  'security_administrator',
] as const;
export type OfficeRole = (typeof OFFICE_ROLES)[number];

/** Who asks: one person with the organizations and offices held at this instant. */
export type Viewer = {
  readonly userId: string;
  readonly name: string;
  readonly organizations: readonly { readonly id: string; readonly role: OrganizationRole }[];
  /** A recommender may be limited to one division; null means the whole jurisdiction. */
  readonly offices: readonly {
    readonly jurisdiction: string;
    readonly role: OfficeRole;
    readonly divisionCode: string | null;
  }[];
};

/** Position of an enterprise in the industry chain, seen from the lead. */
export const CHAIN_POSITIONS = ['upstream', 'midstream', 'downstream'] as const;
export type ChainPosition = (typeof CHAIN_POSITIONS)[number];

/** True for a credit code that was made up for demonstration. */
export function isFictional(uscc: string): boolean {
  return uscc.slice(2, 8) === FICTIONAL_DIVISION;
}
