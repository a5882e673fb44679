import { ourAnswer } from './our-answer.ts';

/**
 * Whether the server itself answers, asked before a page is read again: Kit leaves a page whose data do not come for the browser's own
 * error, and what was typed there goes with it.
 */
export async function reach(): Promise<'reached' | 'signed-out' | 'unreached'> {
  const answer = await fetch('/api/v1/me').catch(() => null);
  if (answer === null || (await ourAnswer(answer)) === null) return 'unreached';
  if (answer.status === 401) return 'signed-out';
  return answer.ok ? 'reached' : 'unreached';
}
