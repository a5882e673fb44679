import type { FilingView } from '@lianchuang/contract/filings';
import { aUscc } from '@lianchuang/domain/testing/identifiers';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, refused, went, type Answer, type Problem } from '../../test/app-under-test.ts';
import { aCast, aDraft, aRegisteredConsortium, clock, match, memberForm, type Cast } from '../../test/cases.ts';
import { anOrganization, anOrganizationForm, aPerson, type Person } from '../../test/people.ts';

const app = anApp();
let cast: Cast;
let stranger: Person;
let draft: FilingView;
let path: string;

beforeAll(async () => {
  cast = await aCast(app);
  await aRegisteredConsortium(cast);
  clock('2026-06-01 09:00');
  stranger = await aPerson(app);
  draft = await aDraft(cast.lead, cast.leads.id);
  path = `/filings/${draft.id}`;
}, 60_000);

const edit = async (body: unknown) => {
  const { version } = went(await cast.lead.get<FilingView>(path));
  return cast.lead.patch<FilingView>(path, body, match(version));
};
const refusedAt = async (send: () => Promise<Answer<unknown>>, pointer: string, code: string) => {
  const { body } = await refused(422, 'invalid-input', send);
  expect(body.errors?.map((each) => [each.pointer, each.code])).toEqual([[pointer, code]]);
};
/** The body as written: numbers that JSON.stringify would not write. */
const raw = (text: string) => async () => {
  const { version } = went(await cast.lead.get<FilingView>(path));
  return cast.lead.send('PATCH', path, {
    body: text,
    headers: { 'Content-Type': 'application/json', ...match(version) },
  });
};

describe('credit codes and divisions', () => {
  const good = aUscc({ serial: 4711 });
  it.each([
    ['a wrong check character', `${good.slice(0, 17)}${good.endsWith('X') ? 'Y' : 'X'}`, 'uscc.bad-check-character'],
    ['seventeen characters', good.slice(0, 17), 'uscc.wrong-length'],
    ['nineteen characters', `${good}0`, 'uscc.wrong-length'],
    ['a letter that is never used', good.replace('T', 'I'), 'uscc.forbidden-letter'],
    ['nothing', '', 'uscc.empty'],
    ['an unknown registrar', `Q${good.slice(1)}`, 'uscc.unknown-registrar'],
  ])('a credit code with %s', async (_, uscc, code) => {
    await refusedAt(() => cast.lead.post('/organizations', anOrganizationForm({ uscc })), '/uscc', code);
    await refusedAt(
      () => cast.lead.post(`${path}/members`, { ...memberForm(anOrganizationForm()), uscc }),
      '/uscc',
      code,
    );
  });

  it('lower case, full width and spaces are mended, so a twin is found out', async () => {
    const { uscc, ...form } = anOrganizationForm();
    const wide = [...uscc.toLowerCase()].map((each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)).join('');
    const made = went(
      await cast.lead.post<{ uscc: string }>('/organizations', {
        ...form,
        uscc: ` ${wide.slice(0, 9)} ${wide.slice(9)} `,
      }),
    );
    expect(made.uscc).toBe(uscc);
    await refused(409, 'organization.uscc-taken', () => cast.lead.post('/organizations', { ...form, uscc }));
  });

  it.each([
    ['letters', 'abcdef', 'division.malformed'],
    ['five digits', '37020', 'division.malformed'],
    ['no such place', '990101', 'division.unknown'],
    ['a made-up one', '370299', 'division.unknown'],
  ])('a division with %s', async (_, divisionCode, code) => {
    await refusedAt(
      () => cast.lead.post('/organizations', anOrganizationForm({ divisionCode })),
      '/divisionCode',
      code,
    );
  });

  it.each([
    ['uscc', '/uscc'],
    ['name', '/name'],
    ['kind', '/kind'],
    ['divisionCode', '/divisionCode'],
  ])('an organization without %s', async (field, pointer) => {
    const form: Record<string, unknown> = anOrganizationForm();
    delete form[field];
    await refusedAt(() => cast.lead.post('/organizations', form), pointer, 'required');
  });
});

describe('numbers and days', () => {
  const money = (amount: string) => raw(`{"plan":{"funding":[{"source":"fiscal","year":2026,"amountFen":${amount}}]}}`);
  const pointer = '/plan/funding/0/amountFen';
  it.each([
    ['-1', 'too-small'],
    ['0', 'too-small'],
    ['-0', 'too-small'],
    ['1e309', 'wrong-type'],
    ['"1,000"', 'wrong-type'],
    ['"100"', 'wrong-type'],
    ['9007199254740993', 'too-large'],
    ['10000000000001', 'too-large'],
    ['0.30000000000000004', 'not-integer'],
    ['100.5', 'not-integer'],
    ['null', 'wrong-type'],
    ['true', 'wrong-type'],
    ['[1]', 'wrong-type'],
  ])('money of %s fen', async (amount, code) => {
    const { body } = await refused(422, 'invalid-input', money(amount));
    expect(body.errors?.map((each) => [each.pointer, each.code])).toContainEqual([pointer, code]);
    expect(new Set(body.errors?.map((each) => each.pointer))).toEqual(new Set([pointer]));
  });

  it('NaN is no JSON', async () => {
    await refused(400, 'malformed-json', money('NaN'));
  });

  it('the largest amount is kept to the fen', async () => {
    const view = went((await money('10000000000000')()) as Answer<FilingView>);
    expect(view.plan.funding[0]?.amountFen).toBe(10_000_000_000_000);
  });

  it.each([
    ['0', 'too-small'],
    ['-0', 'too-small'],
    ['100.5', 'not-integer'],
    ['1201', 'too-large'],
    ['2147483648', 'too-large'],
    ['"36"', 'wrong-type'],
  ])('a validity of %s months', async (months, code) => {
    const { body } = await refused(422, 'invalid-input', raw(`{"validityMonths":${months}}`));
    expect(body.errors?.map((each) => [each.pointer, each.code])).toEqual([['/validityMonths', code]]);
  });

  it.each([
    ['2026-02-30', 'day.malformed'],
    ['2026-02-29', 'day.malformed'],
    ['0000-00-00', 'day.malformed'],
    ['2026-1-1', 'day.malformed'],
    ['2026-01-01T00:00:00Z', 'day.malformed'],
    ['明天', 'day.malformed'],
    ['9999-01-01', 'day.out-of-range'],
    ['1900-01-01', 'day.out-of-range'],
  ])('a milestone on %s', async (dueOn, code) => {
    await refusedAt(
      () => edit({ plan: { milestones: [{ title: '一', dueOn, indicator: '二' }] } }),
      '/plan/milestones/0/dueOn',
      code,
    );
  });

  it.each([1, 60])('a correction may take %i working days', async (workingDays) => {
    const body = { items: [{ code: 'other', pointer: '', text: '请改' }], workingDays };
    const answer = await cast.lead.post<Problem>(`${path}/actions/request_correction`, body);
    expect(answer.body.code).toBe('not-allowed');
  });

  it.each([0, 61, 1.5, -1, '5'])('a correction may not take %j working days', async (workingDays) => {
    const body = { items: [{ code: 'other', pointer: '', text: '请改' }], workingDays };
    const { body: problem } = await refused(422, 'invalid-input', () =>
      cast.lead.post(`${path}/actions/request_correction`, body),
    );
    expect(problem.errors?.map((each) => each.pointer)).toEqual(['/workingDays']);
  });
});

describe('what is not there or not yours', () => {
  const ODD = [
    'fil_none',
    '..%2f..%2fadmin',
    '%2e%2e%2f',
    '1;drop%20table%20filings',
    '2147483648',
    '9223372036854775808',
    'null',
    'undefined',
    '%00',
    '%',
    '%E4%BD%A0',
    "fil_'--",
    'fil_' + 'a'.repeat(200),
  ];

  it.each(ODD)('an id of %s does not exist on any route', async (id) => {
    const calls: (readonly [string, string, unknown?])[] = [
      ['GET', `/filings/${id}`],
      ['PATCH', `/filings/${id}`, { summary: '改' }],
      ['POST', `/filings/${id}/actions/submit`, {}],
      ['POST', `/filings/${id}/members`, memberForm(anOrganizationForm())],
      ['DELETE', `/filings/${id}/members/${id}`],
      ['GET', `/consortia/${id}`],
      ['GET', `/consortia/${id}/actions`],
      ['POST', `/consortia/${id}/actions/revoke`, { reason: '理由' }],
      ['GET', `/registrations/${id}`],
      ['GET', `/notices/${id}`],
      ['GET', `/policies/${id}`],
      ['GET', `/policies/pol_qingdao-2025/versions/${id}`],
    ];
    for (const [method, to, body] of calls) {
      const { status, text } = await cast.lead.send(method, to, { body, headers: match(1) });
      expect([404, 400], `${method} ${to} ${text.slice(0, 200)}`).toContain(status);
    }
  });

  it.each([
    ['GET', ''],
    ['PATCH', ''],
    ['POST', '/actions/submit'],
    ['POST', '/actions/approve'],
    ['POST', '/members'],
  ])('%s on another’s filing%s answers as if it were missing', async (method, rest) => {
    const body = {
      PATCH: { summary: '改' },
      POST: rest === '/members' ? memberForm(anOrganizationForm()) : rest.endsWith('approve') ? { reason: '理由' } : {},
    }[method];
    const call = (id: string) => () =>
      stranger.send<Problem>(method, `/filings/${id}${rest}`, { body, headers: match(draft.version) });
    const foreign = await refused(404, 'not-found', call(draft.id));
    const missing = await refused(404, 'not-found', call('fil_none'));
    expect({ ...foreign.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
    const plain = (headers: Headers) =>
      [...headers].filter(([name]) => !['x-request-id', 'server-timing', 'content-length'].includes(name));
    expect(plain(foreign.headers)).toEqual(plain(missing.headers));
  });

  it('a member of another filing is no member of this one', async () => {
    const other = await aDraft(cast.lead, cast.leads.id);
    const { body } = await cast.lead.post<FilingView>(
      `/filings/${other.id}/members`,
      memberForm(await anOrganization(stranger)),
    );
    const [member] = body.members;
    await refused(404, 'not-found', () => cast.lead.remove(`${path}/members/${member?.id}`));
  });
});
