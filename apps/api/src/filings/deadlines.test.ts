import type { FilingView } from '@lianchuang/contract/filings';
import { open } from '@lianchuang/db/client';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went, writingNothing } from '../../test/app-under-test.ts';
import { aCast, act, aSubmittedFiling, clock, match, partners, taken, type Cast } from '../../test/cases.ts';
import { lapseFilings } from '../jobs/lapse-filings.ts';
import { setClock } from '../platform/clock.ts';

const app = anApp();
let cast: Cast;
let members: Awaited<ReturnType<typeof partners>>;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  members = await partners(cast.partner, 3, 2);
}, 60_000);
afterEach(() => {
  setClock();
});

/** A correction of two working days from Monday on: due at the end of Wednesday 3 June 2026. */
async function aCorrection(): Promise<FilingView> {
  clock('2026-06-01 09:00');
  const filing = await aSubmittedFiling(cast, { members });
  const items = [{ code: 'other', pointer: '', text: '请核对。' }];
  return went(await act(cast.clerk, filing, 'request_correction', { items, workingDays: 2 }));
}
const MIDNIGHT = Date.parse('2026-06-03T16:00:00.000Z');
const more = { workingDays: 2, reason: '成员集中停产检修，申请延期。' };

describe('a correction is in time by the receipt of the request that sends it', () => {
  it('one millisecond before midnight in China it is', async () => {
    const filing = await aCorrection();
    setClock(MIDNIGHT - 1);
    const { receipt } = went(await act(cast.lead, filing, 'resubmit'));
    expect(receipt?.at).toBe('2026-06-03T23:59:59.999+08:00');
  });

  it.each([0, 1])('%d ms after midnight it is not, and nothing is written', async (late) => {
    const filing = await aCorrection();
    setClock(MIDNIGHT + late);
    const answer = await refused(409, 'filing.correction-overdue', () => act(cast.lead, filing, 'resubmit'));
    expect(answer.body).toMatchObject({ facts: { dueOn: '2026-06-03' } });
    await refused(409, 'filing.correction-overdue', () =>
      act(cast.lead, filing, 'answer_item', { item: 0, text: '好' }),
    );
    await refused(409, 'filing.correction-overdue', () => act(cast.clerk, filing, 'extend', more));
  });

  it('the day that the database finds when it writes decides, also where the decision saw another', async () => {
    const filing = await aCorrection();
    // Read as due on Wednesday, stored as due on Tuesday a moment later: only the batch can know.
    const DB = afterReading(app.env.DB, () =>
      app.env.DB.prepare(
        `UPDATE filings SET due_on = '2026-06-02', clock = json_set(clock, '$.dueOn', '2026-06-02') WHERE id = ?`,
      )
        .bind(filing.id)
        .run(),
    );
    setClock(MIDNIGHT - 1);
    const late = await behind(DB, filing, 'resubmit');
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'filing.correction-overdue', facts: { dueOn: '2026-06-02' } },
    });
  });
});

/** The same databases, where something happens after a filing was read for the first time. */
function afterReading(real: D1Database, happens: () => Promise<unknown>): D1Database {
  let isDue = true;
  return new Proxy(real, {
    get(target, name) {
      if (name !== 'batch') return (Reflect.get(target, name) as (...given: unknown[]) => unknown).bind(target);
      return async (statements: D1PreparedStatement[]) => {
        if (isDue) {
          isDue = false;
          await happens();
        }
        return target.batch(statements);
      };
    },
  });
}

/** The lead's action over another database binding. */
async function behind(DB: D1Database, { id }: FilingView, action: string, headers: Record<string, string> = {}) {
  const other = anApp({ DB });
  return other.post<{ code: string }>(`/filings/${id}/actions/${action}`, {}, { Cookie: cast.lead.cookie, ...headers });
}

describe('a request that waited for longer than two minutes', () => {
  /** Every reading of a filing takes so long. */
  const slow = (milliseconds: number) =>
    new Proxy(app.env.DB, {
      get(target, name) {
        const value = Reflect.get(target, name) as (...given: unknown[]) => unknown;
        if (name !== 'prepare') return value.bind(target);
        return (text: string) => {
          if (text.includes('from "filings"')) setClock(MIDNIGHT - 1 + milliseconds);
          return target.prepare(text);
        };
      },
    });

  it('is not accepted, writes nothing, and may be sent again with the same key', async () => {
    const filing = await aCorrection();
    const keyed = { 'Idempotency-Key': `wait-${filing.id}` };
    setClock(MIDNIGHT - 1);
    const answer = await writingNothing(() => behind(slow(120_001), filing, 'resubmit', keyed));
    expect(answer).toMatchObject({ status: 503, body: { code: 'not-accepted' } });
    expect(answer.headers.get('Retry-After')).toBe('1');
    setClock(MIDNIGHT - 1);
    expect((await behind(app.env.DB, filing, 'resubmit', keyed)).status).toBe(200);
  });

  it('at two minutes it is accepted and judged by its receipt', async () => {
    const filing = await aCorrection();
    setClock(MIDNIGHT - 1);
    const answer = await behind(slow(120_000), filing, 'resubmit');
    expect(answer.status).toBe(200);
    expect((answer.body as unknown as FilingView).receipt?.at).toBe('2026-06-03T23:59:59.999+08:00');
  });
});

describe('more time', () => {
  it('is an event with its reason, on the record of both sides, and moves the day for both', async () => {
    const filing = await aCorrection();
    clock('2026-06-03 16:00');
    const { done, events } = await eventsOf(() => act(cast.clerk, filing, 'extend', more));
    expect(events).toEqual(['filing.extend']);
    expect(went(done)).toMatchObject({
      status: 'correction',
      clock: { who: 'applicant', workingDays: 4, dueOn: '2026-06-05', dueAt: '2026-06-05T23:59:59.999+08:00' },
      correction: {
        extensionLeft: 18,
        extensions: [{ from: '2026-06-03', to: '2026-06-05', workingDays: 2, reason: more.reason }],
      },
    });
    for (const person of [cast.lead, cast.partner, cast.director]) {
      const seen = went(await person.get<FilingView>(`/filings/${filing.id}`));
      expect(seen.clock?.dueOn).toBe('2026-06-05');
      expect(seen.timeline.at(-1)).toMatchObject({ action: 'filing.extend', label: '补正期限延长', note: more.reason });
    }
    await lapseFilings(open(app.env.DB, app.env.SEARCH), clock('2026-06-04 09:00'));
    setClock(Date.parse('2026-06-05T16:00:00.000Z') - 1);
    expect((await act(cast.lead, filing, 'resubmit')).status).toBe(200);
  });

  it('is given by nobody but the office, with a reason, within what the rules allow', async () => {
    const filing = await aCorrection();
    await refused(403, 'not-allowed', () => act(cast.lead, filing, 'extend', more));
    await refused(422, 'invalid-input', () => act(cast.clerk, filing, 'extend', { workingDays: 2 }));
    await refused(422, 'invalid-input', () => act(cast.clerk, filing, 'extend', { reason: '理由' }));
    const much = await refused(409, 'filing.extension-too-long', () =>
      act(cast.clerk, filing, 'extend', { ...more, workingDays: 21 }),
    );
    expect(much.body).toMatchObject({ facts: { most: 20, left: 20 } });
    const early = await refused(422, 'invalid-input', () =>
      act(cast.clerk, filing, 'extend', { dueOn: '2026-06-03', reason: '理由' }),
    );
    expect(early.body.errors).toMatchObject([{ pointer: '/dueOn', code: 'filing.day-not-later' }]);
  });

  it('and a resubmission at the same moment: one of both stands, never half of each', async () => {
    for (let round = 0; round < 5; round += 1) {
      const filing = await aCorrection();
      clock('2026-06-03 16:00');
      const [longer, sent] = await Promise.all([
        act(cast.clerk, filing, 'extend', more, match(filing.version)),
        act(cast.lead, filing, 'resubmit', {}, match(filing.version)),
      ]);
      const stood = [longer.status, sent.status];
      expect(stood.filter((each) => each === 200)).toHaveLength(1);
      expect(stood.filter((each) => each === 409)).toHaveLength(1);
      const now = went(await cast.lead.get<FilingView>(`/filings/${filing.id}`));
      expect(now.version).toBe(filing.version + 1);
      expect(now.correction?.extensions).toHaveLength(longer.status === 200 ? 1 : 0);
      expect(now.status).toBe(longer.status === 200 ? 'correction' : 'submitted');
    }
  });

  it('and the job that lets corrections lapse: an extension that came first keeps the case', async () => {
    const filing = await aCorrection();
    clock('2026-06-03 23:59:59.999');
    went(await act(cast.clerk, filing, 'extend', more));
    await lapseFilings(open(app.env.DB, app.env.SEARCH), clock('2026-06-04 00:00'));
    expect(went(await cast.lead.get<FilingView>(`/filings/${filing.id}`)).status).toBe('correction');
    await lapseFilings(open(app.env.DB, app.env.SEARCH), clock('2026-06-06 00:00'));
    expect(went(await cast.lead.get<FilingView>(`/filings/${filing.id}`)).status).toBe('lapsed');
  });
});

describe('an objection is in time by the receipt of its request', () => {
  it('one millisecond before the last day is over it is, at midnight it is not', async () => {
    clock('2026-06-01 09:00');
    const filing = await taken(cast, await aSubmittedFiling(cast, { members }), 'approve');
    const object = () =>
      app.post(`/notices/${filing.publicity?.noticeId ?? ''}/objections`, {
        name: '李实名',
        contact: '13800000000',
        reason: '有争议。',
      });
    const over = Date.parse('2026-06-05T16:00:00.000Z');
    setClock(over - 1);
    expect((await object()).status).toBe(201);
    for (const late of [0, 1]) {
      setClock(over + late);
      await refused(409, 'notice.closed', object);
    }
  });
});
