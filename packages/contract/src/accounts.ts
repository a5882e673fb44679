import { ACCOUNT_ACTIONS, type AccountAction } from '@lianchuang/domain/accounts';
import { OFFICE_ROLES } from '@lianchuang/domain/organizations';
import { z } from 'zod';
import { ActionView, Named, TimelineEntry } from './actions.ts';
import { divisionCode } from './organizations.ts';
import { page, paging } from './paging.ts';
import { line } from './text.ts';

const role = z.enum(OFFICE_ROLES);
const email = line(254);
const jurisdiction = z.string().regex(/^\d{6}$/);

export const AccountRow = z
  .object({
    id: z.string(),
    name: z.string(),
    /** The address with its middle hidden; whoever looks for somebody knows it. */
    email: z.string(),
    confirmed: z.boolean(),
    disabledAt: z.string().nullable(),
    secondFactor: z.boolean(),
    /** Sessions that still open something. */
    sessions: z.number().int(),
    lastSeenAt: z.string().nullable(),
    offices: z.array(z.object({ jurisdiction: Named, role, division: Named.nullable() })),
    organizations: z.array(z.string()),
  })
  .meta({ id: 'AccountRow' });
export type AccountRow = z.infer<typeof AccountRow>;
export const AccountPage = page(AccountRow).meta({ id: 'AccountPage' });
export const AccountListQuery = z.strictObject(paging);

export const AccountView = z
  .object({
    ...AccountRow.shape,
    createdAt: z.string(),
    version: z.number().int(),
    actions: z.array(ActionView),
    /** Offices that the caller may end. */
    endable: z.array(z.object({ jurisdiction: z.string(), role })),
    timeline: z.array(TimelineEntry),
  })
  .meta({ id: 'Account' });
export type AccountView = z.infer<typeof AccountView>;

/** In a body, because an address never stands in a URL. */
export const LookUpAccount = z.strictObject({ email }).meta({ id: 'LookUpAccount' });

/** Every act on an account is on record with its reason. */
export const AdministerAccount = z.strictObject({ reason: line(200) }).meta({ id: 'AdministerAccount' });
export const GrantOffice = z
  .strictObject({ email, jurisdiction, role, divisionCode: divisionCode.nullable().default(null), reason: line(200) })
  .meta({ id: 'GrantOffice' });
export type GrantOffice = z.infer<typeof GrantOffice>;
export const EndOffice = z.strictObject({ jurisdiction, role, reason: line(200) }).meta({ id: 'EndOffice' });
export type EndOffice = z.infer<typeof EndOffice>;

/** The acts that need nothing but a reason. */
export const PLAIN_ACCOUNT_ACTIONS = (Object.keys(ACCOUNT_ACTIONS) as AccountAction[]).filter(
  (action) => action !== 'end-office',
);
