import { z } from 'zod';

/** A move that this caller may make now; `requires` names the body fields. */
export const ActionView = z
  .object({ name: z.string(), label: z.string(), requires: z.array(z.string()) })
  .meta({ id: 'Action' });
export type ActionView = z.infer<typeof ActionView>;

/** One line of a record's history. `by` is an organization or an office, never a person's contact. */
export const TimelineEntry = z
  .object({
    at: z.iso.datetime({ offset: true }),
    action: z.string(),
    label: z.string(),
    by: z.string().nullable(),
    note: z.string().nullable(),
    official: z.boolean(),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const Named = z.object({ code: z.string(), name: z.string() });
