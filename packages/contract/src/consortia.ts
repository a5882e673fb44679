import { ORGANIZATION_KINDS, CHAIN_POSITIONS } from '@lianchuang/domain/organizations';
import { MECHANISM_KINDS } from '@lianchuang/domain/policies';
import { z } from 'zod';
import { ActionView, Named, TimelineEntry } from './actions.ts';
import { page, paging } from './paging.ts';
import { ClauseView } from './policies.ts';
import { prose } from './text.ts';

export const PUBLIC_STATUSES = ['in_force', 'expired', 'revoked', 'superseded'] as const;

const row = {
  id: z.string(),
  name: z.string(),
  status: z.enum(PUBLIC_STATUSES),
  registrationNumber: z.string(),
  jurisdiction: z.string(),
  division: Named,
  industry: Named,
  lead: z.object({ id: z.string(), name: z.string() }),
  memberCounts: z.object({
    enterprise: z.number().int(),
    academic: z.number().int(),
    other: z.number().int(),
    total: z.number().int(),
  }),
  validFrom: z.string(),
  validTo: z.string(),
  registeredOn: z.string(),
  fictional: z.boolean(),
  source: z.string().nullable(),
};

export const ConsortiumRow = z.object(row).meta({ id: 'ConsortiumRow' });
export type ConsortiumRow = z.infer<typeof ConsortiumRow>;
export const ConsortiumPage = page(ConsortiumRow).meta({ id: 'ConsortiumPage' });
export type ConsortiumPage = z.infer<typeof ConsortiumPage>;

export const ConsortiumView = z
  .object({
    ...row,
    summary: z.string().nullable(),
    members: z.array(
      z.object({
        organization: z.object({ id: z.string().nullable(), name: z.string(), kind: z.enum(ORGANIZATION_KINDS) }),
        role: z.enum(['lead', 'member']),
        chainPosition: z.enum(CHAIN_POSITIONS).nullable(),
        duties: z.string().nullable(),
        joinedOn: z.string(),
        leftOn: z.string().nullable(),
      }),
    ),
    topics: z.array(z.object({ title: z.string() })),
    mechanisms: z.array(z.object({ kind: z.enum(MECHANISM_KINDS), text: z.string() })),
    policy: z.object({ id: z.string(), version: z.number().int(), title: z.string() }),
    rules: z.array(
      z.object({
        id: z.string(),
        clause: ClauseView,
        strength: z.string(),
        outcome: z.string(),
        message: z.string(),
        waiver: z.string(),
      }),
    ),
    timeline: z.array(TimelineEntry),
    version: z.number().int(),
  })
  .meta({ id: 'Consortium' });
export type ConsortiumView = z.infer<typeof ConsortiumView>;

const code = z
  .string()
  .max(40)
  .regex(/^[a-z0-9-]+$/);
export const consortiumFilters = {
  jurisdiction: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  industry: code.optional(),
  division: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  status: z.enum(['in_force', 'expired', 'revoked']).optional(),
  q: z.string().max(200).optional(),
};
export const CONSORTIUM_SORTS = ['-registeredOn', 'registeredOn', 'name', 'validTo'] as const;
export const ConsortiumListQuery = z.strictObject({
  ...consortiumFilters,
  sort: z.enum(CONSORTIUM_SORTS).default('-registeredOn'),
  ...paging,
});
export type ConsortiumListQuery = z.infer<typeof ConsortiumListQuery>;
export const ConsortiumFacetsQuery = z.strictObject(consortiumFilters);
export type ConsortiumFacetsQuery = z.infer<typeof ConsortiumFacetsQuery>;

const facet = z.array(z.object({ code: z.string(), name: z.string(), count: z.number().int() }));
export const FacetsView = z
  .object({
    /** How many the filter finds; null when a search is too wide to count. */
    total: z.number().int().nullable(),
    industry: facet,
    division: facet,
    status: facet,
    /** False when the counts leave the search words out because too many match. */
    exact: z.boolean(),
  })
  .meta({ id: 'Facets' });
export type FacetsView = z.infer<typeof FacetsView>;

export const RegistrationView = z
  .object({
    number: z.string(),
    status: z.enum(PUBLIC_STATUSES),
    name: z.string(),
    lead: z.object({ id: z.string(), name: z.string() }),
    leadUscc: z.string(),
    industry: z.string(),
    jurisdiction: z.object({ code: z.string(), name: z.string(), office: z.string() }),
    policy: z.string(),
    memberCounts: row.memberCounts,
    validFrom: z.string(),
    validTo: z.string(),
    consortiumId: z.string(),
    fictional: z.boolean(),
    history: z.array(TimelineEntry),
  })
  .meta({ id: 'Registration' });
export type RegistrationView = z.infer<typeof RegistrationView>;

export const ConsortiumActionsView = z.object({ version: z.number().int(), actions: z.array(ActionView) });
export const RevokeConsortium = z.strictObject({ reason: prose(2000) });

export const StatisticsView = z
  .object({
    asOf: z.string(),
    jurisdiction: z.object({ code: z.string(), name: z.string() }).nullable(),
    target: z.object({ year: z.number(), count: z.number(), clause: z.string() }).nullable(),
    actual: z.number().int(),
    total: z.number().int(),
    pipeline: z.array(z.object({ stage: z.string(), count: z.number().int() })),
    byIndustry: facet,
    byDivision: facet,
    byStatus: facet,
  })
  .meta({ id: 'ConsortiumStatistics' });
export type StatisticsView = z.infer<typeof StatisticsView>;
