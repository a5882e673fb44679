import type { CaseExport, ExportedEvent, SealView } from '@lianchuang/contract/seals';
import { contentHashOf, contentOf, type EventRecord } from '@lianchuang/db/events/read';
import { lastPublished, proveInclusion, type Inclusion, type Seal } from '@lianchuang/db/seals/read';
import { formatInstant } from '@lianchuang/domain/kernel';
import type { Ask } from '../http/context.ts';

/** A published root. */
export function sealView({ size, root, at, publishedAt }: Seal): SealView {
  return { size, root, at: formatInstant(at), publishedAt: formatInstant(publishedAt ?? at) };
}

/** What of an event its reader may see. */
type Shown = { readonly content: boolean; readonly name: boolean };

/** An event with exactly what its hash covers. */
export async function exportedEvent(
  record: EventRecord,
  proof: Inclusion | undefined,
  shown: Shown,
): Promise<ExportedEvent> {
  const { id, subject, version, jurisdiction, at, previousHash, commitment, hash } = record;
  const { salt, actorName } = record;
  return {
    id,
    subject,
    version,
    jurisdiction,
    at,
    previousHash,
    commitment,
    contentHash: await contentHashOf(record),
    content: shown.content ? contentOf(record) : null,
    personal: shown.name && actorName !== '' ? { salt, actorName } : null,
    hash,
    leaf: proof?.leaf ?? null,
    path: proof === undefined ? null : [...proof.path],
  };
}

/** A case with its proofs; `shown` says what of each event the reader may see. */
export async function caseExport(
  ask: Ask,
  { content, signed = null }: { content: Record<string, unknown>; signed?: CaseExport['signed'] },
  records: readonly EventRecord[],
  shown: (record: EventRecord) => Shown,
): Promise<CaseExport> {
  const seal = await lastPublished(ask.db);
  const ids = records.map(({ id }) => id);
  const proofs = seal === undefined ? new Map<string, Inclusion>() : await proveInclusion(ask.db, ids, seal.size);
  const heads = new Map(records.map(({ subject, version, hash }) => [subject, { subject, version, hash }]));
  const events = await Promise.all(
    records.map((record) => exportedEvent(record, proofs.get(record.id), shown(record))),
  );
  return {
    form: 'lianchuang-case-1',
    exportedAt: formatInstant(ask.now),
    content,
    signed,
    heads: [...heads.values()],
    events: events.toSorted((a, b) => (a.leaf ?? Infinity) - (b.leaf ?? Infinity) || a.at - b.at),
    seal: seal === undefined ? null : sealView(seal),
  };
}
