import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Miniflare, NoOpLog, type Runtime, type Worker, type WorkerLog } from './miniflare.ts';
import { migrate } from './migrations.ts';
import { apiFolder, migrationsFolder, searchMigrationsFolder, webFolder } from './paths.ts';
import type { BundleFacts } from './worker-bundle.ts';

export type ServeOptions = {
  /** 0 takes any free port. */
  port: number;
  host?: string;
  /** Where the databases live; 'memory' is a fresh folder that goes away with the server. */
  dataDir: string;
  /** Text bindings of the API Worker on top of ENVIRONMENT, ORIGIN and BETTER_AUTH_SECRET. */
  vars?: Record<string, string>;
  demoData?: boolean;
  /** Leaves the web Worker out and listens for the API alone, as the development server needs it. */
  apiOnly?: boolean;
  /** The public address, where it is not the one listened on. */
  origin?: string;
  log?: (line: string) => void;
  workerLog?: (entry: WorkerLog) => void;
};

export type Serving = {
  url: string;
  runtime: Runtime;
  /** Loads the bundles again from disk; data stay. */
  reload(): Promise<void>;
  /** Runs what cron would run. */
  runJobs(): Promise<void>;
  stop(): Promise<void>;
};

const moduleTypes: Record<string, string> = {
  '.js': 'esm',
  '.mjs': 'esm',
  '.wasm': 'wasm',
  '.txt': 'text',
  '.bin': 'data',
};

function readBundle(folder: string) {
  const directory = join(folder, 'dist/worker');
  const facts = JSON.parse(readFileSync(join(directory, 'facts.json'), 'utf8')) as BundleFacts;
  const modules = readdirSync(directory)
    .filter((file) => extname(file) in moduleTypes)
    .map((file) => {
      const type = moduleTypes[extname(file)];
      const contents = readFileSync(join(directory, file));
      return [file, { type, contents: type === 'esm' || type === 'text' ? contents.toString() : contents }];
    });
  const { compatibilityDate, compatibilityFlags } = facts;
  const manifest = { mainModule: facts.main, modulesRoot: '/', modules: Object.fromEntries(modules) as object };
  return { facts, config: { compatibilityDate, compatibilityFlags, manifest } };
}

const textBindings = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { type: 'text', value }]));

function apiWorker(texts: Record<string, string>) {
  const { facts, config } = readBundle(apiFolder);
  const databases = Object.fromEntries(facts.databases.map(({ binding, id }) => [binding, { type: 'd1', id }]));
  const buckets = Object.fromEntries(facts.buckets.map((binding) => [binding, { type: 'r2', name: binding }]));
  const queues = Object.fromEntries(
    facts.queues.map(({ binding, queue }) => [binding, { type: 'queue', name: queue }]),
  );
  const bursts = Object.fromEntries(
    facts.bursts[texts['ENVIRONMENT'] === 'demo' ? 'demo' : 'usual'].map(
      ({ name, namespace_id: namespace, simple }) => [name, { type: 'rate-limit', namespace, simple }],
    ),
  );
  const env = {
    ...textBindings(texts),
    ...databases,
    ...buckets,
    ...queues,
    ...bursts,
    ASSETS: { type: 'assets' },
  };
  const assets = { directory: join(apiFolder, 'dist/assets'), hasUserWorker: true, runWorkerFirst: true };
  // The route that production has: an answer of the API does not pass through the Worker of the pages.
  const triggers = [
    { type: 'fetch', pattern: '*/api/*' },
    ...facts.crons.map((schedule) => ({ type: 'scheduled', schedule })),
    ...facts.queues.map(({ queue }) => ({ type: 'queue', name: queue })),
  ];
  return { facts, worker: { config: { ...config, name: 'api', assets, env, triggers } } };
}

/** The pages; the binding `API` leads to a Worker named api. */
export function webWorker(texts: Record<string, string>) {
  const { config } = readBundle(webFolder);
  // As in the web's wrangler.jsonc: nobody looks for a file under /api.
  const runWorkerFirst = ['/api/*'];
  const assets = { directory: join(webFolder, '.svelte-kit/cloudflare'), hasUserWorker: true, runWorkerFirst };
  const env = { ...textBindings(texts), ASSETS: { type: 'assets' }, API: { type: 'worker', worker: 'api' } };
  return { config: { ...config, name: 'web', assets, env } };
}

/** The port itself, or any free one for 0; refuses with `port-taken`. */
export function claimPort(port: number, host = '127.0.0.1') {
  return new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(error.code === 'EADDRINUSE' ? 'port-taken' : error.message)),
    );
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

function secretIn(folder: string) {
  const file = join(folder, 'auth-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

async function prepareDatabases(runtime: Runtime, log: (line: string) => void) {
  const done = [
    ...(await migrate(await runtime.getD1Database('DB', 'api'), migrationsFolder)),
    ...(await migrate(await runtime.getD1Database('SEARCH', 'api'), searchMigrationsFolder)),
  ];
  if (done.length > 0) log(`数据库迁移 ${done.length} 个 / ${done.length} migrations applied`);
}

async function loadDemoData(api: Worker, log: (line: string) => void) {
  const answer = await api.fetch('http://api/internal/demo-data', { method: 'POST' });
  if (!answer.ok || !answer.body) throw new Error(`demo data: ${answer.status} ${await answer.text()}`);
  let rest = '';
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      // The answer began with 200 before anything could go wrong: a failure is a line of its own.
      if (line.startsWith('失败')) throw new Error(line);
      log(line);
    }
  }
}

/** Ends the process cleanly on Ctrl+C or a stop from outside. */
export function onStopSignal(end: () => Promise<unknown>) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Miniflare's own listener ends the process at once, whatever is still open.
    process.removeAllListeners(signal);
    process.once(signal, () => void end().finally(() => process.exit(0)));
  }
}

/** Serves the built Workers on one origin: migrates, loads demonstration data into an empty store, then listens. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { host = '127.0.0.1', log = () => {}, demoData = true } = options;
  const inMemory = options.dataDir === 'memory';
  const dataDir = inMemory ? mkdtempSync(join(tmpdir(), 'lianchuang-')) : options.dataDir;
  const databases = join(dataDir, 'databases');
  const demoDataLoaded = join(dataDir, 'demo-data-loaded');
  const port = await claimPort(options.port, host);
  const url = `http://localhost:${port}`;
  const wantsDemoData = demoData && !existsSync(demoDataLoaded);

  // A load that was cut off leaves half a register behind; the next start begins again.
  if (wantsDemoData) rmSync(databases, { recursive: true, force: true });
  mkdirSync(databases, { recursive: true });
  const environment = { ENVIRONMENT: 'demo' };
  const files = { CLAMD_ADDRESS: '', UNSCANNED_FILES: 'attach' };
  const texts = {
    ...environment,
    ...files,
    ORIGIN: options.origin ?? url,
    BETTER_AUTH_SECRET: secretIn(dataDir),
    ...options.vars,
  };
  const shared = {
    host,
    cf: false,
    logRequests: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    log: new NoOpLog(),
    handleStructuredLogs: options.workerLog ?? (() => {}),
    resourcePersistencePath: databases,
    ...(options.origin && options.apiOnly ? { upstream: options.origin } : {}),
  };
  const closed = () => ({ ...shared, port: 0, workers: [apiWorker(texts).worker] });
  const open = () => ({
    ...shared,
    port,
    workers: [...(options.apiOnly ? [] : [webWorker(environment)]), apiWorker(texts).worker],
  });

  const runtime = new Miniflare(closed());
  const stop = async () => {
    await runtime.dispose();
    if (inMemory) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await runtime.ready;
    await prepareDatabases(runtime, log);
    if (wantsDemoData) {
      await loadDemoData(await runtime.getWorker('api'), log);
      writeFileSync(demoDataLoaded, '');
    }
    // Nobody is served before the data are there: whoever polls the port sees a complete product or nothing.
    await runtime.setOptions(open());
    await runtime.ready;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    runtime,
    reload: () => runtime.setOptions(open()),
    async runJobs() {
      // Stubs die with every setOptions: ask for the Worker each time.
      const api = await runtime.getWorker('api');
      for (const cron of apiWorker(texts).facts.crons) await api.scheduled({ cron });
    },
    stop,
  };
}
