import { apiFolder, webFolder } from './paths.ts';
import { bundleWorker } from './worker-bundle.ts';

try {
  await bundleWorker(process.argv[2] === 'api' ? apiFolder : webFolder);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
