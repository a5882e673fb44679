import { randomUUID } from 'node:crypto';
import { aUscc } from '../../packages/domain/src/identifiers/testing.ts';
import { dice } from '../dice.ts';
import { aCall, send, signUp, type Answered, type KeyedCall, type Place } from './calls.ts';
import { anomaliesOf, type End, type Recorded } from './history.ts';
import { kill, start, type Running } from './runtime.ts';

const CLIENTS = 8;
const RECORDS = 6;
/** Of a hundred calls so many are hung up on, sent twice at once, or, once unanswered, asked again. */
const HUNG_UP = 4;
const TWICE = 5;
const ASKED_AGAIN = 50;

type View = { id: string; version: number; summary: string | null };
type Options = { operations: number; seed: number; dataDir: string; killEveryMs: readonly [number, number] };
export type HistoryFigures = {
  seed: number;
  operations: number;
  reads: number;
  won: number;
  stale: number;
  inDoubt: number;
  kills: number;
  anomalies: string[];
};

const told = (answer: Answered): { version: number; token: string } => {
  const { version, summary } = JSON.parse(answer.text) as View;
  return { version, token: summary ?? '' };
};

/** Somebody who reads and changes whatever record the dice say, and writes down every call. */
class Client {
  readonly history: Recorded[] = [];
  readonly faults: string[] = [];
  readonly #random: () => number;
  readonly #cookie: string;
  readonly #place: Place;

  constructor(place: Place, cookie: string, seed: number) {
    this.#place = place;
    this.#cookie = cookie;
    this.#random = dice(seed);
  }

  #chance(percent: number): boolean {
    return this.#random() * 100 < percent;
  }

  async read(record: string): Promise<number | undefined> {
    const called = performance.now();
    const response = await fetch(`${this.#place.url}/api/v1/filings/${record}`, {
      headers: { Cookie: this.#cookie },
    }).catch(() => undefined);
    const text = await response?.text().catch(() => undefined);
    if (response?.status !== 200 || text === undefined) return undefined;
    const { version, token } = told({ status: 200, text });
    this.history.push({ record, called, returned: performance.now(), is: 'read', version, token });
    return version;
  }

  async change(record: string, expected: number, untilServed: () => Promise<void>): Promise<void> {
    const token = randomUUID();
    const call = aCall({
      method: 'PATCH',
      path: `/filings/${record}`,
      body: { summary: token },
      cookie: this.#cookie,
      ifMatch: expected,
    });
    const called = performance.now();
    let answer = await this.#attempt(call);
    if ((answer === undefined || answer.status >= 500) && this.#chance(ASKED_AGAIN)) {
      await untilServed();
      answer = await send(this.#place, call);
    }
    const returned = performance.now();
    const base = { record, called, expected, token };
    if (answer?.status === 200) this.history.push({ ...base, returned, is: 'won', version: told(answer).version });
    else if (answer?.status === 409) this.history.push({ ...base, returned, is: 'stale' });
    else if (answer === undefined || answer.status >= 500)
      this.history.push({ ...base, returned: null, is: 'in-doubt' });
    else this.faults.push(`${answer.status} ${answer.text}`);
  }

  async #attempt(call: KeyedCall): Promise<Answered | undefined> {
    if (this.#chance(HUNG_UP)) return send(this.#place, call, AbortSignal.timeout(1 + Math.floor(this.#random() * 15)));
    if (!this.#chance(TWICE)) return send(this.#place, call);
    const [one, two] = await Promise.all([send(this.#place, call), send(this.#place, call)]);
    const both = [one, two].filter((each) => each !== undefined && each.status < 500);
    // Refusals differ in their request id; what was done is told in the same words.
    if (both.length === 2 && (one?.status !== two?.status || (one?.status === 200 && one.text !== two?.text)))
      this.faults.push(`one key, two answers: ${one?.status} ${one?.text} / ${two?.status} ${two?.text}`);
    return both.find((each) => each?.status === 200) ?? both[0];
  }
}

async function theRecords(place: Place, cookie: string): Promise<string[]> {
  const made = async <T>(path: string, body: object) => {
    const answer = await send(place, aCall({ method: 'POST', path, body, cookie }));
    if (answer?.status !== 201) throw new Error(`${path}: ${answer?.status} ${answer?.text}`);
    return JSON.parse(answer.text) as T;
  };
  const organization = { uscc: aUscc({ serial: 1 }), name: '示例单位', kind: 'enterprise', divisionCode: '370202' };
  const { id: organizationId } = await made<{ id: string }>('/organizations', organization);
  const draft = () => made<View>('/filings', { policyId: 'pol_qingdao-2025', organizationId });
  return Promise.all(Array.from({ length: RECORDS }, async () => (await draft()).id));
}

/** Eight clients on a few drafts, while calls are hung up on, sent twice, and the runtime is killed; then the check of it all. */
export async function checkedHistory(options: Options): Promise<HistoryFigures> {
  const server = { running: await start(options.dataDir) };
  return played(options, server).finally(() => server.running.serving.stop());
}

async function played(
  { operations, seed, dataDir, killEveryMs }: Options,
  server: { running: Running },
): Promise<HistoryFigures> {
  const random = dice(seed);
  const place: Place = { url: server.running.serving.url };
  const cookie = await signUp(place, '牵头人');
  const records = await theRecords(place, cookie);
  const clients = Array.from({ length: CLIENTS }, (_, n) => new Client(place, cookie, seed * 100 + n));
  const count = () => clients.reduce((sum, each) => sum + each.history.length, 0);
  let served = Promise.resolve();
  let kills = 0;

  const working = clients.map(async (client) => {
    while (count() < operations) {
      await served;
      const record = records[Math.floor(random() * records.length)] ?? '';
      const version = await client.read(record);
      if (version !== undefined) await client.change(record, version, () => served);
    }
  });
  const killing = async () => {
    const [least, most] = killEveryMs;
    while (count() < operations) {
      await new Promise((resolve) => setTimeout(resolve, least + random() * (most - least)));
      if (count() >= operations) return;
      let open = () => {};
      served = new Promise((resolve) => (open = resolve));
      await kill(server.running);
      kills += 1;
      server.running = await start(dataDir);
      place.url = server.running.serving.url;
      open();
    }
  };
  await Promise.all([...working, killing()]);

  const history = clients.flatMap((each) => each.history);
  const anomalies = clients.flatMap((each) => each.faults);
  const database = await server.running.serving.runtime.getD1Database('DB', 'api');
  for (const record of records) {
    const last = await clients[0]?.read(record);
    const seen = clients[0]?.history.at(-1);
    const { results } = await database
      .prepare('SELECT version FROM events WHERE subject = ? ORDER BY version')
      .bind(record)
      .all<{ version: number }>();
    const token = seen?.is === 'read' ? seen.token : '';
    const end: End = { version: last ?? 0, token, eventVersions: results.map((row) => row.version) };
    const own = history.filter((each) => each.record === record);
    anomalies.push(...anomaliesOf(own, end).map((each) => `${record}: ${each}`));
  }
  const of = (is: Recorded['is']) => history.filter((each) => each.is === is).length;
  return { seed, operations: history.length, reads: of('read'), won: of('won'), stale: of('stale'), inDoubt: of('in-doubt'), kills, anomalies }; // prettier-ignore
}
