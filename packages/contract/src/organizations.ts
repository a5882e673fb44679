import { parseDivision } from '@lianchuang/domain/divisions';
import { parseUscc } from '@lianchuang/domain/identifiers';
import { OFFICE_ROLES, ORGANIZATION_KINDS, ORGANIZATION_ROLES, WAYS_IN } from '@lianchuang/domain/organizations';
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
    /** `email` is empty where somebody signed up by phone; the number is masked. */
    user: z.object({ id: z.string(), name: z.string(), email: z.string(), phone: z.string().nullable() }),
    organizations: z.array(OrganizationView),
    offices: z.array(
      z.object({
        jurisdiction: Named,
        role: z.enum(OFFICE_ROLES),
        division: Named.nullable(),
      }),
    ),
    secondFactor: z.object({
      /** Whether this person has a second factor of either kind. */
      enrolled: z.boolean(),
      authenticator: z.boolean(),
      passkey: z.boolean(),
      /** Whether one of them was shown in this session. */
      proven: z.boolean(),
      /** Whether the offices wait until one is. */
      needed: z.boolean(),
    }),
    /** Notifications that were not read yet, counted up to a hundred; nothing of them is told before a needed second factor. */
    unread: z.number().int(),
  })
  .meta({ id: 'Me' });
export type MeView = z.infer<typeof MeView>;

/** What the product holds about the person who asks, as the law lets one see and carry away (PIPL art. 45). */
export const PersonalDataView = z
  .object({
    form: z.literal('lianchuang-personal-data-1'),
    exportedAt: z.string(),
    person: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      phone: z.string().nullable(),
      createdAt: z.string(),
    }),
    organizations: z.array(z.object({ name: z.string(), role: z.string(), joinedAt: z.string() })),
    offices: z.array(z.object({ jurisdiction: z.string(), role: z.string(), grantedAt: z.string() })),
    passkeys: z.array(z.object({ name: z.string(), addedAt: z.string(), usedAt: z.string().nullable() })),
    sessions: z.array(
      z.object({
        createdAt: z.string(),
        expiresAt: z.string(),
        ipAddress: z.string().nullable(),
        userAgent: z.string().nullable(),
      }),
    ),
    comments: z.array(z.object({ filingId: z.string(), pointer: z.string(), text: z.string(), at: z.string() })),
    readings: z.array(z.object({ filingId: z.string(), version: z.number().int(), at: z.string() })),
    passes: z.array(z.object({ filingId: z.string(), to: z.string(), role: z.enum(ORGANIZATION_ROLES) })),
    /** Files that the person uploaded, those taken out again too. */
    files: z.array(
      z.object({
        id: z.string(),
        filingId: z.string(),
        name: z.string(),
        bytes: z.number().int(),
        sha256: z.string().nullable(),
        state: z.string(),
        at: z.string(),
      }),
    ),
    /** Invitations that the person sent by mail or text. */
    invitations: z.array(z.object({ filingId: z.string(), channel: z.string(), to: z.string(), at: z.string() })),
    signIns: z.array(
      z.object({
        at: z.string(),
        how: z.enum(WAYS_IN),
        ipAddress: z.string().nullable(),
        userAgent: z.string().nullable(),
      }),
    ),
    /** What the person did, and what was done to the account. */
    acts: z.array(z.object({ id: z.string(), subject: z.string(), action: z.string(), at: z.string() })),
    /** What the person tried and was refused, and what others tried on the account. */
    refused: z.array(
      z.object({ at: z.string(), method: z.string(), path: z.string(), status: z.number().int(), code: z.string() }),
    ),
  })
  .meta({ id: 'PersonalData' });
export type PersonalDataView = z.infer<typeof PersonalDataView>;

/** Typed once more, so that nobody erases an account by a slip. */
export const ErasePerson = z.strictObject({ email: line(254) }).meta({ id: 'ErasePerson' });
export type ErasePerson = z.infer<typeof ErasePerson>;
export const ErasedView = z.object({ erasedAt: z.string(), events: z.number().int() }).meta({ id: 'Erased' });
export type ErasedView = z.infer<typeof ErasedView>;
