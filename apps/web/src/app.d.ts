import type { ProblemFields } from '#lib/ui/problem.ts';
import type { Me } from '#lib/server/me.ts';

declare global {
  namespace App {
    interface Error extends Partial<ProblemFields> {
      message: string;
      requestId?: string;
    }
    interface Locals {
      requestId: string;
      /** Calls the API with this visitor's cookie and language; cookies it sets reach the browser. */
      api: typeof fetch;
      /** Who is signed in, asked once per request and only when somebody wants to know. */
      me: () => Promise<Me | null>;
      /** The key of a change that was sent in this request and not answered. */
      unconfirmedKey?: string;
    }
    interface Platform {
      env: { API?: Fetcher; ENVIRONMENT?: string };
      ctx: ExecutionContext;
    }
  }
}

export {};
