// eslint-disable-next-line no-restricted-imports -- the port itself: one address, which the deployment names
import { connect } from 'cloudflare:sockets';
import type { Env } from './env.ts';

/** What a scanner says; `too-large` of a file that it does not take. */
export type Finding = 'clean' | 'infected' | 'too-large';
/** Looks for malicious content. Throws when nobody answers: that is no result. */
export type Scanner = (bytes: ReadableStream<Uint8Array>, size: number) => Promise<Finding>;

type Address = { readonly hostname: string; readonly port: number };

const LONGEST = 60_000;
/** A size that is taken gets no answer. */
const LONGEST_FOR_SIZE = 2_000;
const PIECE = 64 * 1_024;

/** A length as clamd reads it: four bytes, the largest first. */
function lengthOf(bytes: number): Uint8Array {
  const header = new Uint8Array(4);
  new DataView(header.buffer).setUint32(0, bytes);
  return header;
}

async function send(bytes: ReadableStream<Uint8Array>, to: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
  await to.write(new TextEncoder().encode('zINSTREAM\0'));
  const reader = bytes.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (let at = 0; at < part.value.byteLength; at += PIECE) {
      const piece = part.value.subarray(at, at + PIECE);
      await to.write(lengthOf(piece.byteLength));
      await to.write(piece);
    }
  }
  await to.write(lengthOf(0));
}

async function reply(from: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const reader = from.getReader();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.includes('\0') || text.length > 2_000) break;
  }
  return text.split('\0')[0] ?? '';
}

const TOO_LARGE = 'INSTREAM size limit exceeded. ERROR';

async function talk<T>({ hostname, port }: Address, longest: number, work: (socket: Socket) => Promise<T>): Promise<T> {
  const socket = connect({ hostname, port }, { allowHalfOpen: false, secureTransport: 'off' });
  const timer = setTimeout(() => void socket.close().catch(() => undefined), longest);
  // Whoever goes away closes both ends: the failure is told by what was waited for.
  socket.closed.catch(() => undefined);
  try {
    return await work(socket);
  } finally {
    clearTimeout(timer);
    await socket.close().catch(() => undefined);
  }
}

/** clamd's INSTREAM: lengths and bytes one way, one line the other. */
function told(address: Address, bytes: ReadableStream<Uint8Array>): Promise<string> {
  return talk(address, LONGEST, async (socket) => {
    const answered = reply(socket.readable);
    const sent = send(bytes, socket.writable.getWriter());
    sent.catch(() => undefined);
    // A scanner that has seen enough answers before it has everything.
    return Promise.race([answered, sent.then(() => answered)]);
  });
}

/**
 * Asks about a size without the bytes. Of a file that it does not take whole clamd says so and hangs up at once, and what it said is
 * often lost with the bytes that were still on their way.
 */
async function refusesSize(address: Address, size: number): Promise<boolean> {
  try {
    return await talk(address, LONGEST_FOR_SIZE, async (socket) => {
      const answered = reply(socket.readable);
      const writer = socket.writable.getWriter();
      await writer.write(new TextEncoder().encode('zINSTREAM\0'));
      await writer.write(lengthOf(size));
      return (await answered) === TOO_LARGE;
    });
  } catch {
    return false;
  }
}

function clamd(address: Address): Scanner {
  return async (bytes, size) => {
    try {
      const said = await told(address, bytes);
      if (/^stream: .+ FOUND$/.test(said)) return 'infected';
      if (said === 'stream: OK') return 'clean';
      if (said === TOO_LARGE) return 'too-large';
      throw new Error(`the scanner said ${said === '' ? 'nothing' : said.slice(0, 100)}`);
    } catch (error) {
      if (await refusesSize(address, size)) return 'too-large';
      throw error;
    }
  };
}

/** The scanner that this deployment names; null where it has none. */
export function scannerOf({ CLAMD_ADDRESS = '' }: Pick<Env, 'CLAMD_ADDRESS'>): Scanner | null {
  const [, hostname, port] = /^(.+):(\d{1,5})$/.exec(CLAMD_ADDRESS.trim()) ?? [];
  return hostname === undefined ? null : clamd({ hostname, port: Number(port) });
}
