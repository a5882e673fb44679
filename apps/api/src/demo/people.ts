import { grantOffices } from '@lianchuang/db/unlogged';
import type { Db } from '@lianchuang/db/client';
import { findViewer } from '@lianchuang/db/organizations/read';
import type { Instant } from '@lianchuang/domain/kernel';
import type { OfficeRole, Viewer } from '@lianchuang/domain/organizations';
import type { Auth } from '../platform/auth.ts';
import { DEMO_PASSWORD } from './accounts.ts';

/** The bureaus in which the demonstration's officers hold office. */
const DEMO_JURISDICTIONS = ['370200', '410300'];

/** Creates an account with an address that counts as confirmed; returns its user id. */
export async function createAccount(auth: Auth, email: string, name: string): Promise<string> {
  const { user } = await auth.api.signUpEmail({ body: { email, name, password: DEMO_PASSWORD } });
  const { internalAdapter } = await auth.$context;
  await internalAdapter.updateUser(user.id, { emailVerified: true });
  return user.id;
}

/** Gives an account its office in both bureaus. Offices are granted by an administrator; here by the installation. */
export async function grantOffice(db: Db, userId: string, role: OfficeRole, at: Instant): Promise<void> {
  await grantOffices(
    db,
    DEMO_JURISDICTIONS.map((jurisdiction) => ({ userId, jurisdiction, role, divisionCode: null, grantedAt: at })),
  );
}

/** The account as the verbs see it. */
export function viewerOf(db: Db, id: string, name: string): Promise<Viewer> {
  return findViewer(db, { id, name });
}
