import { apiFolder } from './paths.ts';
import { bundleWorker } from './worker-bundle.ts';

try {
  await bundleWorker(apiFolder);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
