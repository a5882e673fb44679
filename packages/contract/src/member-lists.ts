import { CHAIN_POSITIONS, ORGANIZATION_KINDS } from '@lianchuang/domain/organizations';
import { z } from 'zod';
import { Named } from './actions.ts';
import { contribution } from './filing-content.ts';
import { uscc } from './organizations.ts';
import { line, prose } from './text.ts';

/** Several members at once, all or none; duties may follow later. */
export const AddMembers = z
  .strictObject({
    members: z
      .array(
        z.strictObject({
          uscc,
          name: line(100),
          kind: z.enum(ORGANIZATION_KINDS),
          chainPosition: z.enum(CHAIN_POSITIONS).nullish(),
          duties: prose(2000).optional(),
          contributions: z.array(contribution).max(20).optional(),
        }),
      )
      .min(1)
      .max(100),
  })
  .meta({ id: 'AddMembers' });
export type AddMembers = z.infer<typeof AddMembers>;

export const LookUpMembers = z.strictObject({ codes: z.array(uscc).min(1).max(100) }).meta({ id: 'LookUpMembers' });
export type LookUpMembers = z.infer<typeof LookUpMembers>;

/** What the system knows of organizations: as they registered, and as a filing placed them last. Codes that nobody knows are left out. */
export const KnownOrganizations = z
  .object({
    items: z.array(
      z.object({
        uscc: z.string(),
        name: z.string(),
        kind: z.enum(ORGANIZATION_KINDS),
        /** Only of organizations that registered themselves. */
        division: Named.nullable(),
        /** In the lead’s own last filing that named it, else in the last one that is on the public register. */
        chainPosition: z.enum(CHAIN_POSITIONS).nullable(),
        isRegistered: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'KnownOrganizations' });
export type KnownOrganizations = z.infer<typeof KnownOrganizations>;
