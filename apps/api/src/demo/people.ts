import { insertOffice } from '@lianchuang/db/organizations/write';
import type { Db } from '@lianchuang/db/client';
import { findViewer } from '@lianchuang/db/organizations/read';
import type { Instant } from '@lianchuang/domain/kernel';
import type { OfficeRole, Viewer } from '@lianchuang/domain/organizations';
import type { Auth } from '../platform/auth.ts';

export const DEMO_PASSWORD = 'lianchuang-demo';

/** The accounts that `start` prints. */
// prettier-ignore
export const ACCOUNTS: readonly { readonly email: string; readonly name: string; readonly office?: OfficeRole }[] = [
  { email: 'lead@demo.example', name: '示例牵头人' },
  { email: 'member@demo.example', name: '示例成员签署人' },
  { email: 'university@demo.example', name: '示例高校签署人' },
  { email: 'outsider@demo.example', name: '示例旁观者' },
  { email: 'expert@demo.example', name: '示例专家', office: 'expert' },
  { email: 'recommender@demo.example', name: '示例推荐人', office: 'recommender' },
  { email: 'clerk@demo.example', name: '示例经办', office: 'clerk' },
  { email: 'director@demo.example', name: '示例负责人', office: 'director' },
  { email: 'auditor@demo.example', name: '示例审计', office: 'auditor' },
  { email: 'admin@demo.example', name: '示例管理员', office: 'administrator' },
];

/** The bureaus in which the demonstration's officers hold office. */
export const DEMO_JURISDICTIONS = ['370200', '410300'];

/** Creates an account, or finds it again; returns its user id. */
export async function createAccount(auth: Auth, email: string, name: string): Promise<string> {
  const { user } = await auth.api.signUpEmail({ body: { email, name, password: DEMO_PASSWORD } });
  return user.id;
}

/** Gives an account its office in both bureaus. Offices are granted by an administrator; here by the installation. */
export async function grantOffice(db: Db, userId: string, role: OfficeRole, at: Instant): Promise<void> {
  const grants = DEMO_JURISDICTIONS.map((jurisdiction) =>
    insertOffice(db, { userId, jurisdiction, role, divisionCode: null, grantedAt: at }),
  );
  await db.orm.batch(grants as [(typeof grants)[number], ...typeof grants]);
}

/** The account as the verbs see it. */
export function viewerOf(db: Db, id: string, name: string): Promise<Viewer> {
  return findViewer(db, { id, name });
}
