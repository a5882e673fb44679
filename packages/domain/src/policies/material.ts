import type { FileType } from '../attachments/index.ts';
import type { Words } from '../kernel/index.ts';
import type { OrganizationKind } from '../organizations/index.ts';
import type { Clause, RuleOf, Strength } from './rule.ts';
import { isBinding } from './rule.ts';

/** What a file may be: pages to read (PDF, Word), or a photo or scan. */
export const MATERIAL_FORMS = ['document', 'picture'] as const;
export type MaterialForm = (typeof MATERIAL_FORMS)[number];

/** A paper to start from: a title comes from the material, blanks in braces are filled with what the case knows. */
export type MaterialTemplate = {
  readonly parts: readonly {
    readonly heading: string;
    readonly lines?: readonly string[];
    readonly table?: { readonly columns: readonly string[]; readonly rows: 'blank' | 'members' | 'contributions' };
  }[];
  /** Who stamps it at the end. */
  readonly stampedBy: 'lead' | 'provider' | 'all';
};

/** One entry of a policy version's checklist of papers. */
export type Material = {
  readonly id: string;
  readonly name: Words;
  /** The words that it proves; left out where the bureau itself asks for it. */
  readonly clause?: Clause;
  readonly strength: Strength;
  readonly providedBy: 'lead' | 'member';
  /** Only members of these kinds are asked; left out, every member is. */
  readonly kinds?: readonly OrganizationKind[];
  /** What members sign covers its files. */
  readonly partOfAgreement: boolean;
  readonly accepts: readonly MaterialForm[];
  /** How many files one provider may hand in. */
  readonly most: number;
  readonly help: Words;
  /** What a good one shows. */
  readonly example: Words;
  readonly template?: MaterialTemplate;
};

/** Materials under which stamped signature pages come back: the lead’s own, and each member’s. */
export const SIGNATURE_PAGES = { lead: 'lead-signature-page', member: 'signature-page' } as const;

/** Which of both a file of this type is. */
export const formOf = (type: FileType): MaterialForm => (type.startsWith('image/') ? 'picture' : 'document');

/** The source of what no document asks for. */
export const OWN_SETTING: Words = { zh: '本局设定', en: 'set by the bureau' };

/** Whether a member of this kind is asked for the material; the lead’s own ones ask no member. */
export function asksMember(
  { providedBy, kinds }: Pick<Material, 'providedBy' | 'kinds'>,
  kind: OrganizationKind,
): boolean {
  return providedBy === 'member' && (kinds === undefined || kinds.includes(kind));
}

/** The rule that a binding material amounts to; an encouraged one binds nobody and has none. */
export function materialRule(material: Material, effectiveFrom: string): RuleOf<'material'> | null {
  const { id, name, clause, strength } = material;
  if (!isBinding({ strength })) return null;
  return {
    id: `material-${id}`,
    kind: 'material',
    group: 'materials',
    clause: clause ?? { text: name.zh, source: OWN_SETTING.zh },
    strength,
    parameters: { material: id, name },
    judged: 'computed',
    effectiveFrom,
  };
}
