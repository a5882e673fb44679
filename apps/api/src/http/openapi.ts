import { createRoute, z } from '@hono/zod-openapi';
import type { ZodType } from 'zod';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Declared<M extends Method, P extends string> = {
  method: M;
  path: P;
  summary: string;
  description?: string;
  tags: [string];
  /** Signed-in routes need the session cookie. */
  signedIn?: boolean;
};

/** The success half of a route; problems are described once for all routes in the document. */
export function declared<M extends Method, P extends string, S extends ZodType>(
  route: Declared<M, P>,
  response: S,
  status: 200 | 201 = 200,
) {
  const { signedIn, ...rest } = route;
  return {
    ...rest,
    ...(signedIn === true ? { security: [{ session: [] }] } : {}),
    responses: { [status]: { description: 'OK', content: { 'application/json': { schema: response } } } },
  } as const;
}

/** The answer of a route that gives a PDF file. */
export const pdf = {
  200: {
    description: 'OK',
    content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
  },
} as const;

/** A body that the document shows and the handler validates. */
export function jsonBody<S extends ZodType>(schema: S, required = true) {
  return { body: { required, content: { 'application/json': { schema } } } } as const;
}

/** A path parameter shaped like one of our ids; anything else does not exist. */
export const idParam = (name: string) =>
  z.object({ [name]: z.string().regex(/^[a-z]{3}_[a-z0-9-]{1,80}$/) } as Record<typeof name, z.ZodString>);

/** The headers of a change. */
export const changeHeaders = z.object({
  'if-match': z.string().optional().meta({ description: 'The version that was read, in quotes.' }),
  'idempotency-key': z
    .string()
    .optional()
    .meta({ description: 'One per intent; the same key and body answers the same again.' }),
});

export { createRoute, z };
