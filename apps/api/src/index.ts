import { eraseExpired } from '@lianchuang/db/accounts/erase';
import { open } from '@lianchuang/db/client';
import { createApp } from './app.ts';
import { createDemoData } from './demo/create-demo-data.ts';
import { forgetPublicReads } from './http/public-reads.ts';
import { expireRegistrations } from './jobs/expire-registrations.ts';
import { lapseFilings } from './jobs/lapse-filings.ts';
import { sealAndPublish } from './jobs/seal-events.ts';
import { drainOutbox } from './jobs/send-outbox.ts';
import { now } from './platform/clock.ts';
import type { Env } from './platform/env.ts';

const app = createApp();

/** The schedules in wrangler.jsonc at which sealing and retention run; the other one is for everything else. */
const SEALING = '*/10 * * * *';
const RETENTION = '0 19 * * *';

export default {
  fetch(request, env, context) {
    // Reached over the service binding under this name only; the public site never forwards it.
    if (env.ENVIRONMENT === 'demo' && request.url === 'http://api/internal/demo-data')
      return createDemoData(env, now());
    return app.fetch(request, env, context);
  },
  async scheduled({ cron }, env) {
    const db = open(env.DB, env.SEARCH);
    const at = now();
    if (cron === SEALING) await sealAndPublish(db, env.SEALS, at);
    else if (cron === RETENTION) await eraseExpired(db, at);
    else {
      await lapseFilings(db, at);
      await expireRegistrations(db, at);
      await drainOutbox(db, at);
    }
    forgetPublicReads();
  },
} satisfies ExportedHandler<Env>;
