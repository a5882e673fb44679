import type { ConsortiumPage } from '@lianchuang/contract/consortia';
import type { FilingPage, FilingView } from '@lianchuang/contract/filings';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, refused, went, writingNothing, type Answer, type Problem } from '../../test/app-under-test.ts';
import {
  aCast,
  aDraft,
  aRegisteredConsortium,
  clock,
  match,
  memberForm,
  taken,
  aSubmittedFiling,
  type Cast,
} from '../../test/cases.ts';
import { anOrganization, anOrganizationForm, aPerson, next } from '../../test/people.ts';

const app = anApp();
let cast: Cast;
let draft: FilingView;
let noticeId: string;
let path: string;

beforeAll(async () => {
  cast = await aCast(app);
  await aRegisteredConsortium(cast, { content: { consortiumName: '示例海洋装备创新联合体' } });
  clock('2026-06-01 09:00');
  noticeId = (await taken(cast, await aSubmittedFiling(cast), 'approve')).publicity?.noticeId ?? '';
  draft = await aDraft(cast.lead, cast.leads.id);
  path = `/filings/${draft.id}`;
}, 60_000);

const version = async () => went(await cast.lead.get<FilingView>(path)).version;
const edit = async (body: Record<string, unknown>) => cast.lead.patch<FilingView>(path, body, match(await version()));

/** Every field in which a person writes, with how it is sent; `lines` where several lines are allowed. */
const FIELDS: readonly (readonly [
  string,
  { lines: boolean; max: number; pointer: string; send: (text: string) => Promise<Answer<unknown>> },
])[] = [
  [
    'the name of an organization',
    {
      lines: false,
      max: 100,
      pointer: '/name',
      send: (name) => cast.lead.post('/organizations', anOrganizationForm({ name })),
    },
  ],
  [
    'the name of a consortium',
    { lines: false, max: 100, pointer: '/consortiumName', send: (text) => edit({ consortiumName: text }) },
  ],
  ['the summary', { lines: true, max: 500, pointer: '/summary', send: (text) => edit({ summary: text }) }],
  [
    'a topic',
    { lines: false, max: 120, pointer: '/topics/0/title', send: (text) => edit({ topics: [{ title: text }] }) },
  ],
  [
    'a mechanism',
    {
      lines: true,
      max: 2000,
      pointer: '/mechanisms/0/text',
      send: (text) => edit({ mechanisms: [{ kind: 'funding', text }] }),
    },
  ],
  ['the goals', { lines: true, max: 4000, pointer: '/plan/goals', send: (text) => edit({ plan: { goals: text } }) }],
  [
    'a milestone',
    {
      lines: false,
      max: 200,
      pointer: '/plan/milestones/0/title',
      send: (text) => edit({ plan: { milestones: [{ title: text, dueOn: '2027-01-01', indicator: '一' }] } }),
    },
  ],
  [
    'a declaration',
    {
      lines: true,
      max: 2000,
      pointer: '/declarations/chief_scientist',
      send: (text) => edit({ declarations: { chief_scientist: text } }),
    },
  ],
  [
    'the name of a member',
    {
      lines: false,
      max: 100,
      pointer: '/name',
      send: (name) => cast.lead.post(`${path}/members`, memberForm(anOrganizationForm({ name }))),
    },
  ],
  [
    'the duties of a member',
    {
      lines: true,
      max: 2000,
      pointer: '/duties',
      send: (duties) => cast.lead.post(`${path}/members`, { ...memberForm(anOrganizationForm()), duties }),
    },
  ],
  [
    'the name of an objector',
    {
      lines: false,
      max: 50,
      pointer: '/name',
      send: (name) => app.post(`/notices/${noticeId}/objections`, { name, contact: '13800000000', reason: '理由' }),
    },
  ],
  [
    'the reason of an objection',
    {
      lines: true,
      max: 4000,
      pointer: '/reason',
      send: (reason) => app.post(`/notices/${noticeId}/objections`, { name: '实名', contact: '13800000000', reason }),
    },
  ],
];
const lines = FIELDS.filter(([, { lines: several }]) => !several);

describe('text that is stored and shown literally', () => {
  const LITERAL: readonly (readonly [string, string])[] = [
    ['a script', '<script>alert(1)</script>'],
    ['an image with a handler', '"><img src=x onerror=alert(1)>'],
    ['an end of a script', '</script><script>'],
    ['U+2028 and U+2029', '一\u2028二\u2029三'],
    ['template syntax', '{{7*7}} ${7*7} {@html x} #{7*7}'],
    ['an SQL attack', "' OR 1=1--"],
    ['wildcards', '100%_'],
    ['emoji and rare hanzi', '𠮷㐂䶮🚢👨‍👩‍👧‍👦𰻝'],
    ['a name that reads like a value', 'null'],
    ['undefined', 'undefined'],
    ['true', 'true'],
    ['NaN', 'NaN'],
    ['traditional beside simplified', '創新聯合體与创新联合体'],
    ['a leading equals sign', '=1+1'],
    ['a leading plus', '+1'],
    ['a leading minus', '-1'],
    ['a leading at', '@SUM(A1)'],
    ['full-width formula signs', '＝＋－＠'],
    ['backslashes and quotes', `\\u0000 \\x00 "'\``],
  ];
  it.each(LITERAL)('%s', async (_, text) => {
    const { consortiumName, summary } = went(await edit({ consortiumName: text, summary: text }));
    expect([consortiumName, summary]).toEqual([text, text]);
    expect(went(await cast.lead.get<FilingView>(path)).consortiumName).toBe(text);
    const listed = went(await cast.lead.get<FilingPage>(`/filings?q=${encodeURIComponent(text)}`));
    expect(listed.items.map((each) => each.id)).toEqual([draft.id]);
  });

  it('an organization may be called anything, and nothing of it runs', async () => {
    const person = await aPerson(app);
    const { name } = await anOrganization(person, { name: `<b>'); DROP TABLE filings;--` });
    expect(name).toBe(`<b>'); DROP TABLE filings;--`);
    const me = await person.get('/me');
    expect(me.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
    expect(me.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(me.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });

  it('length counts characters, not the units that emoji take two of', async () => {
    expect(went(await edit({ consortiumName: '🚢'.repeat(100) })).consortiumName).toBe('🚢'.repeat(100));
    const { body } = await refused(422, 'invalid-input', () => edit({ consortiumName: '🚢'.repeat(101) }));
    expect(body.errors).toMatchObject([{ pointer: '/consortiumName', code: 'text.too-long' }]);
  });

  it('edges, stray joiners and byte order marks go, line ends become one kind', async () => {
    const view = went(await edit({ consortiumName: '\u3000 示\u200b例\u200d\ufeff \t', summary: '一\r\n二\r三\n四' }));
    expect([view.consortiumName, view.summary]).toEqual(['示例', '一\n二\n三\n四']);
  });
});

describe('text that is refused in every field with the field’s name, and writes nothing', () => {
  const BAD: readonly (readonly [string, string, string])[] = [
    ['a NUL byte', 'a\u0000b', 'text.control-character'],
    ['an escape character', 'a\u001bb', 'text.control-character'],
    ['a lone surrogate', 'a\ud800b', 'text.broken-character'],
    ['a right-to-left override', 'fdp\u202eexe', 'text.direction-override'],
    ['an isolate', 'a\u2067b', 'text.direction-override'],
    ['only spaces', ' \u3000\t ', 'text.empty'],
    ['nothing', '', 'text.empty'],
    ['only invisible characters', '\u200b\u2800', 'text.empty'],
  ];
  it.each(FIELDS)('%s', async (_, { pointer, max, send }) => {
    for (const [what, text, code] of BAD) {
      const { body } = await refused(422, 'invalid-input', () => send(text));
      expect(
        body.errors?.map((each) => [each.pointer, each.code]),
        what,
      ).toEqual([[pointer, code]]);
    }
    const long = await refused(422, 'invalid-input', () => send('长'.repeat(max + 1)));
    expect(long.body.errors).toMatchObject([{ pointer, code: 'text.too-long' }]);
    const huge = await refused(422, 'invalid-input', () => send('长'.repeat(max * 8 + 1)));
    expect(huge.body.errors?.map((each) => each.pointer)).toEqual([pointer]);
  });

  it.each(lines)('a line break in %s', async (_, { pointer, send }) => {
    for (const text of ['甲\r\n乙', '甲\n乙', '甲\r乙']) {
      const { body } = await refused(422, 'invalid-input', () => send(text));
      expect(body.errors?.map((each) => [each.pointer, each.code])).toEqual([[pointer, 'text.line-break']]);
    }
  });

  it('a megabyte in one field is refused at once', async () => {
    const started = Date.now();
    await refused(422, 'invalid-input', () => edit({ summary: 'x'.repeat(900_000) }));
    await refused(413, 'body-too-large', () => edit({ summary: 'x'.repeat(1_000_001) }));
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  it('the pointer of a correction is text like any other', async () => {
    const filing = await aSubmittedFiling(cast);
    const send = (pointer: string) =>
      cast.clerk.post(`/filings/${filing.id}/actions/request_correction`, {
        items: [{ code: 'other', pointer, text: '请改' }],
      });
    for (const pointer of ['a\u0000', '\u202e', '\ud800', '一\n二']) {
      const { body } = await refused(422, 'invalid-input', () => send(pointer));
      expect(body.errors?.map((each) => each.pointer)).toEqual(['/items/0/pointer']);
    }
  });

  it.each(['甲\r\n乙', 'a\u0000b', 'a\u202eb', ' ', 'x'.repeat(2000)])('the name of a person: %j', async (name) => {
    const signUp = () =>
      app.post<Problem>('/api/auth/sign-up/email', {
        email: `bad-name-${next()}@test.example`,
        password: 'long-enough-password',
        name,
      });
    const { status } = await writingNothing(signUp);
    expect(status).toBe(422);
  });
});

describe('words of a search', () => {
  const names = async (q: string) =>
    went(await app.get<ConsortiumPage>(`/consortia?q=${encodeURIComponent(q)}`)).items.map((each) => each.name);
  it.each([
    ['seventeen hanzi that are there', '示例海洋装备创新联合体', 1],
    ['seventeen hanzi that are not', '面向高盐雾海洋环境的智能网联新能源汽', 0],
    ['a percent sign', '%', 0],
    ['an underscore', '_', 0],
    ['an attack', `' OR 1=1--`, 0],
    ['an attack on the index', `" OR "a`, 0],
    ['a star', '*', 0],
    ['an emoji', '🚢', 0],
    ['a lone surrogate’s replacement', '\ufffd', 0],
    ['two hundred hanzi', '海'.repeat(200), 0],
    ['a NUL byte', '海\u0000洋', 1],
    ['spaces', '   ', 1],
    ['full width', '示例\uff08海洋\uff09', 1],
  ] as const)('%s', async (_, q, count) => {
    expect(await names(q)).toHaveLength(count);
  });

  it('more than two hundred characters are refused', async () => {
    await refused(422, 'invalid-input', () => app.get(`/consortia?q=${'x'.repeat(201)}`));
  });

  it('a query that is no UTF-8 is read as well as it can be', async () => {
    expect((await app.get('/consortia?q=%ff%fe')).status).toBe(200);
    expect((await app.get('/consortia?q=%E4%B8')).status).toBe(200);
  });
});
