import { redirect, type RequestEvent } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import type { ProblemFields } from '#lib/ui/problem.ts';

/**
 * A form that met an expired session without script goes on to the sign-in page with everything typed: 307 keeps the body.
 * With script the page itself keeps the text.
 */
export function resumeAfterSignIn(event: RequestEvent, problem: ProblemFields): void {
  if (problem.status !== 401 || event.request.headers.has('x-sveltekit-action')) return;
  const back = `${event.url.pathname}${event.url.search}`;
  redirect(307, `${link('/sign-in/again')}?next=${encodeURIComponent(back)}`);
}
