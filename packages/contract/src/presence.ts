import { z } from 'zod';

/** Where somebody is writing: a step of the draft and, where it is known, a field. */
export const NotePresence = z
  .strictObject({
    step: z.string().regex(/^[a-z]{1,20}$/),
    field: z
      .string()
      .regex(/^[\w.-]{1,100}$/)
      .nullish(),
  })
  .meta({ id: 'NotePresence' });
export type NotePresence = z.infer<typeof NotePresence>;

/** Who else is writing now. A member learns that the lead is, and neither who nor where. */
export const PresenceView = z
  .object({
    others: z.array(
      z.object({
        name: z.string().nullable(),
        step: z.string().nullable(),
        field: z.string().nullable(),
        since: z.string(),
      }),
    ),
  })
  .meta({ id: 'Presence' });
export type PresenceView = z.infer<typeof PresenceView>;
