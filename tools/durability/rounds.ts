import { setTimeout as pause } from 'node:timers/promises';
import { dice } from '../dice.ts';
import { send, signUp, type KeyedCall, type Place } from './calls.ts';
import { findLost, findTorn } from './invariants.ts';
import { kill, start, type Running } from './runtime.ts';
import { thePartner, Writer } from './writer.ts';

const WRITERS = 8;
/** Of each round so many answered calls are asked again under the same key, besides all that were in doubt. */
const ASKED_AGAIN = 16;

export type Figures = {
  rounds: number;
  seed: number;
  acknowledged: number;
  /** Of these, submissions: the first ones and those after a correction. */
  submissions: number;
  resubmissions: number;
  /** Calls whose answer the kill took away, and how many of these had been done all the same. */
  inDoubt: number;
  doneInDoubt: number;
  lost: string[];
  torn: string[];
  /** Answers under the same key that were not the first answer again. */
  otherReceipts: string[];
  startMs: number[];
};

type Options = {
  rounds: number;
  seed: number;
  dataDir: string;
  /** Between these the runtime is killed, counted from its start. */
  killAfterMs: readonly [number, number];
  log?: (line: string) => void;
};

async function receiptsDiffer(place: Place, calls: readonly KeyedCall[]): Promise<string[]> {
  const found: string[] = [];
  for (const call of calls) {
    const again = await send(place, call);
    if (again?.status !== call.answer?.status || again?.text !== call.answer?.text)
      found.push(`${call.method} ${call.path} (${call.key}): ${again?.status}`);
  }
  return found;
}

const isSubmission = ({ path, answer }: KeyedCall) => path.endsWith('/actions/submit') && answer !== undefined;
const isResubmission = ({ path, answer }: KeyedCall) => path.endsWith('/actions/resubmit') && answer !== undefined;

/**
 * Eight people write through the built product while its runtime is killed again and again. After each start on the same data:
 * is everything there that was acknowledged, is nothing half there, and does the same key get the same receipt?
 */
export async function killedRounds(options: Options): Promise<Figures> {
  const server = { running: await start(options.dataDir) };
  return written(options, server).finally(() => server.running.serving.stop());
}

async function written(
  { rounds, seed, dataDir, killAfterMs, log = () => {} }: Options,
  server: { running: Running },
): Promise<Figures> {
  const random = dice(seed);
  const place: Place = { url: server.running.serving.url };
  const partner = await thePartner(place);
  const clerk = await signUp(place, '经办');
  const granting = await server.running.serving.runtime.getD1Database('DB', 'api');
  await granting
    .prepare(
      `INSERT INTO offices (user_id, jurisdiction, role, granted_at) SELECT id, '370200', 'clerk', 0 FROM users WHERE name = '经办'`,
    )
    .all();
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, async (_, n) => new Writer(await signUp(place, `牵头人${n + 1}`), partner, clerk)),
  );
  const all = () => [...partner.calls, ...writers.flatMap((each) => each.calls)];
  const figures: Figures = {
    rounds: 0,
    seed,
    acknowledged: 0,
    submissions: 0,
    resubmissions: 0,
    inDoubt: 0,
    doneInDoubt: 0,
    lost: [],
    torn: [],
    otherReceipts: [],
    startMs: [],
  };

  for (let round = 1; round <= rounds; round += 1) {
    let alive = true;
    const known = writers.map((each) => each.calls.length);
    const work = Promise.all(writers.map((each) => each.work(place, () => alive)));
    const [least, most] = killAfterMs;
    await Promise.race([pause(least + random() * (most - least)), work]);
    const killed = kill(server.running);
    alive = false;
    await work;
    await killed;

    server.running = await start(dataDir);
    place.url = server.running.serving.url;
    figures.startMs.push(server.running.ms);
    figures.rounds = round;
    const database = await server.running.serving.runtime.getD1Database('DB', 'api');
    const fresh = writers.flatMap((each, n) => each.calls.slice(known[n] ?? 0));
    figures.torn.push(...(await findTorn(database)));
    figures.lost.push(...(await findLost(database, fresh)));

    const doubtful = writers.flatMap((each) => each.inDoubt ?? []);
    const kept = await database
      .prepare('SELECT key FROM idempotency WHERE key IN (SELECT value FROM json_each(?))')
      .bind(JSON.stringify(doubtful.map((each) => each.key)))
      .all<{ key: string }>();
    figures.inDoubt += doubtful.length;
    figures.doneInDoubt += kept.results.length;
    const answered = fresh.filter((each) => each.answer !== undefined);
    const sample = Array.from(
      { length: Math.min(ASKED_AGAIN, answered.length) },
      () => answered[Math.floor(random() * answered.length)] as KeyedCall,
    );
    figures.otherReceipts.push(...(await receiptsDiffer(place, sample)));
    if (round % 20 === 0)
      log(`round ${round}: ${all().filter((each) => each.answer !== undefined).length} acknowledged`);
  }

  // Everybody hears at last what became of the call in doubt, and every submission shows its receipt once more.
  await Promise.all(writers.map((each) => each.work(place, () => each.inDoubt !== undefined)));
  const database = await server.running.serving.runtime.getD1Database('DB', 'api');
  figures.torn.push(...(await findTorn(database)));
  figures.lost.push(...(await findLost(database, all())));
  const submitted = all().filter((each) => isSubmission(each) || isResubmission(each));
  figures.otherReceipts.push(...(await receiptsDiffer(place, submitted)));
  figures.acknowledged = all().filter((each) => each.answer !== undefined).length;
  figures.submissions = all().filter(isSubmission).length;
  figures.resubmissions = all().filter(isResubmission).length;
  return figures;
}
