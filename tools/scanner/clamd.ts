import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fromDebian } from '../debian.ts';
import { claimPort } from '../serving.ts';

/** The harmless text that every scanner reports. In two pieces, so that none reports this file. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
/** Nothing larger is taken: smaller than what the product takes, so that this too can be shown. */
export const STREAM_MEGABYTES = 4;

export type Clamd = {
  readonly address: string;
  start(): Promise<void>;
  /** It hears and does nothing, as a scanner does in the middle of a large file. */
  freeze(): void;
  /** Ends it without a word of warning. */
  kill(): Promise<void>;
  remove(): Promise<void>;
};

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('zPING\0'));
    socket.once('data', (text) => {
      socket.destroy();
      resolve(String(text).startsWith('PONG'));
    });
    socket.once('error', () => resolve(false));
  });

/** clamd of Debian on loopback, with signatures of EICAR alone: as a file of its own, and inside of others. */
export async function aClamd(): Promise<Clamd> {
  const program = fromDebian('/usr/sbin/clamd', 'clamav-daemon');
  const folder = mkdtempSync('/tmp/lianchuang-clamd-');
  const [signatures, work] = [join(folder, 'signatures'), join(folder, 'work')];
  for (const each of [signatures, work]) mkdirSync(each);
  const hash = createHash('md5').update(EICAR).digest('hex');
  writeFileSync(join(signatures, 'eicar.hdb'), `${hash}:${EICAR.length}:Eicar-Whole\n`);
  writeFileSync(join(signatures, 'eicar.ndb'), `Eicar-Inside:0:*:${Buffer.from(EICAR).toString('hex')}\n`);
  const port = await claimPort(0);
  const settings = join(folder, 'clamd.conf');
  writeFileSync(
    settings,
    [
      `TCPSocket ${port}`,
      'TCPAddr 127.0.0.1',
      'Foreground yes',
      `DatabaseDirectory ${signatures}`,
      `TemporaryDirectory ${work}`,
      `StreamMaxLength ${STREAM_MEGABYTES}M`,
      '',
    ].join('\n'),
  );
  let running: ChildProcess | undefined;
  const clamd: Clamd = {
    address: `127.0.0.1:${port}`,
    async start() {
      running = spawn(program, ['-c', settings], { stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      for (const stream of [running.stdout, running.stderr]) stream?.on('data', (text) => (said += String(text)));
      for (let nth = 0; nth < 300 && running.exitCode === null; nth += 1) {
        if (await answers(port)) return;
        await wait(100);
      }
      throw new Error(`clamd does not answer: ${said}`);
    },
    freeze: () => void running?.kill('SIGSTOP'),
    async kill() {
      if (running === undefined || running.exitCode !== null) return;
      const ended = once(running, 'exit');
      running.kill('SIGKILL');
      await ended;
      running = undefined;
    },
    async remove() {
      await clamd.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await clamd.start();
  return clamd;
}
