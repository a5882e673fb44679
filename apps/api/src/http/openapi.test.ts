import { PROBLEMS } from '@lianchuang/contract/problem-words';
import { FIELD_WORDS } from '@lianchuang/contract/field-words';
import { FILING_ACTION_NAMES } from '@lianchuang/contract/filings';
import { broken, LOST } from '@lianchuang/db/testing/databases';
import { describe, expect, it, vi } from 'vitest';
import { anApp, HERE, type Problem } from '../../test/app-under-test.ts';

const app = anApp();
type Schema = { $ref?: string; anyOf?: Schema[]; [key: string]: unknown };
type Operation = {
  summary?: string;
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
};
const read = async () => (await app.get<Document>('/api/openapi.json')).body;
const operations = (document: Document) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

// What outside callers were promised.
const PROMISED = [
  'get /consortia',
  'get /consortia/facets',
  'get /consortia/{id}',
  'get /registrations/{number}',
  'get /policies',
  'get /policies/{id}',
  'get /policies/{id}/versions/{version}',
  'post /eligibility-checks',
  'get /notices',
  'get /notices/{id}',
  'post /notices/{id}/objections',
  'get /statistics/consortia',
  'get /me',
  'post /organizations',
  'post /filings',
  'get /filings/{id}',
  'get /filings',
  'patch /filings/{id}',
  'post /filings/{id}/members',
  'delete /filings/{id}/members/{memberId}',
  ...FILING_ACTION_NAMES.map((name) => `post /filings/{id}/actions/${name}`),
  'get /consortia/{id}/actions',
  'post /consortia/{id}/actions/revoke',
  'get /audit-events',
];
const PUBLIC =
  /^(get \/(consortia(\/facets|\/\{id\}(\/export)?)?|seals.*|registrations\/.*|policies.*|notices(\/\{id\})?|statistics.*|invitations.*|colleague-invitations.*)|post \/(eligibility-checks|notices\/\{id\}\/objections))$/;

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1, the same each time it is read, and may be cached', async () => {
    const first = await app.get<Document>('/api/openapi.json');
    expect(first.body.openapi).toBe('3.1.0');
    expect(first.headers.get('Cache-Control')).toBe('public, max-age=300');
    expect(await read()).toEqual(first.body);
  });

  it('holds every promised call', async () => {
    const calls = operations(await read()).map(({ method, path }) => `${method} ${path}`);
    expect(calls).toEqual(expect.arrayContaining(PROMISED));
  });

  it('names every path parameter, and every reference leads somewhere', async () => {
    const document = await read();
    for (const { path, method, operation } of operations(document)) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((each) => each[1]);
      const given = (operation.parameters ?? []).filter((each) => each.in === 'path');
      expect(given.map((each) => each.name).sort(), `${method} ${path}`).toEqual(wanted.sort());
      expect(given.every((each) => each.required === true)).toBe(true);
      expect(operation.summary, `${method} ${path}`).toBeTruthy();
    }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((each) => each[1] ?? '');
    expect(references.length).toBeGreaterThan(10);
    for (const reference of new Set(references)) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1] ?? '';
      expect(document.components.schemas, reference).toHaveProperty(name);
    }
  });

  it('every call has one success with a schema, and problems as the rest', async () => {
    for (const { path, method, operation } of operations(await read())) {
      const label = `${method} ${path}`;
      const good = Object.keys(operation.responses).filter((status) => /^2\d\d$/.test(status));
      expect(good, label).toHaveLength(1);
      const kind = path.endsWith('.pdf')
        ? 'application/pdf'
        : path.endsWith('/content')
          ? 'application/octet-stream'
          : 'application/json';
      const content = operation.responses[good[0] ?? '']?.content?.[kind]?.schema;
      expect(Object.keys(content ?? {}).length, label).toBeGreaterThan(0);
      expect(operation.responses['default']?.content).toHaveProperty('application/problem+json');
      if (method === 'get') expect(operation, label).not.toHaveProperty('requestBody');
    }
  });

  it('says which calls need a session, and those do', async () => {
    for (const { path, method, operation } of operations(await read())) {
      const label = `${method} ${path}`;
      expect(operation.security !== undefined, label).toBe(!PUBLIC.test(label));
      const { status } = await app.request(
        method.toUpperCase(),
        path.replaceAll(/\{\w+\}/g, 'fil_1'),
        method === 'get' ? {} : { body: {} },
      );
      if (operation.security !== undefined) expect(status, label).toBe(401);
      else expect(status, label).not.toBe(401);
    }
  });

  it('shows the body of each action, closed to unknown fields', async () => {
    const document = await read();
    for (const { path, method, operation } of operations(document)) {
      const schema = operation.requestBody?.content['application/json']?.schema;
      if (schema === undefined) continue;
      const name = schema.$ref?.split('/').at(-1) ?? '';
      const whole = schema.$ref === undefined ? schema : document.components.schemas[name];
      for (const each of whole?.anyOf ?? [whole])
        expect(each, `${method} ${path}`).toMatchObject({ type: 'object', additionalProperties: false });
    }
  });

  it('is shown by a page with files served from here', async () => {
    const page = await app.get<string>('/api/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('Content-Type')).toMatch(/^text\/html/);
    const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((each) => each[1] ?? '');
    for (const source of sources) expect(new URL(source, HERE).origin).toBe(HERE);
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'self'");
  });
});

// One of each fact that a refusal may carry.
const FACTS = {
  rules: [{ message: { zh: '一条规则。', en: 'A rule.' } }],
  members: [],
  status: 'draft',
  dueOn: '2026-06-01',
  firstDay: '2026-06-01',
  lastDay: '2026-06-05',
  objections: 1,
  uscc: '9137',
  most: 100,
  left: 5,
  year: 2027,
  name: 'q',
  allow: 'GET',
};

describe('words of refusals', () => {
  it.each(Object.entries(PROBLEMS))('%s has a status and speaks both languages', (_, { status, title, detail }) => {
    expect(status).toBeGreaterThanOrEqual(400);
    const words = detail(FACTS);
    for (const zh of [title.zh, words.zh]) expect(zh).not.toMatch(/undefined|null|NaN/);
    for (const en of [title.en, words.en]) expect(en).not.toMatch(/[\u4e00-\u9fff]|undefined|null|NaN/);
    expect(title.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(title.en.length).toBeGreaterThan(2);
  });

  it.each(Object.entries(FIELD_WORDS))('%s speaks both languages', (_, say) => {
    const words = say({});
    expect(words.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(words.en.length).toBeGreaterThan(5);
    expect(`${words.zh}${words.en}`).not.toMatch(/undefined|\[object/);
  });
});

describe('when the database fails', () => {
  const failing = anApp({ DB: broken(app.env.DB), SEARCH: broken(app.env.SEARCH) });
  const paths = [
    '/consortia',
    '/consortia?q=海洋',
    '/consortia/facets',
    '/consortia/con_1',
    '/registrations/x',
    '/notices',
    '/notices/ntc_1',
    '/statistics/consortia',
    `/invitations/${'0'.repeat(64)}`,
  ];

  it.each(paths)('%s answers with a fixed text and the request id, nothing of the database', async (path) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const answer = await failing.get<Problem>(path);
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      type: '/problems/internal-error',
      title: '系统出错',
      status: 500,
      detail: '系统出错，操作没有完成。请稍后再试；一直不行，请把请求编号告诉我们。',
      instance: answer.headers.get('X-Request-Id'),
      code: 'internal-error',
    });
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(`${answer.text}${JSON.stringify([...answer.headers])}`).not.toMatch(/INSERT|D1_ERROR|SQL|\.ts:|\bat \w+ \(/);
    const logged = log.mock.calls.flat().join('\n');
    expect(logged).toContain(answer.headers.get('X-Request-Id'));
    expect(logged).toContain(LOST.slice(0, 20));
    log.mockRestore();
  });
});
