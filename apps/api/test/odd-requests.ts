import fc from 'fast-check';

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  [key: string]: unknown;
};
type Operation = {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
export type Described = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

// prettier-ignore
const TEXTS = ['', ' ', '\u0000', '\ud800', '\u202efdp', '<script>alert(1)</script>', "' OR 1=1--", '%', '_', '=1+1', '＝1', 'null', 'a\r\nb', '𠮷'.repeat(120), 'x'.repeat(9000), '../../x', '%2e%2e%2f', '1;drop', '2026-02-30', '0000-00-00', '9999-12-31', '370202', '91370200MA00000000', '{{7*7}}', '\u2028', '-1', '1e309', '"1"', '*', '2', 'true'];
// prettier-ignore
const NUMBERS = [0, -0, -1, 1, 0.1, 1.5, 100.5, 2 ** 31, 2 ** 53, 2 ** 53 + 2, 1e308, -1e308, 12, 36, 2026];

const oddText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const oddNumber = fc.oneof(
  fc.constantFrom(...NUMBERS),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const oddValue = fc.oneof(
  oddText,
  oddNumber,
  fc.constantFrom<unknown>(null, true, false, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values that nearly fit a schema: mostly of its shape, now and then of none. */
function nearly(document: Described, schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (depth > 8) return oddValue;
  const inner = (each: Schema) => nearly(document, each, depth + 1);
  const shaped = (): fc.Arbitrary<unknown> => {
    if (schema.$ref !== undefined) return inner(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
    const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
    if (choices !== undefined) return fc.oneof(...choices.map(inner));
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    if (schema.const !== undefined) return fc.constant(schema.const);
    const [type] = [schema.type].flat();
    if (type === 'object' || schema.properties !== undefined) {
      const known = Object.entries(schema.properties ?? {}).map(([name, each]) => [name, inner(each)] as const);
      return fc.record(Object.fromEntries(known), {
        requiredKeys: known.map(([name]) => name).filter((_, n) => n % 3 !== 2),
      });
    }
    if (type === 'array') return fc.array(inner(schema.items ?? {}), { maxLength: 4 });
    if (type === 'integer' || type === 'number') return oddNumber;
    if (type === 'boolean') return fc.boolean();
    return oddText;
  };
  return fc.oneof(
    { weight: 12, arbitrary: shaped() },
    { weight: 1, arbitrary: oddValue },
    {
      weight: 1,
      arbitrary: fc.tuple(shaped(), fc.constantFrom('status', '__proto__', 'role', 'id'), oddValue).map(extended),
    },
  );
}

const extended = ([value, key, more]: [unknown, string, unknown]): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.defineProperty({ ...value }, key, { value: more, enumerable: true })
    : value;

const KINDS: Readonly<Record<string, RegExp>> = {
  filings: /^fil_/,
  notices: /^ntc_/,
  consortia: /^con_/,
  policies: /^pol_/,
  memberId: /^fmb_/,
  objectionId: /^obj_/,
  token: /^(?:[0-9a-hjkmnp-tv-z]{32}|[0-9a-f]{64})$/,
  number: /号$/,
  size: /^\d+$/,
  version: /^\d+$/,
};

export type OddRequest = { who: number; method: string; path: string; body?: unknown; headers: Record<string, string> };

/** Any request that the document describes, with names that exist and names that do not, and with odd values everywhere. */
export function anyRequest(document: Described, names: readonly string[], people: number): fc.Arbitrary<OddRequest> {
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  /** A name for a part of an address: mostly one of its kind. */
  const nameFor = (path: string, part: string): fc.Arbitrary<string> => {
    const kind = part === 'id' ? KINDS[path.split('/')[1] ?? ''] : KINDS[part];
    const fitting = names.filter((each) => kind?.test(each));
    return fc
      .oneof(
        { weight: 8, arbitrary: fc.constantFrom(...(fitting.length > 0 ? fitting : names)) },
        { weight: 1, arbitrary: fc.constantFrom(...names) },
        { weight: 1, arbitrary: oddText },
      )
      .map((each) => encodeURIComponent(each.replaceAll(/\p{Surrogate}/gu, '')) || 'x');
  };
  const header = fc.oneof(
    fc.constantFrom('"1"', '"2"', '*', '1', '"x"', '', '"99999999999999999999"'),
    fc.string({ maxLength: 10 }),
  );
  return fc.constantFrom(...routes).chain(({ path, method, operation }) => {
    const schema = operation.requestBody?.content['application/json']?.schema;
    const asked = (operation.parameters ?? []).filter((each) => each.in === 'query');
    const query = fc.record(Object.fromEntries(asked.map((each) => [each.name, nearly(document, each.schema)])), {
      requiredKeys: [],
    });
    return fc
      .record({
        who: fc.nat({ max: people - 1 }),
        parts: fc.tuple(...[...path.matchAll(/\{([^}]+)\}/g)].map(([, part = '']) => nameFor(path, part))),
        query,
        body: schema === undefined ? fc.constant(undefined) : nearly(document, schema),
        version: fc.option(header, { nil: undefined }),
        key: fc.option(header, { nil: undefined }),
      })
      .map(({ who, parts, query: given, body, version, key }) => {
        let nth = 0;
        const address = path.replaceAll(/\{[^}]+\}/g, () => parts[nth++] ?? 'x');
        const pairs = new URLSearchParams(Object.entries(given).map(([one, value]) => [one, String(value)]));
        const plain = (text: string | undefined) =>
          text === undefined || /[^\x20-\x7e]/.test(text) ? undefined : text;
        const headers = { 'If-Match': plain(version), 'Idempotency-Key': plain(key) };
        return {
          who,
          method,
          path: pairs.size > 0 ? `${address}?${pairs}` : address,
          ...(body === undefined ? {} : { body }),
          headers: Object.fromEntries(
            Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined),
          ),
        };
      });
  });
}
