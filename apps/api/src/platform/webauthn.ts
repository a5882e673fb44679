import type { RegisteredCredential, SignedCredential } from '@lianchuang/contract/passkeys';
import type { Passkey } from '@lianchuang/db/accounts/passkeys';
import { Buffer } from 'node:buffer';

/** Loaded when the first passkey comes: it would add 30 ms to every start otherwise. */
const library = () => import('@simplewebauthn/server');

/** ES256, RS256 and EdDSA by their COSE numbers: what authenticators offer and the runtime verifies. */
const ALGORITHMS = [-7, -257, -8];
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
type Known = Pick<Passkey, 'credentialId' | 'transports'>;

const bytesOf = (base64url: string) => Uint8Array.from(Buffer.from(base64url, 'base64url'));
const domainOf = (origin: string): string => new URL(origin).hostname;
const transportsOf = (text: string) => TRANSPORTS.filter((each) => text.split(',').includes(each));
const named = ({ credentialId, transports }: Known) => ({ id: credentialId, transports: transportsOf(transports) });

/** What the browser needs to make a passkey that can sign in by itself; a device that has one already says so. */
export const creationOptions = async (
  origin: string,
  person: { id: string; name: string; email: string },
  known: readonly Known[],
) =>
  (await library()).generateRegistrationOptions({
    rpName: '联创',
    rpID: domainOf(origin),
    userID: Uint8Array.from(Buffer.from(person.id)),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: known.map(named),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });

/** What the browser needs to sign in; with the passkeys of one person, or with any that it has. */
export const requestOptions = async (origin: string, known: readonly Known[]) =>
  (await library()).generateAuthenticationOptions({
    rpID: domainOf(origin),
    userVerification: 'required',
    allowCredentials: known.map(named),
  });

/** The library throws for whatever does not fit; a credential comes from outside, so that is an answer and no fault. */
const fits = <T>(work: Promise<T>): Promise<T | undefined> => work.catch(() => undefined);

/** Certificates were not asked for: whoever sends one would have their chain looked up at addresses of the sender's choice. */
async function isUncertified(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  const attestation = decodeAttestationObject(bytesOf(attestationObject));
  const form = attestation.get('fmt');
  return form === 'none' || (form === 'packed' && attestation.get('attStmt').get('x5c') === undefined);
}

/** The key of a credential that was made for this challenge, at this origin, by somebody whom the device recognised. */
export async function newKey(origin: string, challenge: string, credential: RegisteredCredential) {
  const checked = await fits(
    (async () => {
      if (!(await isUncertified(credential.response.attestationObject))) return undefined;
      const transports = transportsOf(credential.response.transports.join(','));
      return (await library()).verifyRegistrationResponse({
        response: { ...credential, response: { ...credential.response, transports }, clientExtensionResults: {} },
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: domainOf(origin),
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      });
    })(),
  );
  if (checked?.verified !== true) return undefined;
  const { id, publicKey, counter, transports = [] } = checked.registrationInfo.credential;
  return {
    credentialId: id,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports: transports.join(','),
  };
}

/** The new counter of a passkey that signed this challenge, at this origin, for somebody whom the device recognised. */
export async function signedCounter(
  origin: string,
  challenge: string,
  credential: SignedCredential,
  passkey: Passkey,
): Promise<number | undefined> {
  const { userHandle, ...response } = credential.response;
  const checked = await fits(
    (await library()).verifyAuthenticationResponse({
      response: {
        ...credential,
        response: userHandle == null ? response : { ...response, userHandle },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: domainOf(origin),
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: bytesOf(passkey.publicKey),
        counter: passkey.counter,
        transports: transportsOf(passkey.transports),
      },
    }),
  );
  return checked?.verified === true ? checked.authenticationInfo.newCounter : undefined;
}

/** What a passkey says about whose it is. */
export const handleOf = (userId: string): string => Buffer.from(userId).toString('base64url');
