import { INVITED_ROLES, ORGANIZATION_ROLES } from '@lianchuang/domain/organizations';
import { z } from 'zod';

export const InviteColleague = z.strictObject({ role: z.enum(INVITED_ROLES) }).meta({ id: 'InviteColleague' });
export type InviteColleague = z.infer<typeof InviteColleague>;

/** A link that brings one colleague in. The address itself is shown once, to whoever made it. */
export const ColleagueInvitation = z
  .object({ id: z.string(), role: z.enum(INVITED_ROLES), expiresAt: z.string(), link: z.string().nullable() })
  .meta({ id: 'ColleagueInvitation' });
export type ColleagueInvitation = z.infer<typeof ColleagueInvitation>;

/** Who works for an organization here; the open links for its owner alone. */
export const PeopleView = z
  .object({
    organization: z.object({ id: z.string(), name: z.string() }),
    mayInvite: z.boolean(),
    people: z.array(
      z.object({
        userId: z.string(),
        name: z.string(),
        role: z.enum(ORGANIZATION_ROLES),
        joinedAt: z.string(),
        isMe: z.boolean(),
        mayRemove: z.boolean(),
      }),
    ),
    invitations: z.array(ColleagueInvitation),
  })
  .meta({ id: 'OrganizationPeople' });
export type PeopleView = z.infer<typeof PeopleView>;

/** What a link for a colleague shows to whoever holds it. */
export const JoinView = z
  .object({
    organization: z.string(),
    role: z.enum(INVITED_ROLES),
    expiresAt: z.string(),
    state: z.enum(['sign-in', 'member', 'ready']),
  })
  .meta({ id: 'ColleagueJoin' });
export type JoinView = z.infer<typeof JoinView>;
