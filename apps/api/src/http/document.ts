import { ProblemJson } from '@lianchuang/contract/problem';
import type { Api } from './context.ts';

type Document = {
  openapi: string;
  paths?: Record<
    string,
    Record<string, { responses?: Record<string, unknown>; security?: unknown[]; requestBody?: unknown }>
  >;
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

function build(v1: Api, origin: string) {
  return v1.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: '联创 Lianchuang',
      version: '1',
      description:
        'Filing, signing, judging and registering innovation consortia. Every refusal is an RFC 9457 problem with a stable code; texts follow Accept-Language.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: `${origin}/api/v1` }],
  }) as unknown as Document & {
    components?: { responses?: unknown; securitySchemes?: unknown; schemas?: Record<string, unknown> };
  };
}

const plain = new WeakMap<Api, Document>();

function documentFor(v1: Api): Document {
  const known = plain.get(v1);
  if (known !== undefined) return known;
  const fresh = build(v1, '');
  plain.set(v1, fresh);
  return fresh;
}

/** The OpenAPI 3.1 document of the routes that run; problems are added here once, not on every route's type. */
export function document(v1: Api, origin: string): unknown {
  v1.openAPIRegistry.register('Problem', ProblemJson);
  const made = build(v1, origin);
  const answer = {
    description: 'Refused; see `code`.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const operations of Object.values(made.paths ?? {})) {
    for (const method of METHODS) {
      const operation = operations[method];
      if (operation !== undefined) operation.responses = { ...operation.responses, default: answer };
    }
  }
  return {
    ...made,
    components: {
      ...made.components,
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
    },
  };
}

/** The methods that some route offers at a path. */
export function methodsFor(v1: Api, path: string): string[] {
  if (!path.startsWith('/api/v1/')) return [];
  const inner = path.slice('/api/v1'.length);
  return Object.entries(documentFor(v1).paths ?? {}).flatMap(([template, operations]) => {
    // eslint-disable-next-line no-restricted-syntax -- our own route templates
    const shape = new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
    return shape.test(inner) ? METHODS.filter((each) => each in operations).map((each) => each.toUpperCase()) : [];
  });
}
