import type { Words } from '../kernel/index.ts';
import { asksMember, type Material, type MaterialCount, type PolicyVersion } from '../policies/index.ts';
import type { Filing, FilingMember } from './filing.ts';

type Asked = Pick<Filing, 'attachments'> & { readonly members: readonly Pick<FilingMember, 'id' | 'name' | 'kind'>[] };

/** One place on a filing's checklist: a material, who provides it, and how many files lie there. */
export type MaterialPlace = {
  readonly material: Material;
  readonly member: Pick<FilingMember, 'id' | 'name'> | null;
  readonly files: number;
};

/** Every place of the checklist in its order: one for what the lead provides, one for each member that is asked. */
export function materialPlaces(
  { members, attachments }: Asked,
  policy: Pick<PolicyVersion, 'materials'>,
): MaterialPlace[] {
  const filesOf = (material: Material, memberId: string | null) =>
    attachments.filter((each) => each.materialId === material.id && each.memberId === memberId).length;
  return policy.materials.flatMap((material): MaterialPlace[] =>
    material.providedBy === 'lead'
      ? [{ material, member: null, files: filesOf(material, null) }]
      : members
          .filter((each) => asksMember(material, each.kind))
          .map(({ id, name }) => ({ material, member: { id, name }, files: filesOf(material, id) })),
  );
}

/** For each material how many are asked for it and who has handed in nothing yet. */
export function countMaterials(
  filing: Pick<Filing, 'lead' | 'members' | 'attachments'>,
  policy: Pick<PolicyVersion, 'materials'>,
): Record<string, MaterialCount> {
  const places = materialPlaces(filing, policy);
  return Object.fromEntries(
    policy.materials.map(({ id }) => {
      const asked = places.filter(({ material }) => material.id === id);
      const lacking = asked.filter(({ files }) => files === 0).map(({ member }) => member?.name ?? filing.lead.name);
      return [id, { have: asked.length - lacking.length, need: asked.length, lacking }];
    }),
  );
}

/** Everybody who still owes one of these materials. */
export function owedMaterials(
  filing: Pick<Filing, 'lead' | 'members' | 'attachments'>,
  policy: Pick<PolicyVersion, 'materials'>,
  ids: readonly string[],
): { id: string; name: Words; owing: { id: string | null; name: string }[] }[] {
  const open = materialPlaces(filing, policy).filter(({ files }) => files === 0);
  return policy.materials
    .filter(({ id }) => ids.includes(id))
    .map(({ id, name }) => ({
      id,
      name,
      owing: open
        .filter(({ material }) => material.id === id)
        .map(({ member }) => ({ id: member?.id ?? null, name: member?.name ?? filing.lead.name })),
    }));
}
