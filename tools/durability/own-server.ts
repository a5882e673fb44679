import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimPort } from '../serving.ts';
import { findTorn } from './invariants.ts';
import { kill, start } from './runtime.ts';

type Submission = { events: number; answers: number };

/** The whole product, pages and demonstration data, on a folder and a port of its own: a browser test may kill it and start it again. */
export async function anOwnServer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianchuang-own-'));
  const port = await claimPort(0);
  const startAgain = () => start(dataDir, { port, apiOnly: false, demoData: true });
  let running = await startAgain();
  let dying: Promise<void> | undefined;
  const database = () => running.serving.runtime.getD1Database('DB', 'api');
  // Demonstration data come without keyed calls, so what stands out in them stood out before.
  const atFirst = await findTorn(await database());

  return {
    url: running.serving.url,
    /** SIGKILL; nothing answers from here on until `restart`. */
    kill(): Promise<void> {
      return (dying ??= kill(running));
    },
    async restart(): Promise<void> {
      await dying;
      dying = undefined;
      running = await startAgain();
    },
    /** Half states that were not there at first. */
    torn: async () => (await findTorn(await database())).filter((each) => !atFirst.includes(each)),
    /** How often the database says that one filing was submitted: in its events, and in answers kept for a key. */
    async submissionOf(filingId: string): Promise<Submission | undefined> {
      const { results } = await (
        await database()
      )
        .prepare(
          `SELECT (SELECT count(*) FROM events WHERE subject = ?1 AND action = 'filing.submit') AS events,
                  (SELECT count(*) FROM idempotency WHERE status < 300 AND instr(body, ?1) > 0 AND instr(body, '"status":"submitted"') > 0) AS answers`,
        )
        .bind(filingId)
        .all<Submission>();
      return results[0];
    },
    async remove(): Promise<void> {
      await (dying ?? running.serving.stop());
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
