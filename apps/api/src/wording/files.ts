import type { AttachmentRow, AttachmentView } from '@lianchuang/contract/attachments';
import {
  allowedOnAttachment,
  ATTACHMENT_LIMITS,
  chunkCount,
  FILE_TYPES,
  type Attachment,
  type AttachmentAction,
} from '@lianchuang/domain/attachments';
import { EDITABLE, mayFetchFile, readsForOffice, rolesOnFile, seesFile, type Filing } from '@lianchuang/domain/filings';
import { formatInstant, type Words } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { pageHashOf } from './signature-pages.ts';

const ACTION_WORDS: Readonly<Record<AttachmentAction, Words>> = {
  complete: { zh: '上传完毕', en: 'Complete' },
  check: { zh: '检查', en: 'Check' },
  attach: { zh: '附上', en: 'Attach' },
  refuse: { zh: '拒收', en: 'Refuse' },
  remove: { zh: '移除', en: 'Remove' },
  expire: { zh: '逾期', en: 'Expire' },
};

/** A file as one viewer of its filing sees it; `arrived` only where somebody asked for this one file. */
function fileRow(ask: SignedAsk, filing: Filing, file: Attachment, arrived: number[] | null): AttachmentRow {
  const { viewer, now, locale } = ask;
  const mine = file.uploadedBy === viewer.userId;
  const roles = rolesOnFile(filing, viewer, file);
  const facts = { now, filingOpen: EDITABLE.includes(filing.status), takesUnscanned: false };
  const address = `/api/v1/attachments/${file.id}/content`;
  const fetched = mayFetchFile(file);
  const shown = fetched && file.state === 'attached' && FILE_TYPES[file.type].preview && readsForOffice(filing, viewer);
  const { ticketEndsAt, createdAt, uploadedBy: _, filingId: __, jurisdiction: ___, pageHash, ...rest } = file;
  return {
    ...rest,
    page: pageHash === null ? null : { hash: pageHash, current: pageHash === pageHashOf(filing, file.memberId) },
    provider: filing.members.find(({ id }) => id === file.memberId)?.name ?? filing.lead.name,
    uploadedAt: formatInstant(createdAt),
    mine,
    content: fetched ? address : null,
    preview: shown ? `${address}?as=preview` : null,
    upload:
      mine && file.state === 'uploading'
        ? {
            chunkBytes: ATTACHMENT_LIMITS.chunkBytes,
            chunks: chunkCount(file.bytes),
            arrived,
            endsAt: formatInstant(ticketEndsAt),
          }
        : null,
    actions: allowedOnAttachment(file, roles, facts).map((name) => ({
      name,
      label: ACTION_WORDS[name][locale],
      requires: [],
    })),
  };
}

const OVER: readonly Attachment['state'][] = ['removed', 'expired'];

/** A ticket that was not used in time is over before anybody sweeps it away. */
const isOver = ({ state, ticketEndsAt }: Attachment, now: number): boolean =>
  OVER.includes(state) || (state === 'uploading' && now >= ticketEndsAt);

/** The files of a filing that a viewer knows of, without those whose time is over. */
export function fileRows(ask: SignedAsk, filing: Filing, files: readonly Attachment[]): AttachmentRow[] {
  return files
    .filter((file) => !isOver(file, ask.now) && seesFile(filing, ask.viewer, file))
    .map((file) => fileRow(ask, filing, file, null));
}

/** One file with the filing as both stand. */
export function fileView(ask: SignedAsk, filing: Filing, file: Attachment, arrived: number[] | null): AttachmentView {
  const { id, version, contentHash } = filing;
  return { ...fileRow(ask, filing, file, arrived), filing: { id, version, contentHash } };
}
