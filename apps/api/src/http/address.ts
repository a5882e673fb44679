const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

/** The eight groups of an IPv6 address; undefined for anything else. */
function groupsOf(text: string): string[] | undefined {
  const [head = '', tail, ...more] = text.toLowerCase().split('::');
  if (more.length > 0 || !/^[0-9a-f:]*$/.test(text.toLowerCase()) || !text.includes(':')) return undefined;
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...front, ...Array.from({ length: missing }, () => '0'), ...back];
  return groups.every((each) => /^[0-9a-f]{1,4}$/.test(each)) ? groups : undefined;
}

/** Under which name an address is counted: an IPv6 subscriber owns a whole /64, an IPv4 address in IPv6 dress is itself. */
export function addressBucket(given: string): string {
  const text = given.trim();
  const mapped = MAPPED.exec(text)?.[1];
  if (mapped !== undefined) return mapped;
  const groups = groupsOf(text);
  if (groups === undefined) return text;
  const [a, b, c, d, e, f, high = '0', low = '0'] = groups.map((each) => each.replace(/^0+(?=.)/, ''));
  if ([a, b, c, d, e].every((each) => each === '0') && f === 'ffff') {
    const [one, two] = [parseInt(high, 16), parseInt(low, 16)];
    return [one >> 8, one & 255, two >> 8, two & 255].join('.');
  }
  return `${[a, b, c, d].join(':')}::/64`;
}

/**
 * Who stands behind a request. Only the edge in production writes `CF-Connecting-IP`, over whatever a client sent; elsewhere,
 * and in every other header, an address is what somebody claims.
 */
export function addressOf(headers: Headers, environment: string): string {
  const told = environment === 'production' ? headers.get('CF-Connecting-IP') : null;
  return told === null ? 'unknown' : addressBucket(told);
}
