import { PASSED_ROLES } from '@lianchuang/domain/filings';
import { ORGANIZATION_KINDS } from '@lianchuang/domain/organizations';
import { z } from 'zod';

/** What a link says before and after sign-in: who invites whom to what, and whether the reader is meant. */
export const InvitationView = z
  .object({
    filingId: z.string(),
    consortiumName: z.string().nullable(),
    lead: z.string(),
    member: z.object({ uscc: z.string(), name: z.string(), kind: z.enum(ORGANIZATION_KINDS) }),
    state: z.enum(['sign-in', 'register', 'other-organization', 'other-person', 'ready']),
    /** When a colleague passed it on: in which role, and to which address, its middle hidden. */
    colleague: z.object({ role: z.enum(PASSED_ROLES), to: z.string(), note: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Invitation' });
export type InvitationView = z.infer<typeof InvitationView>;
