import type { MeView } from '@lianchuang/contract/organizations';
import type { Db } from '@lianchuang/db/client';
import type { TriedAccount } from '@lianchuang/db/refusals/record';
import type { Instant, Locale } from '@lianchuang/domain/kernel';
import type { Channel } from '@lianchuang/domain/notifications';
import type { Viewer } from '@lianchuang/domain/organizations';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Env } from '../platform/env.ts';
import type { Quotas } from './limits.ts';

type Keyed = { readonly caller: string; readonly key: string; readonly requestHash: string };

/** What a verb may know about the request that caused it. */
export type Ask = {
  readonly db: Db;
  readonly now: Instant;
  /** The same clock, for what has to be written soon after it came in. */
  readonly clock: () => Instant;
  readonly locale: Locale;
  readonly demonstration: boolean;
  readonly origin: string;
  readonly keyed: Keyed | null;
  /** Under which name the caller's address is counted. */
  readonly address: string;
  readonly quotas: Quotas;
  /** The ways in which this installation reaches people. */
  readonly channels: readonly Channel[];
};

/** The same, for somebody who signed in. */
export type SignedAsk = Ask & { readonly viewer: Viewer };

/** An answer that is the same for everybody who asks in its language. */
export type PublicRead = { readonly body: Uint8Array; readonly tag: string };

type Variables = {
  ask: Ask;
  requestId: string;
  /** The body as text and parsed, where there is one. */
  body: { text: string; json: unknown } | undefined;
  /** What a public route has just answered. */
  publicRead: PublicRead | undefined;
  /** The code of the refusal that is being answered. */
  refused: string | undefined;
  /** Whose account somebody tries who has not signed in; for the record only. */
  tried: TriedAccount | undefined;
  viewer: Viewer | null;
  user: { id: string; name: string; email: string; phone: string | null } | null;
  secondFactor: MeView['secondFactor'];
  /** The id of the session that asks, and when it began. */
  session: string | undefined;
  sessionStartedAt: Instant | null;
};
export type ApiEnv = { Bindings: Env; Variables: Variables };
export type ApiContext = Context<ApiEnv>;
export type Api = OpenAPIHono<ApiEnv>;
