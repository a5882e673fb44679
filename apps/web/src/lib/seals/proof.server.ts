import type { CaseExport } from '@lianchuang/contract/seals';
import type { createApi } from '#lib/server/api.ts';

/** What a case page says about its proofs. */
export type Proof = {
  href: string;
  events: number;
  sealed: number;
  seal: { size: number; root: string; publishedAt: string } | null;
  head: string | null;
};

/** Reads what of a filing's history stands under a published root; null when that cannot be read now. */
export async function readProof(api: ReturnType<typeof createApi>, filingId: string): Promise<Proof | null> {
  const path = `/filings/${filingId}/export`;
  const read = await api.get<CaseExport>(path);
  if (!read.ok) return null;
  const { events, seal, heads } = read.data;
  return {
    href: `/api/v1${path}`,
    events: events.length,
    sealed: events.filter(({ leaf }) => leaf !== null).length,
    seal,
    head: heads.find(({ subject }) => subject === filingId)?.hash ?? null,
  };
}
