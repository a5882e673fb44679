/** A person's name with everything but the first character hidden: 张*, 欧**; an empty name stays empty. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name.trim()];
  return first + '*'.repeat(Math.min(rest.length, 3));
}

/**
 * A way to reach somebody with its middle hidden: 138****1234 for a phone, a***@example.cn for mail; of anything else only the
 * first character stays.
 */
export function maskContact(contact: string): string {
  const text = contact.trim();
  const digits = text.replaceAll(/[\s-]/g, '');
  if (/^\+?\d{11,15}$/.test(digits)) return `${digits.slice(0, -8)}****${digits.slice(-4)}`;
  const [mailbox = '', domain] = text.split('@');
  if (domain !== undefined && mailbox !== '') return `${[...mailbox][0] ?? ''}***@${domain}`;
  return `${[...text][0] ?? ''}***`;
}
