import { z } from 'zod';
import { page, paging } from './paging.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A root over the first `size` events of all jurisdictions (RFC 6962), as it was published. */
export const SealView = z
  .object({ size: z.number().int(), root: hash, at: z.string(), publishedAt: z.string() })
  .meta({ id: 'Seal' });
export type SealView = z.infer<typeof SealView>;
export const SealPage = page(SealView).meta({ id: 'SealPage' });
export const SealListQuery = z.strictObject(paging);

/** Proof that the later tree begins with the earlier one (RFC 6962 §2.1.2). */
export const ConsistencyView = z
  .object({ earlier: SealView, later: SealView, path: z.array(hash) })
  .meta({ id: 'SealConsistency' });
export type ConsistencyView = z.infer<typeof ConsistencyView>;
export const ConsistencyQuery = z.strictObject({ from: z.coerce.number().int().min(1).max(1e12) });

/**
 * One event as the chain hashed it. `content` is null where only its hash is the reader's to see, `personal` where the name was
 * erased or is not shown. Events of before commitments (`commitment` null) show both or nothing.
 */
export const ExportedEvent = z
  .object({
    id: z.string(),
    subject: z.string(),
    version: z.number().int(),
    jurisdiction: z.string(),
    at: z.number().int(),
    previousHash: z.string().nullable(),
    commitment: z.string().nullable(),
    contentHash: z.string().nullable(),
    content: z
      .object({
        salt: z.string().nullable(),
        action: z.string(),
        actorId: z.string().nullable(),
        actorOrganization: z.string().nullable(),
        payload: z.record(z.string(), z.unknown()),
      })
      .nullable(),
    personal: z.object({ salt: z.string().nullable(), actorName: z.string() }).nullable(),
    hash: z.string(),
    leaf: z.number().int().nullable(),
    path: z.array(hash).nullable(),
  })
  .meta({ id: 'ExportedEvent' });
export type ExportedEvent = z.infer<typeof ExportedEvent>;

/** Everything that proves a case: its content, its events and the hashes that lead from each to a published root. */
export const CaseExport = z
  .object({
    form: z.literal('lianchuang-case-1'),
    exportedAt: z.string(),
    content: z.record(z.string(), z.unknown()),
    /** The text that members signed and that acts name by its SHA-256; null where it is not the reader's to see. */
    signed: z
      .object({
        subject: z.string(),
        text: z.string(),
        hash,
        /** Parts that members signed and that no longer stand, by the hash that their signing names. */
        earlier: z.array(z.object({ hash, text: z.string() })),
      })
      .nullable(),
    /** The last event of each record: what a cut-off history cannot reach. */
    heads: z.array(z.object({ subject: z.string(), version: z.number().int(), hash: z.string() })),
    events: z.array(ExportedEvent),
    seal: SealView.nullable(),
  })
  .meta({ id: 'CaseExport' });
export type CaseExport = z.infer<typeof CaseExport>;

/** How much of a case stands under a published root, and the hash of its last event: what a page says about it. */
export const ProofView = z
  .object({ events: z.number().int(), sealed: z.number().int(), seal: SealView.nullable(), head: hash.nullable() })
  .meta({ id: 'Proof' });
export type ProofView = z.infer<typeof ProofView>;
