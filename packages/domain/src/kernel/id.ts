/** Typed prefixes make an id in a log say what it is; the body is a time-sorted UUID (version 7) in hex. */
export const ID_PREFIXES = {
  organization: 'org',
  policy: 'pol',
  filing: 'fil',
  filingMember: 'fmb',
  consortium: 'con',
  notice: 'ntc',
  objection: 'obj',
  event: 'evt',
  notification: 'ntf',
  message: 'msg',
  user: 'usr',
  passkey: 'key',
  attachment: 'att',
  reminder: 'rem',
  reading: 'rea',
  comment: 'cmt',
  pass: 'pas',
  invitation: 'inv',
  colleague: 'oin',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** Builds an id from a kind and a sortable body that the caller made. */
export function idOf(kind: IdKind, body: string): string {
  return `${ID_PREFIXES[kind]}_${body.replaceAll('-', '')}`;
}

/** True for text shaped like an id of this kind; saves a query on nonsense from a URL. */
export function isIdOf(kind: IdKind, given: string): boolean {
  // eslint-disable-next-line no-restricted-syntax -- our own prefixes
  return new RegExp(`^${ID_PREFIXES[kind]}_[a-z0-9-]{1,60}$`).test(given);
}
