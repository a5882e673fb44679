import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { turbo } from '../run.ts';
import { serve, type Serving } from '../serving.ts';

// No client library would send these: the bytes go to the socket of what `start` serves as they stand here.
let serving: Serving;
before(async () => {
  const { ok, output } = await turbo(['build']);
  assert.ok(ok, output);
  serving = await serve({ port: 0, dataDir: 'memory', demoData: false, apiOnly: true });
});
after(() => serving.stop());

/** The status lines of everything that came back within a second, and whether the connection was closed on us. */
function answersTo(bytes: string): Promise<{ statuses: number[]; closed: boolean }> {
  const { hostname, port } = new URL(serving.url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
    const done = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status)), closed });
    };
    const timer = setTimeout(() => done(false), 1_000);
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.on('end', () => done(true));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? done(true) : reject(error),
    );
  });
}

const lines = (...each: string[]) => `${each.join('\r\n')}\r\n`;
const hidden = lines('GET /api/v1/policies HTTP/1.1', 'Host: localhost', '', '');
const post = (...headers: string[]) =>
  lines(
    'POST /api/v1/eligibility-checks HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    ...headers,
    '',
  );

test('a plain request on the same socket is answered, so silence below means refusal', async () => {
  assert.deepEqual((await answersTo(hidden)).statuses, [200]);
});

test('an honest chunked body and a second request behind it are two requests', async () => {
  const body = lines('2', '{}', '0', '');
  const { statuses } = await answersTo(`${post('Transfer-Encoding: chunked')}${body}${hidden}`);
  assert.equal(statuses.length, 2);
  assert.equal(statuses[1], 200);
});

const SMUGGLED: readonly (readonly [string, string])[] = [
  [
    'length and chunks together',
    `${post('Content-Length: 6', 'Transfer-Encoding: chunked')}${lines('0', '')}${hidden}`,
  ],
  [
    'chunks and length together',
    `${post('Transfer-Encoding: chunked', 'Content-Length: 4')}${lines('0', '')}${hidden}`,
  ],
  ['two lengths', `${post('Content-Length: 2', 'Content-Length: 80')}{}${hidden}`],
  ['a coding that is none', `${post('Transfer-Encoding: xchunked')}${lines('0', '')}${hidden}`],
  ['a coding twice', `${post('Transfer-Encoding: chunked', 'Transfer-Encoding: identity')}${lines('0', '')}${hidden}`],
  ['a blank before the colon', `${post('Transfer-Encoding : chunked')}${lines('0', '')}${hidden}`],
  ['a negative length', `${post('Content-Length: -1')}${hidden}`],
  ['a length with a sign', `${post('Content-Length: +2')}{}${hidden}`],
  ['a chunk of no size', `${post('Transfer-Encoding: chunked')}${lines('zz', '{}', '0', '')}${hidden}`],
  ['a folded header', `${post('Content-Length: 2', 'X-Odd: a\r\n b')}{}${hidden}`],
];

for (const [name, bytes] of SMUGGLED)
  test(`${name}: no second request hides in the body of the first`, async () => {
    const { statuses, closed } = await answersTo(bytes);
    assert.ok(statuses.length <= 1 && statuses.every((status) => status === 400 || status === 501), `${statuses}`);
    assert.ok(closed, 'the connection stays open for what else the sender has in it');
  });
