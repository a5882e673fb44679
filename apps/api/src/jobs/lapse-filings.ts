import { noQuotas } from '../http/limits.ts';
import type { Db } from '@lianchuang/db/client';
import { commit } from '@lianchuang/db/commit';
import { findFilingForJob, listLapsing } from '@lianchuang/db/filings/read';
import { updateFiling } from '@lianchuang/db/filings/write';
import { decide, SYSTEM_ROLES } from '@lianchuang/domain/filings';
import { dayOf, type Instant } from '@lianchuang/domain/kernel';
import { toldBy, type Channel } from '@lianchuang/domain/notifications';
import { factsFor } from '../filings/case.ts';
import { SYSTEM } from './system.ts';

const PER_RUN = 100;

/** Lets corrections lapse whose last day has passed. Nothing guesses where a year of the calendar is not loaded. */
export async function lapseFilings(db: Db, at: Instant, channels: readonly Channel[] = []): Promise<number> {
  let lapsed = 0;
  const ask = {
    db,
    now: at,
    clock: () => at,
    locale: 'zh',
    demonstration: false,
    origin: '',
    keyed: null,
    address: '',
    quotas: noQuotas,
    channels,
  } as const;
  for (const id of await listLapsing(db, dayOf(at), PER_RUN)) {
    const found = await findFilingForJob(db, id);
    if (found === undefined) continue;
    const facts = factsFor(ask, found.filing, { objections: { open: 0, upheld: 0 } }, null);
    const decided = decide(found.filing, { action: 'lapse', by: SYSTEM.name }, SYSTEM_ROLES, facts);
    if (!decided.ok) continue;
    const done = await commit(db, {
      subject: { table: 'filings', id, chainHash: found.chainHash },
      expectedVersion: found.filing.version,
      jurisdiction: found.filing.jurisdiction,
      action: decided.value.event.action,
      actor: SYSTEM,
      at,
      payload: decided.value.event.payload,
      statements: [updateFiling(db, decided.value.filing)],
      tells: {
        subject: id,
        channels,
        told: toldBy({ action: decided.value.event.action, filing: decided.value.filing, before: found.filing }),
      },
    });
    if (done.ok) lapsed += 1;
  }
  return lapsed;
}
