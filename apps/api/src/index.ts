import { eraseExpired } from '@lianchuang/db/accounts/erase';
import { open, type Db } from '@lianchuang/db/client';
import { dropOldCounts, dropOldPresence } from '@lianchuang/db/unlogged';
import type { Instant } from '@lianchuang/domain/kernel';
import { createApp } from './app.ts';
import { createDemoData } from './demo/create-demo-data.ts';
import { forgetPublicReads } from './http/public-reads.ts';
import { storeOf } from './attachments/store.ts';
import { closeDigests } from './jobs/close-digests.ts';
import { expireRegistrations } from './jobs/expire-registrations.ts';
import { lapseFilings } from './jobs/lapse-filings.ts';
import { scanFiles } from './jobs/scan-files.ts';
import { raiseReminders } from './jobs/raise-reminders.ts';
import { sealAndPublish } from './jobs/seal-events.ts';
import { drainOutbox } from './jobs/send-outbox.ts';
import { sweepFiles } from './jobs/sweep-files.ts';
import { now } from './platform/clock.ts';
import type { Env } from './platform/env.ts';
import { loggable } from './platform/loggable.ts';
import { channelsOf, postOf, ring } from './platform/post.ts';

const app = createApp();

/**
 * The schedules in wrangler.jsonc at which the outbox, sealing, retention and the sweeper of files run; the other one is for
 * everything else. The outbox has its own, because what D1 answers one invocation is counted.
 */
const SENDING = '*/5 * * * *';
const SEALING = '*/10 * * * *';
const RETENTION = '0 19 * * *';
const SWEEPING = '30 * * * *';

/** One job that fails keeps none of the others from their work; the failure is told in the end. */
async function eachByItself(jobs: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const job of jobs) {
    await job().catch((error: unknown) => {
      console.error(JSON.stringify({ at: 'jobs', error: loggable(error) }));
      failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}

/** What one run does not take, the next one takes at once and not five minutes later. */
async function send(db: Db, env: Env, at: Instant, mostAttempts?: number): Promise<void> {
  const { more } = await drainOutbox(db, at, { post: postOf(env, db), mostAttempts });
  if (more !== null) await ring(env, more);
}

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
    if (cron === SENDING) await send(db, env, at);
    else if (cron === SEALING) await sealAndPublish(db, env.SEALS, at);
    else if (cron === RETENTION) await eraseExpired(db, at);
    else if (cron === SWEEPING) await sweepFiles(db, env.FILES, { at, channels: channelsOf(env) });
    else {
      await eachByItself([
        () => lapseFilings(db, at, channelsOf(env)),
        () => raiseReminders(db, at, channelsOf(env)),
        () => expireRegistrations(db, at),
        () => closeDigests(db, at),
        () => dropOldCounts(db, at),
        () => scanFiles(db, { store: storeOf(env), at, channels: channelsOf(env) }),
        () => dropOldPresence(db, at),
      ]).finally(() => ring(env));
    }
    forgetPublicReads();
  },
  // The bell says only that something waits, and how often it was tried: it may ring twice, late or never.
  async queue({ messages }, env) {
    const db = open(env.DB, env.SEARCH);
    const tried = messages.map(({ body }) => (body as { mostAttempts?: number }).mostAttempts ?? 0);
    await send(db, env, now(), Math.max(0, ...tried));
  },
} satisfies ExportedHandler<Env>;
