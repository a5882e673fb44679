import type { AttachmentRow } from '@lianchuang/contract/attachments';
import type { FilingMemberView, FilingView } from '@lianchuang/contract/filings';
import type { MaterialView } from '@lianchuang/contract/policies';
import { asksMember } from '@lianchuang/domain/policies';
import { resignBefore } from '#lib/filings/resign.server.ts';
import { acceptOf } from './file-type.ts';

/** One place of the checklist: a material from one provider, with its files. */
export type MaterialPlace = {
  id: string;
  material: MaterialView;
  memberId: string | null;
  files: AttachmentRow[];
  /** For the file input. */
  accept: string;
  /** Who would have to sign again once something comes or goes here; empty for nobody. */
  resign: string;
};
export type Provider = { memberId: string | null; name: string; places: MaterialPlace[]; have: number };

const GONE: readonly AttachmentRow['state'][] = ['removed', 'expired'];
const ON_ITS_WAY: readonly AttachmentRow['state'][] = ['refused', 'uploading'];
const isThere = (file: AttachmentRow): boolean => !ON_ITS_WAY.includes(file.state);

/** Whether a file of a material touches a member's signature; one from before parts were told apart rests on every file. */
const isTouched = ({ id, signature }: FilingMemberView, { partOfAgreement }: MaterialView, memberId: string | null) =>
  signature.version === null || (partOfAgreement && (memberId === null || memberId === id));

/** The checklist by who provides: the lead first, then each member in its order. */
export function providersOf(
  filing: Pick<FilingView, 'lead' | 'members'>,
  materials: readonly MaterialView[],
  files: readonly AttachmentRow[],
): Provider[] {
  const taken = new Set<string>();
  const place = (material: MaterialView, memberId: string | null): MaterialPlace => {
    // The first place of a material carries its plain name, to which a shortfall leads.
    const plain = `material-${material.id}`;
    const id = taken.has(plain) ? `${plain}-${memberId ?? 'lead'}` : plain;
    taken.add(plain);
    const own = files.filter(
      (each) => each.materialId === material.id && each.memberId === memberId && !GONE.includes(each.state),
    );
    const resign = resignBefore(filing.members, (member) => isTouched(member, material, memberId));
    return { id, material, memberId, files: own, accept: acceptOf(material.accepts), resign };
  };
  const provider = (memberId: string | null, name: string, asked: readonly MaterialView[]): Provider => {
    const places = asked.map((each) => place(each, memberId));
    return { memberId, name, places, have: places.filter((each) => each.files.some(isThere)).length };
  };
  const byLead = materials.filter((each) => each.providedBy === 'lead');
  return [
    provider(null, filing.lead.organization.name, byLead),
    ...filing.members.map(({ id, organization }) =>
      provider(
        id,
        organization.name,
        materials.filter(({ providedBy, kinds }) =>
          asksMember({ providedBy, ...(kinds === null ? {} : { kinds }) }, organization.kind),
        ),
      ),
    ),
  ];
}

/** Files of no material on the list, such as one that an earlier version asked for. */
export function othersOf(materials: readonly MaterialView[], files: readonly AttachmentRow[]): AttachmentRow[] {
  const listed = new Set(materials.map(({ id }) => id));
  return files.filter(({ materialId, state }) => !listed.has(materialId) && !GONE.includes(state));
}
