import { expect, test } from 'vitest';
import { basics } from './basics.ts';
import { savePart } from './save-part.server.ts';
import { statementsOf, typedStatements } from './statements.ts';

const problem = { code: 'unavailable', title: '暂时无法访问', status: 503 };
const refusal = () => Response.json(problem, { status: 503, headers: { 'content-type': 'application/problem+json' } });
const filing = { id: 'fil_1', version: 3, policy: { id: 'qingdao', version: '2026' }, declarations: { ip: '原来的' } };

function pressed(typed: Record<string, string>, answers: (path: string) => Response) {
  const request = new Request('http://localhost/apply', { method: 'POST', body: new URLSearchParams(typed) });
  const api = ((path: string) => Promise.resolve(answers(path))) as typeof fetch;
  return { params: { id: 'fil_1' }, request, url: new URL(request.url), locals: { api } } as never;
}
/** The statements of a policy that cannot be had. */
const statements = {
  typed: typedStatements,
  under: () => Promise.resolve({ ok: false as const, problem, status: 503, headers: new Headers() }),
};
const typed = { base: '{"declarations":{"ip":"原来的"}}', 'declarations.ip': '一行\r\n两行', 'declarations.funds': '' };
const kept = { declarations: { ip: '一行\n两行', funds: '' } };

test('what was typed comes back when the filing cannot be read, from the step that a policy makes too', async () => {
  const event = pressed(typed, refusal);
  const never = () => expect.fail('asked for a policy');
  expect(await savePart(event, { ...statements, under: never })).toMatchObject({
    status: 503,
    data: { typed: kept, version: 0, problem },
  });
  expect(await savePart(pressed({ summary: '简介' }, refusal), basics)).toMatchObject({
    data: { typed: { summary: '简介' } },
  });
});

test('what was typed comes back when the policy cannot be read, and nothing is written', async () => {
  const asked: string[] = [];
  const event = pressed(typed, (path) => {
    asked.push(path);
    return Response.json(filing);
  });
  expect(await savePart(event, statements)).toMatchObject({ status: 503, data: { typed: kept, version: 0, problem } });
  expect(asked).toEqual(['/api/v1/filings/fil_1']);
});

test('a statement that a policy does not ask for is read from a form and never sent', () => {
  const rule = { kind: 'statement', parameters: { key: 'ip' } } as never;
  const form = new FormData();
  form.set('declarations.ip', '有约定');
  form.set('declarations.other', '多余的');
  const part = statementsOf([rule]);
  expect(part.edit(part.typed(form), filing as never).edits[0]?.body).toEqual({ declarations: { ip: '有约定' } });
});
