import { KEPT, type AttachedFile, type Attachment, type AttachmentRole } from '../attachments/index.ts';
import type { Viewer } from '../organizations/index.ts';
import { rolesOn } from './actor.ts';
import type { Filing } from './filing.ts';

/** Whether somebody answers for a place among a filing's papers: the lead's editors for every one, a member's people for its own. */
export function mayProvide(filing: Parameters<typeof rolesOn>[0], viewer: Viewer, memberId: string | null): boolean {
  if (rolesOn(filing, viewer).has('lead_editor')) return true;
  const organizationId = filing.members.find(({ id }) => id === memberId)?.organizationId ?? null;
  const held = viewer.organizations.find(({ id }) => id === organizationId)?.role;
  return held !== undefined && held !== 'viewer';
}

/** The filing with one more file, or with the same one once. */
export function withFile(filing: Filing, file: AttachedFile): Filing {
  return { ...filing, attachments: [...filing.attachments.filter(({ id }) => id !== file.id), file] };
}

/** The filing without the files that are named. */
export function withoutFiles(filing: Filing, gone: (file: AttachedFile) => boolean): Filing {
  return { ...filing, attachments: filing.attachments.filter((each) => !gone(each)) };
}

/** What somebody is to a file of a filing. */
export function rolesOnFile(
  filing: Parameters<typeof rolesOn>[0],
  viewer: Viewer,
  { uploadedBy, memberId }: Pick<Attachment, 'uploadedBy' | 'memberId'>,
): ReadonlySet<AttachmentRole> {
  const roles: AttachmentRole[] = [
    ...(uploadedBy === viewer.userId && rolesOn(filing, viewer).size > 0 ? (['uploader'] as const) : []),
    ...(mayProvide(filing, viewer, memberId) ? (['provider'] as const) : []),
  ];
  return new Set(roles);
}

/**
 * Whether a viewer who sees the filing knows of a file: its uploader always, everybody else once it counts. One that counted and
 * was refused later stays in sight, so that nobody misses it without a word.
 */
export function seesFile(
  filing: Pick<Filing, 'attachments'>,
  viewer: Viewer,
  file: Pick<Attachment, 'id' | 'state' | 'uploadedBy'>,
): boolean {
  return (
    file.uploadedBy === viewer.userId ||
    file.state === 'attached' ||
    (file.state === 'refused' && filing.attachments.some(({ id }) => id === file.id))
  );
}

/** Whether the bytes of a file that a viewer knows of may be fetched: once it was checked, by its uploader too, and while they are kept. */
export function mayFetchFile({ state }: Pick<Attachment, 'state'>): boolean {
  return state !== 'stored' && KEPT.includes(state);
}

/** How many files have arrived and do not count: those being checked, and those that a filing names and that were refused since. */
export function countUnchecked(
  filing: Pick<Filing, 'attachments'>,
  files: readonly Pick<Attachment, 'id' | 'state'>[],
): number {
  const named = new Set(filing.attachments.map(({ id }) => id));
  return files.filter(({ id, state }) => state === 'stored' || (state === 'refused' && named.has(id))).length;
}
