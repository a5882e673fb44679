import type { FilingView } from '@lianchuang/contract/filings';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, HERE, refused, went, writingNothing, type Answer, type Problem } from '../../test/app-under-test.ts';
import { aDraft, clock, match } from '../../test/cases.ts';
import { anOrganization, anOrganizationForm, aPerson, PASSWORD, type Person } from '../../test/people.ts';

const app = anApp();
let person: Person;
let organizationId: string;
const JSON_TYPE = { 'Content-Type': 'application/json' };

beforeAll(async () => {
  clock('2026-06-01 09:00');
  person = await aPerson(app);
  organizationId = (await anOrganization(person)).id;
}, 60_000);

const register = (body: unknown, headers: Record<string, string> = JSON_TYPE) =>
  person.send<Problem>('POST', '/organizations', { body, headers });
const text = (over: string) => JSON.stringify(anOrganizationForm()).replace('}', `,${over}}`);

describe('JSON', () => {
  it.each([
    ['a broken object', '{"uscc":'],
    ['an empty body', ''],
    ['a bare word', 'hello'],
    ['a trailing comma', '{"a":1,}'],
    ['single quotes', "{'a':1}"],
    ['two values', '{}{}'],
    ['a hundred thousand nested arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['forty-two nested arrays', '['.repeat(42) + ']'.repeat(42)],
    ['a hundred thousand open arrays', '['.repeat(100_000)],
  ])('%s is malformed', async (_, body) => {
    const started = Date.now();
    await refused(400, 'malformed-json', () => register(body === '' ? new Uint8Array() : body));
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  it('bytes that are no UTF-8 are malformed', async () => {
    await refused(400, 'malformed-json', () => register(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])));
  });

  it.each(['[]', '"text"', '1', 'null', 'true'])('a body of %s is not the object that is asked for', async (body) => {
    await refused(422, 'invalid-input', () => register(body));
  });

  it('of a repeated key the last one counts', async () => {
    const form = anOrganizationForm();
    const made = await register(`{"name":"第一个",${JSON.stringify(form).slice(1)}`);
    expect(made.body).toMatchObject({ name: form.name });
  });

  it.each(['"__proto__":{"role":"owner"}', '"constructor":{"prototype":{"role":"owner"}}', '"prototype":1'])(
    'a key that would reach a prototype is refused: %s',
    async (over) => {
      const { body } = await refused(422, 'invalid-input', () => register(text(over)));
      expect(body.errors).toMatchObject([{ code: 'unknown-field' }]);
      expect(({} as Record<string, unknown>)['role']).toBeUndefined();
    },
  );

  it('a prototype key deep inside is refused with its place', async () => {
    const draft = await aDraft(person, organizationId);
    const send = () =>
      person.send('PATCH', `/filings/${draft.id}`, {
        body: '{"plan":{"milestones":[{"__proto__":{}}]}}',
        headers: { ...JSON_TYPE, ...match(draft.version) },
      });
    const { body } = await refused(422, 'invalid-input', send);
    expect(body.errors).toMatchObject([{ pointer: '/plan/milestones/0/__proto__', code: 'unknown-field' }]);
  });

  it.each(['status', 'role', 'org_id', 'id', 'jurisdiction', 'fictional', 'version', 'score'])(
    'an unknown field is refused: %s',
    async (field) => {
      const { body } = await refused(422, 'invalid-input', () =>
        register({ ...anOrganizationForm(), [field]: 'x' }, {}),
      );
      expect(body.errors).toMatchObject([{ pointer: `/${field}`, code: 'unknown-field' }]);
    },
  );

  it.each([
    ['name', ['array'], 'wrong-type'],
    ['name', { $ne: '' }, 'wrong-type'],
    ['name', 5, 'wrong-type'],
    ['uscc', null, 'wrong-type'],
    ['kind', 'emperor', 'not-in-list'],
    ['kind', ['enterprise'], 'not-in-list'],
  ])('a wrong type is refused: %s = %j', async (field, value, code) => {
    const { body } = await refused(422, 'invalid-input', () =>
      register({ ...anOrganizationForm(), [field]: value }, {}),
    );
    expect(body.errors?.map((each) => [each.pointer, each.code])).toEqual([[`/${field}`, code]]);
  });

  it('every fault of a body is named at once, in both languages', async () => {
    const body = { uscc: 'x', name: ' ', kind: 'none' };
    const zh = await refused(422, 'invalid-input', () => register(body, {}));
    expect(zh.body).toEqual({
      type: '/problems/invalid-input',
      title: '有内容需要改',
      status: 422,
      detail: '有字段不符合要求，逐项见 errors。已填内容没有丢，改好后再提交。',
      instance: expect.stringMatching(/^req_[0-9a-f]{16}$/) as string,
      code: 'invalid-input',
      errors: [
        {
          pointer: '/uscc',
          code: 'uscc.wrong-length',
          detail: '统一社会信用代码是 18 位，现在 1 位。请核对是否漏写或多写。',
        },
        { pointer: '/name', code: 'text.empty', detail: '不能为空，也不能只有空格。' },
        { pointer: '/kind', code: 'not-in-list', detail: '不在可选范围内，请从列出的值中选择。' },
        { pointer: '/divisionCode', code: 'required', detail: '这一项必须填写。' },
      ],
    });
    expect(zh.headers.get('Content-Language')).toBe('zh-CN');
    const en = await refused(422, 'invalid-input', () => register(body, { 'Accept-Language': 'en-GB,en;q=0.9' }));
    expect(en.headers.get('Content-Language')).toBe('en');
    expect(en.text).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('size and type', () => {
  it.each([1_000_001, 10_000_000])('a body of %i bytes is too large', async (size) => {
    await refused(413, 'body-too-large', () => register(`"${'x'.repeat(size - 2)}"`));
  });

  it('a body that does not tell its length is refused while it arrives', async () => {
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(100_000).fill(0x20));
        if (sent === 200) controller.close();
      },
    });
    await refused(413, 'body-too-large', () => register(stream));
    expect(sent).toBeLessThan(30);
  });

  it('the sign-in routes take no more than the others', async () => {
    const post = (body: string, headers = JSON_TYPE) =>
      app.request<Problem>('POST', '/api/auth/sign-in/email', { body, headers });
    await refused(413, 'body-too-large', () => post(`"${'x'.repeat(1_000_000)}"`));
    const form = `email=${encodeURIComponent(person.email)}&password=${PASSWORD}`;
    await refused(415, 'unsupported-media-type', () =>
      post(form, { 'Content-Type': 'application/x-www-form-urlencoded' }),
    );
    const { status } = await writingNothing(() => post('{"email":'));
    expect(status).toBe(400);
  });

  it.each([
    'text/plain',
    'application/json; charset=utf-7',
    'application/json; charset=gbk',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/json',
    '',
  ])('a content type of %j is not taken', async (type) => {
    await refused(415, 'unsupported-media-type', () =>
      register(JSON.stringify(anOrganizationForm()), { 'Content-Type': type }),
    );
  });

  it('without a content type nothing is taken', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(anOrganizationForm()));
    await refused(415, 'unsupported-media-type', () => register(bytes, {}));
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON;charset="UTF-8"'])(
    'JSON may be called %s',
    async (type) => {
      expect((await register(JSON.stringify(anOrganizationForm()), { 'Content-Type': type })).status).toBe(201);
    },
  );

  it('a zipped body is not taken', async () => {
    const zipped = new Blob([JSON.stringify(anOrganizationForm())]).stream().pipeThrough(new CompressionStream('gzip'));
    const bytes = new Uint8Array(await new Response(zipped).arrayBuffer());
    await refused(415, 'unsupported-media-type', () => register(bytes, { ...JSON_TYPE, 'Content-Encoding': 'gzip' }));
  });
});

describe('addresses and methods', () => {
  it.each(['/consortia?limit=1&limit=2', '/notices?status=open&status=closed', '/consortia?q=a&q=b'])(
    'a repeated parameter is refused: %s',
    async (path) => {
      await refused(400, 'malformed-query', () => app.get(path));
    },
  );

  it.each([
    '/consortia?limit=0',
    '/consortia?limit=101',
    '/consortia?limit=1.5',
    '/consortia?sort=none',
    '/consortia?status=superseded',
    '/consortia?jurisdiction=37',
    '/consortia?unknown=1',
    '/notices?status=x',
    '/consortia/facets?limit=5',
  ])('a query that is not offered is refused: %s', async (path) => {
    await refused(422, 'invalid-input', () => app.get(path));
  });

  it.each(['/consortia', '/notices', '/filings'])('a cursor that was not made here is refused on %s', async (path) => {
    for (const cursor of ['x', btoa('[1,2,3]'), btoa('{}')])
      await refused(400, 'bad-cursor', () => person.get(`${path}?cursor=${cursor}`));
    expect((await person.get(`${path}?cursor=${'x'.repeat(601)}`)).status).toBe(422);
  });

  it.each(['["a","b"]', '[1e309,"x"]', '[null,null]', '["\\ud800","\\u0000"]', '[-1,1]'])(
    'a forged cursor shows at most another page: %s',
    async (position) => {
      for (const path of ['/consortia?', '/consortia?sort=name&', '/notices?', '/filings?']) {
        const { status } = await person.get(`${path}cursor=${btoa(position)}`);
        expect(status, path).toBeLessThan(500);
      }
    },
  );

  it.each(['DELETE', 'PUT', 'PATCH', 'POST'])('%s on the register names what is allowed', async (method) => {
    const { headers } = await refused(405, 'method-not-allowed', () => app.request(method, '/consortia', { body: {} }));
    expect(headers.get('Allow')).toBe('GET');
  });

  it.each(['TRACE', 'BREW', 'PROPFIND'])('%s is no method here', async (method) => {
    const call = () => app.request<Problem>(method, '/consortia');
    let answer: Answer<Problem>;
    try {
      answer = await writingNothing(call);
    } catch (error) {
      // The platform itself knows no such request.
      expect(String(error)).toMatch(/TypeError/);
      return;
    }
    expect([405, 501]).toContain(answer.status);
  });

  it('a header that names another method is ignored', async () => {
    const draft = await aDraft(person, organizationId);
    const headers = { 'X-HTTP-Method-Override': 'DELETE', 'X-Method-Override': 'PATCH', 'X-HTTP-Method': 'POST' };
    const { status } = await writingNothing(() => person.get<FilingView>(`/filings/${draft.id}`, headers));
    expect(status).toBe(200);
  });

  it('an address of 17 KB is too long', async () => {
    await refused(414, 'uri-too-long', () => app.get(`/consortia?q=${'x'.repeat(17_000)}`));
  });

  it('two hundred headers do no harm', async () => {
    const headers = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`X-Extra-${n}`, 'x'.repeat(50)]));
    expect([200, 400, 431]).toContain((await app.get('/consortia', headers)).status);
  });

  it('headers with a hundred thousand separators are read at once', async () => {
    const long = ','.repeat(100_000);
    const started = Date.now();
    for (const name of ['Accept', 'Accept-Language', 'If-None-Match', 'Cookie']) {
      expect((await app.get('/consortia', { [name]: long })).status).toBe(200);
    }
    expect(Date.now() - started).toBeLessThan(4_000);
  });

  it.each([
    '/api/v1/%66ilings',
    '/api/v1/./filings',
    '/api/v1/x/../filings',
    '/api//v1/filings',
    '//api/v1/filings',
    '/api/v1/filings/',
    '/api/v1/FILINGS',
    '/api/v1/filings%2f',
    '/API/V1/filings',
    '/api/v1/%2566ilings',
    '/api/v1/filings/.',
    '/api/v1/filings;x',
  ])('an address written another way opens nothing: %s', async (path) => {
    const { status, body } = await app.get<Partial<Problem>>(`${HERE}${path}`);
    expect([401, 404]).toContain(status);
    expect(body).not.toHaveProperty('items');
  });

  it('an unknown address is a problem like any other', async () => {
    const { body } = await refused(404, 'not-found', () => app.get('/nonsense'));
    expect(body).toEqual({
      type: '/problems/not-found',
      title: '没有这一项',
      status: 404,
      detail: '地址可能写错，或这份内容不对您公开。',
      instance: expect.any(String) as string,
      code: 'not-found',
    });
    for (const path of [
      '/.git/config',
      '/debug',
      '/api/v2/filings',
      '/internal/demo-data',
      '/api/internal/demo-data',
    ]) {
      expect((await app.get(`${HERE}${path}`)).status, path).toBe(404);
    }
  });

  it('a request id of ours is kept, any other is replaced', async () => {
    const id = async (given: string) =>
      (await app.get('/consortia', { 'X-Request-Id': given })).headers.get('X-Request-Id');
    expect(await id('req_0123456789abcdef')).toBe('req_0123456789abcdef');
    for (const given of ['x', 'req_<script>', 'req_' + 'a'.repeat(100)])
      expect(await id(given)).toMatch(/^req_[0-9a-f]{16}$/);
  });

  it('a reader’s GET writes nothing', async () => {
    const paths = [
      '/consortia',
      '/consortia/facets',
      '/notices',
      '/policies',
      '/statistics/consortia',
      '/me',
      '/filings',
      '/filings/inbox',
      '/audit-events',
    ];
    await writingNothing(async () => {
      for (const path of paths)
        went(await person.get(path).then((each) => (each.status === 403 ? { ...each, status: 200 } : each)));
    });
  });
});
