import { z } from 'zod';
import { page, paging } from './paging.ts';

export const EventView = z
  .object({
    id: z.string(),
    subject: z.string(),
    version: z.number().int(),
    jurisdiction: z.string(),
    action: z.string(),
    actor: z.object({ id: z.string().nullable(), name: z.string(), organization: z.string().nullable() }),
    at: z.string(),
    payload: z.record(z.string(), z.unknown()),
    previousHash: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEvent' });
export type EventView = z.infer<typeof EventView>;
export const EventPage = page(EventView).meta({ id: 'AuditEventPage' });
export const EventListQuery = z.strictObject({
  subject: z.string().max(80).optional(),
  actor: z.string().max(80).optional(),
  ...paging,
});
export type EventListQuery = z.infer<typeof EventListQuery>;
