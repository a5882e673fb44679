import type { Db } from '@lianchuang/db/client';
import { findFilingForJob } from '@lianchuang/db/filings/read';
import { findHeldForJob, type NotificationRecord } from '@lianchuang/db/notifications/read';
import { HELD, isStillDue } from '@lianchuang/domain/notifications';

/** Whether nobody has to be told any more what was held for a while: what it asked for stands again, or is asked for anew. */
export async function isNeedless(db: Db, told: NotificationRecord): Promise<boolean> {
  if (!HELD.includes(told.kind)) return false;
  const { organizations, isAskedAgain } = await findHeldForJob(db, told);
  if (isAskedAgain) return true;
  const found = await findFilingForJob(db, told.subject);
  return found === undefined || !isStillDue(found.filing, organizations);
}
