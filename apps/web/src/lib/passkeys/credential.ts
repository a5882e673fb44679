// Bytes travel as base64url. Browsers convert by themselves only since 2025 (Safari 18.4), so it is done here for all of them.

type Known = { id: string; transports?: AuthenticatorTransport[] };
/** What the API hands over for a browser to sign. */
export type Options = {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: Known[];
  allowCredentials?: Known[];
};

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));

const text = (buffer: ArrayBuffer): string =>
  btoa(Array.from(new Uint8Array(buffer), (each) => String.fromCharCode(each)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const known = (list: readonly Known[] = []) =>
  list.map(({ id, transports }) => ({
    id: bytes(id),
    type: 'public-key' as const,
    ...(transports === undefined ? {} : { transports }),
  }));

export function creationOptions(given: Options): PublicKeyCredentialCreationOptions {
  return {
    ...(given as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytes(given.challenge),
    user: { ...given.user, id: bytes(given.user.id) },
    excludeCredentials: known(given.excludeCredentials),
  };
}

export function requestOptions(given: Options): PublicKeyCredentialRequestOptions {
  return {
    ...(given as unknown as PublicKeyCredentialRequestOptions),
    challenge: bytes(given.challenge),
    allowCredentials: known(given.allowCredentials),
  };
}

const named = ({ id, type }: PublicKeyCredential) => ({ id, rawId: id, type });

export function registered(credential: PublicKeyCredential) {
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    ...named(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports(),
    },
  };
}

export function signed(credential: PublicKeyCredential) {
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    ...named(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle === null ? null : text(response.userHandle),
    },
  };
}
