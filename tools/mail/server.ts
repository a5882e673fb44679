import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fromDebian } from '../debian.ts';
import { claimPort } from '../serving.ts';

export type MailServer = {
  readonly port: number;
  /** Everything that was delivered, as it lies in the mailbox. */
  read(): string[];
  /** How much was delivered. */
  count(): number;
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
};

/**
 * Before its greeting the server asks for the name of whoever calls. A name server that drops such questions now and then would hold
 * up one connection in ten for five seconds, so it looks into /etc/hosts alone: these are lines of resolv.conf.
 */
const NAMES_FROM_FILE = 'attempts:1\nlookup file';

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', (text) => {
      socket.destroy();
      resolve(String(text).startsWith('220'));
    });
    socket.once('error', () => resolve(false));
  });

/** OpenSMTPD of Debian on loopback: it takes mail for one person at example.cn and refuses everybody else. */
export async function aMailServer(person: string): Promise<MailServer> {
  const program = fromDebian('/usr/sbin/smtpd', 'opensmtpd');
  if (userInfo().uid !== 0) throw new Error('smtpd starts as root only');
  const folder = mkdtempSync('/tmp/lianchuang-mail-');
  const box = join(folder, 'box');
  mkdirSync(box);
  // The server delivers as somebody who may do nothing else.
  chownSync(box, 65_534, 65_534);
  chmodSync(folder, 0o755);
  const port = await claimPort(0);
  const settings = join(folder, 'smtpd.conf');
  writeFileSync(
    settings,
    [
      `listen on 127.0.0.1 port ${port}`,
      `table people { "${person}@example.cn" = "nobody" }`,
      `action "keep" maildir "${box}" virtual <people>`,
      'match from any for domain "example.cn" action "keep"',
      '',
    ].join('\n'),
    { mode: 0o644 },
  );
  let running: ChildProcess | undefined;
  const files = () =>
    ['new', 'cur']
      .map((part) => join(box, part))
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  const server: MailServer = {
    port,
    read: () => files().map((file) => readFileSync(file, 'utf8')),
    count: () => files().length,
    async start() {
      running = spawn(program, ['-d', '-f', settings], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, RES_OPTIONS: NAMES_FROM_FILE },
      });
      let said = '';
      for (const stream of [running.stdout, running.stderr]) stream?.on('data', (text) => (said += String(text)));
      for (let nth = 0; nth < 150; nth += 1) {
        if (await answers(port)) return;
        await wait(100);
      }
      throw new Error(`smtpd does not answer: ${said}`);
    },
    async stop() {
      if (running === undefined || running.exitCode !== null) return;
      const ended = once(running, 'exit');
      running.kill('SIGTERM');
      await ended;
      running = undefined;
    },
    async remove() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}
