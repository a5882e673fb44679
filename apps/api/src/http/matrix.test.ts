import { contentsOf } from '@lianchuang/db/testing/databases';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApp, afterANight, type Answer } from '../../test/app-under-test.ts';
import { EXPECTED, type Row } from '../../test/matrix/expectations.ts';
import { askFor, askForNothing, type Ask, type Route } from '../../test/matrix/requests.ts';
import { aBureau, ROLES, UNKNOWN, type Bureau, type Role } from '../../test/matrix/roles.ts';
import { placed, type Place, type Situation } from '../../test/matrix/situations.ts';

const app = anApp();
const { paths } = (await app.get<{ paths: Record<string, object> }>('/api/openapi.json')).body;
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method): Route => `${method} ${path}`),
);
const rows = Object.entries(EXPECTED).flatMap(([route, each]) => each.map((row) => ({ route, on: row.on, row })));
let qingdao: Bureau;
let luoyang: Bureau;
let cells = 0;

beforeAll(async () => {
  qingdao = await aBureau(app, 'pol_qingdao-2025');
  luoyang = await aBureau(app, 'pol_luoyang-2025');
}, 60_000);
afterAll(() => console.warn(`matrix: ${routes.length} routes, ${ROLES.length} roles, ${cells} cells`));

const bureauOf = (row: Row): Bureau => (row.policy === 'pol_luoyang-2025' ? luoyang : qingdao);
const knock = (bureau: Bureau, role: Role, { method, path, body, headers }: Ask): Promise<Answer> => {
  const person = bureau.people[role];
  const sent = { ...(body === undefined ? {} : { body }), ...(headers === undefined ? {} : { headers }) };
  return person === null ? app.request(method, path, sent) : person.send(method, path, sent);
};

/** The status that a role must get; what is not named is refused. */
function expected({ tooLate = [], sees = [], rest = 404 }: Row, role: Role): number {
  if (tooLate.includes(role)) return 409;
  if (UNKNOWN.includes(role)) return 401;
  return sees.includes(role) ? 403 : rest;
}

/** An answer without what differs from request to request. */
const told = ({ status, body }: Answer) => ({ status, body: { ...body, instance: '' } });

/** Records that are only read may be shared by many doors. */
const shared = new Map<string, Promise<Place>>();
function placeFor(row: Row, forReading: boolean): Promise<Place> {
  const key = `${row.policy} ${row.on satisfies Situation}`;
  const known = forReading ? shared.get(key) : undefined;
  const place = known ?? placed(bureauOf(row), row.on);
  if (forReading) shared.set(key, place);
  return place;
}

it('every route has an expectation and every expectation a route', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual([...routes].sort());
});

/** Whether the refusals of a row come from where the names lead: the same answer as for names that nothing has. */
const hides = (route: Route, row: Row) => route.includes('{') && (row.rest ?? 404) === 404;

describe.each(rows)('$route, $on', ({ route, row }) => {
  const reads = route.startsWith('get ');
  const refusedRoles = ROLES.filter((role) => !row.may.includes(role));

  it(`lets ${row.may.length} roles through, refuses ${refusedRoles.length} and writes nothing for them`, async () => {
    await afterANight();
    const place = await placeFor(row, reads);
    const before = await contentsOf();
    for (const role of refusedRoles) {
      const answer = await knock(place.bureau, role, askFor(route, place));
      expect([role, answer.status]).toEqual([role, expected(row, role)]);
      cells += 1;
      if (!hides(route, row)) continue;
      const nothing = await knock(place.bureau, role, askForNothing(route, place));
      expect([role, nothing.status]).toEqual([role, UNKNOWN.includes(role) ? 401 : 404]);
      if (answer.status === 404) expect(told(answer)).toEqual(told(nothing));
      cells += 1;
    }
    expect(await contentsOf()).toEqual(before);
    for (const role of row.may) {
      const place = await placeFor(row, reads);
      const answer = await knock(place.bureau, role, askFor(route, place));
      expect([role, answer.status < 300, answer.text.slice(0, 400)]).toEqual([role, true, expect.anything()]);
      cells += 1;
      if (reads) {
        const head = await knock(place.bureau, role, { ...askFor(route, place), method: 'HEAD' });
        expect([role, head.status, head.text]).toEqual([role, answer.status, '']);
      }
      const id = place.filing?.id ?? place.accountId;
      if (row.shownTo !== undefined)
        expect([role, answer.text.includes(id)]).toEqual([role, row.shownTo.includes(role)]);
    }
    if (reads) expect(await contentsOf()).toEqual(before);
  });
});

it('asserts a cell for every role in every row', () => {
  expect(cells).toBeGreaterThanOrEqual(rows.length * ROLES.length);
});
