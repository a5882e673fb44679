const ADDRESS = /[^\s"'<>]+@[^\s"'<>]+/g;
const LONG_DIGITS = /\d{11,}/g;
const LONG_TOKENS = /[A-Za-z0-9_-]{32,}/g;

/**
 * An error as it may stand in a log: it holds SQL, which callers never see, but none of the values, which nobody should. The query
 * builder puts them behind its message; the database's own words are in the cause.
 */
export function loggable(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return String(cause)
    .replace(/\nparams:[^]*/, '')
    .replaceAll(ADDRESS, '[address]')
    .replaceAll(LONG_DIGITS, '[digits]')
    .replaceAll(LONG_TOKENS, '[token]')
    .slice(0, 500);
}
