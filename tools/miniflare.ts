import { createRequire } from 'node:module';

type Statement = {
  bind(...values: unknown[]): Statement;
  all<Row>(): Promise<{ results: Row[] }>;
};

export type Database = {
  prepare(sql: string): Statement;
  batch(statements: Statement[]): Promise<unknown>;
};

export type Bucket = {
  put(key: string, body: string | Uint8Array, options: object): Promise<unknown>;
  delete(key: string): Promise<void>;
  get(key: string): Promise<{ text(): Promise<string>; arrayBuffer(): Promise<ArrayBuffer> } | null>;
};

export type Worker = {
  fetch(url: string, init?: RequestInit): Promise<Response>;
  scheduled(options: { cron: string }): Promise<unknown>;
};

export type WorkerLog = { level: string; message: string };

export type Runtime = {
  ready: Promise<URL>;
  setOptions(options: object): Promise<void>;
  getD1Database(binding: string, worker: string): Promise<Database>;
  getR2Bucket(binding: string, worker: string): Promise<Bucket>;
  getWorker(name: string): Promise<Worker>;
  dispose(): Promise<void>;
};

// wrangler pins the one Miniflare that fits its workerd; a second copy of our own would drift from it.
const requireFromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'));
const loaded = requireFromWrangler('miniflare') as {
  Miniflare: new (options: object) => Runtime;
  NoOpLog: new () => object;
};

export const { Miniflare, NoOpLog } = loaded;
