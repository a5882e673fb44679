// eslint-disable-next-line no-restricted-imports -- the port itself: one address, which the deployment names
import { connect } from 'cloudflare:sockets';
import type { Env } from './env.ts';

/** Looks for malicious content. Throws when nobody answers: that is no result. */
export type Scanner = (bytes: ReadableStream<Uint8Array>) => Promise<'clean' | 'infected'>;

const LONGEST = 60_000;
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

/** clamd's INSTREAM: lengths and bytes one way, one line the other. */
function clamd(hostname: string, port: number): Scanner {
  return async (bytes) => {
    const socket = connect({ hostname, port }, { allowHalfOpen: false, secureTransport: 'off' });
    const timer = setTimeout(() => void socket.close().catch(() => undefined), LONGEST);
    // Whoever goes away closes both ends: the failure is told by what was waited for.
    socket.closed.catch(() => undefined);
    try {
      const answered = reply(socket.readable);
      const sent = send(bytes, socket.writable.getWriter());
      // A scanner that has seen enough answers before it has everything.
      const told = await Promise.race([answered, sent.then(() => answered)]);
      sent.catch(() => undefined);
      if (/^stream: .+ FOUND$/.test(told)) return 'infected';
      if (told === 'stream: OK') return 'clean';
      throw new Error(`the scanner said ${told === '' ? 'nothing' : told.slice(0, 100)}`);
    } finally {
      clearTimeout(timer);
      await socket.close().catch(() => undefined);
    }
  };
}

/** The scanner that this deployment names; null where it has none. */
export function scannerOf({ CLAMD_ADDRESS = '' }: Pick<Env, 'CLAMD_ADDRESS'>): Scanner | null {
  const [, hostname, port] = /^(.+):(\d{1,5})$/.exec(CLAMD_ADDRESS.trim()) ?? [];
  return hostname === undefined ? null : clamd(hostname, Number(port));
}
