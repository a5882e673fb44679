import type { ProofView } from '@lianchuang/contract/seals';
import type { createApi } from '#lib/server/api.ts';

/** What a case page says about its proofs, and where they are. */
export type Proof = ProofView & { href: string };

/** Reads how much of a filing's history stands under a published root; null when that cannot be read now. */
export async function readProof(api: ReturnType<typeof createApi>, filingId: string): Promise<Proof | null> {
  const read = await api.get<ProofView>(`/filings/${filingId}/proof`);
  return read.ok ? { ...read.data, href: `/api/v1/filings/${filingId}/export` } : null;
}
