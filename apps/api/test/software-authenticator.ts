import { HERE } from './app-under-test.ts';

/** What a device may be made to do wrong. */
export type Slip = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly verified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly type?: string;
  readonly signature?: Uint8Array;
};
type Options = { challenge: string; rpId?: string; rp?: { id?: string }; user?: { id: string } };

const text = (value: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(value));
const sha256 = async (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
export const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const joined = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((each) => [...each]));

/** As much CBOR as a credential needs: maps, texts, bytes and small numbers. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Uint8Array<ArrayBuffer> {
  const head = (major: number, size: number) =>
    size < 24
      ? [(major << 5) | size]
      : size < 256
        ? [(major << 5) | 24, size]
        : [(major << 5) | 25, size >> 8, size & 255];
  if (typeof value === 'number') return joined(value < 0 ? head(1, -1 - value) : head(0, value));
  if (typeof value === 'string') return joined(head(3, text(value).length), text(value));
  if (value instanceof Uint8Array) return joined(head(2, value.length), value);
  const pairs = [...value].flatMap(([key, each]) => [cbor(key), cbor(each as string)]);
  return joined(head(5, value.size), ...pairs);
}

/** The two numbers of a signature, as the wire wants them: DER. */
function der(raw: Uint8Array): Uint8Array {
  const whole = (bytes: Uint8Array) => {
    const start = bytes.findIndex((each) => each !== 0);
    const short = bytes.subarray(start < 0 ? bytes.length - 1 : start);
    const body = (short[0] ?? 0) > 127 ? [0, ...short] : [...short];
    return [2, body.length, ...body];
  };
  const body = [...whole(raw.subarray(0, 32)), ...whole(raw.subarray(32))];
  return joined([0x30, body.length], body);
}

/** A phone in software: makes one credential (ES256, no attestation) and signs with it. */
export async function aDevice() {
  const keys = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const credentialId = crypto.getRandomValues(new Uint8Array(16));
  const id = base64url(credentialId);
  let counter = 0;
  let holder: string | undefined;

  const clientData = (type: string, { challenge }: Options, slip: Slip) =>
    text(JSON.stringify({ type: slip.type ?? type, challenge, origin: slip.origin ?? HERE, crossOrigin: false }));
  const authenticatorData = async (options: Options, slip: Slip, attested: Uint8Array = new Uint8Array()) => {
    const rpId = slip.rpId ?? options.rpId ?? options.rp?.id ?? '';
    const present = 0x01 | (slip.verified === false ? 0 : 0x04) | (attested.length > 0 ? 0x40 : 0);
    const count = slip.counter ?? (counter += 1);
    return joined(
      await sha256(text(rpId)),
      [present],
      [24, 16, 8, 0].map((by) => (count >> by) & 255),
      attested,
    );
  };

  return {
    id,
    async create(options: Options, slip: Slip = {}) {
      const { x = '', y = '' } = (await crypto.subtle.exportKey('jwk', keys.publicKey)) as JsonWebKey;
      const bytes = (part: string) =>
        Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
      const key = new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, bytes(x)],
        [-3, bytes(y)],
      ]);
      const attested = joined(new Uint8Array(16), [0, credentialId.length], credentialId, cbor(key));
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', await authenticatorData(options, slip, attested)],
      ]);
      holder = options.user?.id;
      return {
        id,
        rawId: id,
        type: 'public-key' as const,
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', options, slip)),
          attestationObject: base64url(cbor(attestation)),
          transports: ['internal'],
        },
        clientExtensionResults: {},
      };
    },
    async sign(options: Options, slip: Slip = {}) {
      const client = clientData('webauthn.get', options, slip);
      const data = await authenticatorData(options, slip);
      const signed = joined(data, await sha256(client));
      const raw = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, signed));
      return {
        id,
        rawId: id,
        type: 'public-key' as const,
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(slip.signature ?? der(raw)),
          userHandle: slip.userHandle ?? holder,
        },
        clientExtensionResults: {},
      };
    },
  };
}
export type Device = Awaited<ReturnType<typeof aDevice>>;
