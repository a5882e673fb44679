import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './paths.ts';

export type Browser = { path: string; env: Record<string, string>; source: string };

/** The same engine without a window to draw: two thirds of the processor time, and most of a run is the browser's. */
const shells = ['chromium-headless-shell'];
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const places = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

function isExecutable(path: string) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// Ubuntu ships a `chromium` that only tells how to install a snap: what does not answer is no browser.
const answers = (path: string) => spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;

function installedBrowser(names: string[], places: string[] = []): Browser | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places];
  const path = candidates.find((candidate) => isExecutable(candidate) && answers(candidate));
  return path ? { path, env: {}, source: path } : undefined;
}

function installFromDebian(log: (line: string) => void): Browser | undefined {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  log('安装浏览器 installing Chromium’s headless shell and a Chinese font with apt-get');
  const options = { timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const packages = [...shells, 'fonts-noto-cjk'];
  spawnSync('apt-get', ['update', '-qq', '-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=15'], options);
  const install = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  return install.status === 0 ? installedBrowser(shells) : undefined;
}

// The packed file names folders of Lambda; without any font Chromium dies at the first paint.
const fontconfig = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'cache')}</cachedir>
</fontconfig>
`;

async function unpackFromNpm(log: (line: string) => void): Promise<Browser> {
  const folder = join(cacheFolder, 'chromium');
  if (!existsSync(folder)) {
    log('解压浏览器 unpacking the Chromium of @sparticuz/chromium (no Chinese font on board: screenshots show boxes)');
    const unpacking = `${folder}-${process.pid}`;
    mkdirSync(unpacking, { recursive: true });
    const { TMPDIR, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
    // The package unpacks into the temporary folder, and its libnss3 only where it believes to run on Lambda.
    Object.assign(process.env, { TMPDIR: unpacking, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' });
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    for (const [name, value] of Object.entries({ TMPDIR, LD_LIBRARY_PATH, FONTCONFIG_PATH })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    writeFileSync(join(unpacking, 'fonts/fonts.conf'), fontconfig(join(folder, 'fonts')));
    rmSync(folder, { recursive: true, force: true });
    renameSync(unpacking, folder);
  }
  const env = { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') };
  return { path: join(folder, 'chromium'), env, source: '@sparticuz/chromium' };
}

/** A Chromium that runs here: a headless shell, the machine's own or Debian's; else a whole one; else the one packed for npm. */
export async function findBrowser(log: (line: string) => void): Promise<Browser> {
  return (
    installedBrowser(shells) ?? installFromDebian(log) ?? installedBrowser(names, places) ?? (await unpackFromNpm(log))
  );
}
