import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const wranglerRoot = dirname(createRequire(import.meta.url).resolve('wrangler/package.json'));

type Burst = { name: string; namespace_id: string; simple: { limit: number; period: number } };

/** What a Worker needs besides its modules; written beside the bundle so that serving reads no JSONC. */
export type BundleFacts = {
  main: string;
  compatibilityDate: string;
  compatibilityFlags: string[];
  databases: { binding: string; id: string }[];
  buckets: string[];
  queues: { binding: string; queue: string }[];
  /** The limits on bursts, as deployed and as a demonstration has them. */
  bursts: Record<'usual' | 'demo', Burst[]>;
  crons: string[];
};

/** Bundles the Worker of `folder` (its wrangler.jsonc) into `folder/dist/worker`. Needs no network and no account. */
export async function bundleWorker(folder: string) {
  const outdir = join(folder, 'dist/worker');
  rmSync(outdir, { recursive: true, force: true });
  const run = spawnSync(
    process.execPath,
    [join(wranglerRoot, 'bin/wrangler.js'), 'deploy', '--dry-run', '--outdir', outdir],
    {
      cwd: folder,
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_LOG_PATH: join(folder, 'dist/wrangler.log'),
        CI: '1',
      },
      encoding: 'utf8',
    },
  );
  if (run.status !== 0) throw new Error(run.stdout + run.stderr);
  const { unstable_readConfig: readConfig } = await import('wrangler');
  const file = { config: join(folder, 'wrangler.jsonc') };
  const config = readConfig(file);
  // The pages have one configuration for every environment.
  const hasDemo = /"demo":/.test(readFileSync(file.config, 'utf8'));
  const demo = hasDemo ? readConfig({ ...file, env: 'demo' }) : config;
  const databases: { binding: string; database_id?: string }[] = config.d1_databases;
  const buckets: { binding: string }[] = config.r2_buckets;
  const facts: BundleFacts = {
    main: (config.main ?? '').split('/').pop()?.replace(/\.ts$/, '.js') ?? '',
    compatibilityDate: config.compatibility_date ?? '',
    compatibilityFlags: config.compatibility_flags,
    databases: databases.map(({ binding, database_id }) => ({ binding, id: database_id ?? binding })),
    buckets: buckets.map(({ binding }) => binding),
    queues: config.queues.producers ?? [],
    bursts: { usual: config.ratelimits ?? [], demo: demo.ratelimits ?? [] },
    crons: config.triggers.crons ?? [],
  };
  writeFileSync(join(outdir, 'facts.json'), JSON.stringify(facts));
}
