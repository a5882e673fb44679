import {
  isHeldUnscanned,
  KEPT,
  type AttachedFile,
  type Attachment,
  type AttachmentRole,
} from '../attachments/index.ts';
import type { Instant } from '../kernel/index.ts';
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

/** How many files keep a filing from being submitted, each counted once. */
export type WaitingFiles = {
  /** Those that whoever looks is sending, begun a short while ago. */
  readonly arriving: number;
  /** Those being checked, and those that the filing names and that were refused since. */
  readonly unchecked: number;
  /** Those that nobody checks, because this deployment scans nothing and takes nothing unscanned. */
  readonly unscanned: number;
};

/**
 * For so long after its ticket a file counts as being on its way. One that was given up must not hold a filing for ever, and
 * only its own sender, who can let go of it, is held by it at all.
 */
export const ARRIVING_MILLISECONDS = 60 * 60_000;

type Waits = Pick<Attachment, 'id' | 'state' | 'scan' | 'tooLargeToScan' | 'uploadedBy' | 'createdAt' | 'ticketEndsAt'>;

/** The files for which a filing waits before it can be submitted by somebody; null is nobody. */
export function waitingFiles(
  filing: Pick<Filing, 'attachments'>,
  files: readonly Waits[],
  { userId, now }: { readonly userId: string | null; readonly now: Instant },
): WaitingFiles {
  const named = new Set(filing.attachments.map(({ id }) => id));
  const count = (which: (file: Waits) => boolean): number => files.filter(which).length;
  const isUnscanned = (file: Waits) => file.state === 'stored' && isHeldUnscanned(file);
  return {
    arriving: count(
      ({ state, uploadedBy, createdAt, ticketEndsAt }) =>
        state === 'uploading' &&
        uploadedBy === userId &&
        now < Math.min(ticketEndsAt, createdAt + ARRIVING_MILLISECONDS),
    ),
    unchecked: count(
      (file) => (file.state === 'stored' && !isUnscanned(file)) || (file.state === 'refused' && named.has(file.id)),
    ),
    unscanned: count(isUnscanned),
  };
}
