import { turbo, type Outcome } from '../run.ts';
import { judgeWeights } from '../weight/limits.ts';
import { measurePages } from '../weight/measure.ts';

/**
 * JavaScript of a first load of each kind of page. Measured from turbo's build, the one that `start` and `e2e` serve: with nothing
 * changed it comes from the cache, and figures kept in a file would say what was true of another build.
 */
export async function checkWeight(): Promise<Outcome> {
  const built = await turbo(['build'], ['--filter=@lianchuang/web']);
  if (!built.ok) return built;
  const { said, wrong } = judgeWeights(await measurePages());
  return { ok: wrong.length === 0, output: wrong.join('\n'), said: said.map((line) => `    ${line}`).join('\n') };
}
