import { z } from 'zod';

export const receipt = z.object({ number: z.string(), at: z.string(), contentHash: z.string() });

/** One for each submission and each answer to a correction, oldest first: the hash is that of what came in then. */
export const receipts = z.array(receipt.extend({ action: z.enum(['submit', 'resubmit']) }));
