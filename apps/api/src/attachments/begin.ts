import type { AttachmentView, BeginAttachment } from '@lianchuang/contract/attachments';
import { listFilesOf } from '@lianchuang/db/attachments/read';
import { insertTicket } from '@lianchuang/db/attachments/write';
import { commit } from '@lianchuang/db/commit';
import { findFiling } from '@lianchuang/db/filings/read';
import { newId } from '@lianchuang/db/ids';
import {
  ATTACHMENT_LIMITS,
  FILE_TYPE_NAMES,
  HELD,
  nameFits,
  OTHER_MATERIAL,
  safeFileName,
  type Attachment,
  type AttachmentRefusal,
  type FileType,
} from '@lianchuang/domain/attachments';
import { EDITABLE, mayProvide, rolesOn, signaturePagePlace, type Filing } from '@lianchuang/domain/filings';
import { ok, refuse, type Refused, type Result } from '@lianchuang/domain/kernel';
import { formOf, policyOf, type Material } from '@lianchuang/domain/policies';
import { actsFor } from '../filings/case.ts';
import { unsaved } from '../filings/save.ts';
import type { SignedAsk } from '../http/context.ts';
import { fileView } from '../wording/files.ts';
import { pageHashOf } from '../wording/signature-pages.ts';
import { jurisdictionView } from '../wording/places.ts';

const isType = (given: string): given is FileType => (FILE_TYPE_NAMES as readonly string[]).includes(given);
const shown = (name: string): string => safeFileName(name, 'application/pdf').slice(0, 100);

const materialOf = (filing: Filing, materialId: string): Material | undefined =>
  policyOf(filing.policy).materials.find(({ id }) => id === materialId);

/** What is wrong with a ticket before a byte is sent. */
function unfit(filing: Filing, body: BeginAttachment): AttachmentRefusal | null {
  const { materialId, memberId = null, name, bytes, type, page } = body;
  const material = materialOf(filing, materialId);
  if (materialId !== OTHER_MATERIAL && material === undefined) return { code: 'attachment.material-unknown' };
  if (memberId !== null && !filing.members.some(({ id }) => id === memberId))
    return { code: 'attachment.member-unknown' };
  if (typeof page === 'string') {
    if (signaturePagePlace(policyOf(filing.policy), memberId)?.id !== materialId)
      return { code: 'attachment.material-unknown' };
    if (page !== pageHashOf(filing, memberId)) return { code: 'attachment.page-outdated' };
  }
  if (bytes === 0) return { code: 'attachment.empty' };
  if (bytes > ATTACHMENT_LIMITS.bytes) return { code: 'attachment.too-large', bytes: ATTACHMENT_LIMITS.bytes };
  if (!isType(type)) return { code: 'attachment.type-not-accepted' };
  if (material !== undefined && !material.accepts.includes(formOf(type)))
    return { code: 'attachment.form-not-accepted', accepts: material.accepts };
  return nameFits(safeFileName(name, type), type) ? null : { code: 'attachment.not-what-it-says', name: shown(name) };
}

/** Which of the limits that the write holds was reached. */
async function full({ db, now }: SignedAsk, filing: Filing, file: Attachment, most: number | null): Promise<Refused> {
  const there = (await listFilesOf(db, filing.id)).filter(
    ({ materialId, memberId, state, ticketEndsAt }) =>
      materialId === file.materialId &&
      memberId === file.memberId &&
      HELD.includes(state) &&
      (state !== 'uploading' || ticketEndsAt > now),
  );
  if (most !== null && there.length >= most) return refuse({ code: 'attachment.place-full', most });
  const { filesPerFiling: files, bytesPerFiling: bytes } = ATTACHMENT_LIMITS;
  return refuse({ code: 'attachment.filing-full', files, bytes });
}

/** Gives a ticket for one file: who may send it, how large it is, and until when. */
export async function beginAttachment(
  ask: SignedAsk,
  id: string,
  body: BeginAttachment,
): Promise<Result<AttachmentView>> {
  const { db, viewer, now, keyed, quotas } = ask;
  const found = await findFiling(db, viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { filing } = found;
  const { memberId = null } = body;
  if (!mayProvide(filing, viewer, memberId)) return refuse({ code: 'not-allowed' });
  if (!EDITABLE.includes(filing.status)) return refuse({ code: 'attachment.filing-closed' });
  const wrong = unfit(filing, body);
  if (wrong !== null) return refuse(wrong);
  const type = body.type as FileType;
  const file: Attachment = {
    id: newId('attachment'),
    filingId: filing.id,
    jurisdiction: filing.jurisdiction,
    version: 1,
    materialId: body.materialId,
    memberId,
    state: 'uploading',
    scan: 'waiting',
    name: safeFileName(body.name, type),
    type,
    bytes: body.bytes,
    sha256: body.sha256 ?? null,
    tooLargeToScan: false,
    hasLocation: false,
    pageHash: body.page ?? null,
    uploadedBy: viewer.userId,
    createdAt: now,
    ticketEndsAt: now + ATTACHMENT_LIMITS.ticketMilliseconds,
    refusedFor: null,
  };
  const most = materialOf(filing, file.materialId)?.most ?? null;
  const view = fileView(ask, filing, file, []);
  const organization = actsFor(
    filing,
    rolesOn(filing, viewer),
    viewer,
    jurisdictionView(filing.jurisdiction, 'zh').office,
  );
  const done = await commit(db, {
    subject: { table: 'attachments', id: file.id, chainHash: null },
    expectedVersion: 0,
    jurisdiction: file.jurisdiction,
    action: 'attachment.begin',
    actor: { id: viewer.userId, name: viewer.name, organization },
    at: now,
    // The name stays out: what is chained can never be erased.
    payload: { filing: filing.id, material: file.materialId, bytes: file.bytes, type },
    statements: insertTicket(db, file, now, { ...ATTACHMENT_LIMITS, most }),
    quotas: await quotas('attachment.begin', viewer.userId),
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 201, body: JSON.stringify(view) } }),
  });
  if (done.ok) return ok(view);
  return done.refusal.code === 'stale-version' ? full(ask, filing, file, most) : unsaved(done.refusal);
}
