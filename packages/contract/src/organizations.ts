import { parseDivision } from '@lianchuang/domain/divisions';
import { parseUscc } from '@lianchuang/domain/identifiers';
import { OFFICE_ROLES, ORGANIZATION_KINDS, ORGANIZATION_ROLES } from '@lianchuang/domain/organizations';
import { z } from 'zod';
import { Named } from './actions.ts';
import { line, parsed } from './text.ts';

export const uscc = parsed(
  parseUscc,
  'Unified social credit code (GB 32100-2015); lower case, full width and spaces are mended.',
);
export const divisionCode = parsed(parseDivision, 'Six-digit division code of a legal region.').transform(
  (each) => each.code,
);

export const RegisterOrganization = z
  .strictObject({ uscc, name: line(100), kind: z.enum(ORGANIZATION_KINDS), divisionCode })
  .meta({ id: 'RegisterOrganization' });
export type RegisterOrganization = z.infer<typeof RegisterOrganization>;

export const OrganizationView = z
  .object({
    id: z.string(),
    uscc: z.string(),
    name: z.string(),
    kind: z.enum(ORGANIZATION_KINDS),
    division: Named,
    role: z.enum(ORGANIZATION_ROLES).nullable(),
    fictional: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'Organization' });
export type OrganizationView = z.infer<typeof OrganizationView>;

export const MeView = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    organizations: z.array(OrganizationView),
    offices: z.array(
      z.object({
        jurisdiction: Named,
        role: z.enum(OFFICE_ROLES),
        division: Named.nullable(),
      }),
    ),
  })
  .meta({ id: 'Me' });
export type MeView = z.infer<typeof MeView>;
