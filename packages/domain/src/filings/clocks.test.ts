import { describe, expect, test } from 'vitest';
import { endOfDay } from '../kernel/index.ts';
import { takesObjections } from '../notices/index.ts';
import { decide, waitingFor, type Filing, type FilingCommand, type FilingFacts, type FilingStatus } from './index.ts';
import { aFilingIn, aReadyFiling, at, rolesOf, someFacts, type RoleSet } from './testing.ts';

function run(filing: Filing, role: RoleSet, command: FilingCommand, over: Partial<FilingFacts> = {}) {
  return decide(filing, command, rolesOf(role), someFacts(filing, over));
}

function after(filing: Filing, role: RoleSet, command: FilingCommand, over: Partial<FilingFacts> = {}): Filing {
  const decided = run(filing, role, command, over);
  if (!decided.ok) throw new Error(decided.refusal.code);
  return decided.value.filing;
}

const refused = (refusal: object) => ({ ok: false, refusal });
const items = [{ code: 'unclear', pointer: '/content/topics/0', text: '请写明指标。' }] as const;
const askCorrection = { action: 'request_correction', by: '经办人', items } as const;
const resubmit = { action: 'resubmit', by: '牵头人' } as const;
const lapse = { action: 'lapse', by: '' } as const;
const accept = { action: 'accept', by: '经办人' } as const;
const approve = { action: 'approve', by: '处长', reason: '符合指引。' } as const;
const close = { action: 'close_publicity', by: '经办人' } as const;
const register = { action: 'register', by: '经办人' } as const;

describe('each step has its own clock', () => {
  test('submission starts five working days for the formal check, the day itself not counted', () => {
    expect(after(aReadyFiling(), 'lead signatory', { action: 'submit', by: '牵头人' }).clock).toEqual({
      step: 'acceptance',
      who: 'office',
      startedOn: '2026-06-01',
      workingDays: 5,
      dueOn: '2026-06-08',
      missingYear: null,
    });
  });

  test('the review’s twenty working days start with acceptance and go on when the review starts', () => {
    const accepted = after(aFilingIn('submitted'), 'clerk', accept);
    expect(accepted.clock).toMatchObject({ step: 'review', workingDays: 20, dueOn: '2026-06-30' });
    const started = after(accepted, 'clerk', { action: 'start_review', by: '经办人' }, { now: at('2026-06-10 10:00') });
    expect(started.clock).toEqual(accepted.clock);
  });

  test('the decision’s ten working days start with the review’s conclusion', () => {
    const concluded = after(aFilingIn('in_review'), 'clerk', {
      action: 'conclude_review',
      by: '经办人',
      opinion: '可。',
    });
    expect(concluded.clock).toMatchObject({ step: 'decision', who: 'office', workingDays: 10, dueOn: '2026-06-15' });
  });

  test.each<[FilingStatus, ReturnType<typeof waitingFor>]>([
    ['draft', 'applicant'],
    ['submitted', 'office'],
    ['correction', 'applicant'],
    ['in_review', 'office'],
    ['in_publicity', 'public'],
    ['registered', null],
    ['rejected', null],
    ['withdrawn', null],
    ['lapsed', null],
  ])('a filing that is %s waits for: %s', (status, who) => {
    expect(waitingFor(aFilingIn(status))).toBe(who);
  });
});

describe('correction', () => {
  test.each([
    ['2026-06-01', '2026-06-15', 'two weekends between'],
    ['2026-06-12', '2026-06-29', 'the Dragon Boat weekend with its Friday off'],
    ['2026-09-18', '2026-10-09', 'a Sunday worked, Mid-Autumn and National Day off'],
    ['2026-02-06', '2026-02-27', 'Spring Festival with the Saturday before it worked'],
    ['2026-02-09', '2026-02-28', 'Spring Festival with a Saturday worked on either side'],
    ['2026-06-06', '2026-06-22', 'asked for on a Saturday'],
  ])('asked for on %s, ten working days end on %s (%s)', (day, dueOn) => {
    const asked = after(aFilingIn('submitted'), 'clerk', askCorrection, { now: at(`${day} 15:30`) });
    expect(asked).toMatchObject({
      status: 'correction',
      clock: { step: 'correction', who: 'applicant', startedOn: day, workingDays: 10, dueOn, missingYear: null },
    });
  });

  test('the bureau may set another number of working days', () => {
    const asked = after(aFilingIn('submitted'), 'clerk', { ...askCorrection, workingDays: 3 });
    expect(asked.clock).toMatchObject({ workingDays: 3, dueOn: '2026-06-04' });
  });

  test('it remembers what was asked, from where, and how many working days the bureau had left', () => {
    const asked = after(aFilingIn('submitted'), 'clerk', askCorrection, { now: at('2026-06-03 09:00') });
    expect(asked.correction).toMatchObject({
      items,
      requestedAt: at('2026-06-03 09:00'),
      returnTo: 'submitted',
      officeDaysLeft: 3,
      answeredAt: null,
    });
  });

  const dueOn = '2026-06-15';
  const over = endOfDay(dueOn);
  test.each([
    ['one millisecond before its last day is over', over - 1, true],
    ['at the instant its last day is over', over, false],
    ['one millisecond later', over + 1, false],
  ])('an answer %s is in time: %s', (_, now, inTime) => {
    const filing = aFilingIn('correction');
    expect(run(filing, 'lead signatory', resubmit, { now })).toMatchObject(
      inTime ? { ok: true } : refused({ code: 'filing.correction-overdue', dueOn }),
    );
    expect(run(filing, 'clock', lapse, { now })).toMatchObject(
      inTime
        ? refused({ code: 'filing.correction-not-due', dueOn })
        : { ok: true, value: { filing: { status: 'lapsed', clock: null } } },
    );
  });

  test.each<[FilingStatus, FilingStatus, string]>([
    ['submitted', 'submitted', 'acceptance'],
    ['recommended', 'recommended', 'acceptance'],
    ['accepted', 'accepted', 'review'],
  ])('asked for while %s, the answer leads back to %s and its %s clock', (from, to, step) => {
    const answered = after(after(aFilingIn(from), 'clerk', askCorrection), 'lead signatory', resubmit);
    expect(answered).toMatchObject({ status: to, clock: { step, who: 'office' } });
  });

  test.each([
    ['with four days gone', '2026-06-05 17:00', '2026-06-12 09:00', 1, '2026-06-15'],
    ['with two days gone', '2026-06-03 17:00', '2026-06-12 09:00', 3, '2026-06-17'],
    ['on the day it started', '2026-06-01 11:00', '2026-06-12 09:00', 5, '2026-06-22'],
    ['on its last day: one day is given back', '2026-06-08 11:00', '2026-06-12 09:00', 1, '2026-06-15'],
    ['when it was overdue: one day is given back', '2026-06-10 11:00', '2026-06-12 09:00', 1, '2026-06-15'],
  ])(
    'the bureau’s clock stands still, %s, and resumes with what it had left',
    (_, asked, answered, workingDays, due) => {
      const filing = after(aFilingIn('submitted'), 'clerk', askCorrection, { now: at(asked) });
      const back = after(filing, 'lead signatory', resubmit, { now: at(answered) });
      expect(back.clock).toEqual({
        step: 'acceptance',
        who: 'office',
        startedOn: answered.slice(0, 10),
        workingDays,
        dueOn: due,
        missingYear: null,
      });
      expect(back.correction?.answeredAt).toBe(at(answered));
    },
  );

  test('a second correction counts from what the bureau had left after the first', () => {
    const first = after(aFilingIn('submitted'), 'clerk', askCorrection, { now: at('2026-06-03 09:00') });
    const back = after(first, 'lead signatory', resubmit, { now: at('2026-06-08 09:00') });
    const second = after(back, 'clerk', askCorrection, { now: at('2026-06-09 09:00') });
    expect(second.correction).toMatchObject({ officeDaysLeft: 2, answeredAt: null });
  });

  test('an answer still needs every rule and every signature', () => {
    const filing = aFilingIn('correction');
    const unsigned = { ...filing, members: filing.members.map((each) => ({ ...each, signature: null })) };
    expect(run(unsigned, 'lead signatory', resubmit)).toMatchObject(refused({ code: 'filing.signatures-missing' }));
    const elsewhere = { ...filing, lead: { ...filing.lead, divisionCode: '370602' } };
    expect(run(elsewhere, 'lead signatory', resubmit)).toMatchObject(refused({ code: 'filing.rules-unmet' }));
    const tooLong = { ...filing, content: { ...filing.content, validityMonths: 37 } };
    expect(run(tooLong, 'lead signatory', resubmit)).toMatchObject(refused({ code: 'filing.waiver-missing' }));
  });
});

describe('publicity', () => {
  test.each([
    ['2026-06-01 09:00', '2026-06-05', 'a plain week, the first day counted'],
    ['2026-06-01 23:59', '2026-06-05', 'one minute before midnight'],
    ['2026-06-06 10:00', '2026-06-12', 'from a Saturday'],
    ['2026-06-17 10:00', '2026-06-24', 'across the Dragon Boat weekend'],
    ['2026-09-28 10:00', '2026-10-09', 'across National Day'],
  ])('approved at %s it ends on %s (%s)', (now, lastDay) => {
    const shown = after(aFilingIn('reviewed'), 'director', approve, { now: at(now) });
    const firstDay = now.slice(0, 10);
    expect(shown).toMatchObject({
      status: 'in_publicity',
      decisionReason: '符合指引。',
      publicity: { firstDay, lastDay, closedAt: null },
      clock: {
        step: 'publicity',
        who: 'public',
        startedOn: firstDay,
        workingDays: 5,
        dueOn: lastDay,
        missingYear: null,
      },
    });
  });

  const over = endOfDay('2026-06-05');
  test.each([
    ['one millisecond before its last day is over', over - 1, false],
    ['at the instant its last day is over', over, true],
    ['one millisecond later', over + 1, true],
  ])('%s it may be closed: %s', (_, now, mayClose) => {
    const decided = run(aFilingIn('in_publicity'), 'clerk', close, { now });
    expect(decided).toMatchObject(
      mayClose
        ? { ok: true, value: { filing: { publicity: { closedAt: now } } } }
        : refused({ code: 'filing.publicity-running', lastDay: '2026-06-05' }),
    );
    const notice = aFilingIn('in_publicity').publicity;
    expect(notice && takesObjections(notice, now).ok).toBe(!mayClose);
  });

  test('closing starts the bureau’s clock for registration', () => {
    const closed = after(aFilingIn('in_publicity'), 'clerk', close, { now: at('2026-06-08 09:00') });
    expect(closed.clock).toMatchObject({ step: 'registration', who: 'office', workingDays: 10, dueOn: '2026-06-23' });
  });

  test('it is closed once', () => {
    const closed = after(aFilingIn('in_publicity'), 'clerk', close, { now: over });
    expect(run(closed, 'clerk', close, { now: over })).toEqual(refused({ code: 'filing.publicity-closed' }));
  });

  test('only a demonstration closes it early, and the record says so', () => {
    const early = run(aFilingIn('in_publicity'), 'clerk', close, { now: over - 1, demonstration: true });
    expect(early.ok && early.value.event.payload).toMatchObject({ demonstration: true });
    expect(early.ok && early.value.filing.publicity?.closedAt).toBe(over - 1);
  });

  test('a demonstration that waited for the last day has nothing to confess', () => {
    const due = run(aFilingIn('in_publicity'), 'clerk', close, { now: over, demonstration: true });
    expect(due.ok && due.value.event.payload).not.toHaveProperty('demonstration');
  });
});

describe('registration', () => {
  const now = at('2026-06-08 10:00');
  const closed = (): Filing => after(aFilingIn('in_publicity'), 'clerk', close, { now: at('2026-06-08 09:00') });

  test('follows a closed publicity and ends every clock', () => {
    expect(after(closed(), 'clerk', register, { now })).toMatchObject({ status: 'registered', clock: null });
  });

  test('waits until publicity is closed', () => {
    expect(run(aFilingIn('in_publicity'), 'clerk', register, { now })).toEqual(
      refused({ code: 'filing.publicity-not-closed' }),
    );
  });

  test.each([
    [
      { open: 2, upheld: 0 },
      { code: 'filing.objection-open', objections: 2 },
    ],
    [
      { open: 1, upheld: 1 },
      { code: 'filing.objection-open', objections: 1 },
    ],
    [{ open: 0, upheld: 1 }, { code: 'filing.objection-upheld' }],
  ])('waits for the ruling on every objection, and one upheld stops it: %o', (objections, refusal) => {
    expect(run(closed(), 'clerk', register, { now, objections })).toEqual(refused(refusal));
  });

  test('an upheld objection leaves the director the rejection', () => {
    const reject = { action: 'reject', by: '处长', reason: '异议成立。' } as const;
    expect(run(closed(), 'director', reject, { now, objections: { open: 0, upheld: 1 } }).ok).toBe(true);
  });

  test('does not pass over a rule that is no longer met', () => {
    const moved = { ...closed(), lead: { ...closed().lead, divisionCode: '370602' } };
    expect(run(moved, 'clerk', register, { now })).toMatchObject(
      refused({ code: 'filing.rules-unmet', rules: [{ id: 'lead-registered-qingdao' }] }),
    );
  });

  test('does not pass over a waiver that was never granted', () => {
    const short = { ...closed(), content: { ...closed().content, validityMonths: 37 } };
    expect(run(short, 'clerk', register, { now })).toMatchObject(
      refused({ code: 'filing.waiver-not-granted', rules: [{ id: 'validity-max-years' }] }),
    );
  });
});

describe('a year whose calendar is not loaded', () => {
  const now = at('2026-12-29 10:00');

  test('leaves the clock open and names the year', () => {
    expect(after(aFilingIn('submitted'), 'clerk', accept, { now }).clock).toEqual({
      step: 'review',
      who: 'office',
      startedOn: '2026-12-29',
      workingDays: 20,
      dueOn: null,
      missingYear: 2027,
    });
  });

  test('stops an approval, because a notice has to print its last day', () => {
    expect(run(aFilingIn('reviewed'), 'director', approve, { now })).toEqual(
      refused({ code: 'calendar.year-not-loaded', year: 2027 }),
    );
  });

  test('does not stop one whose publicity ends with the loaded year', () => {
    expect(after(aFilingIn('reviewed'), 'director', approve, { now: at('2026-12-25 10:00') })).toMatchObject({
      publicity: { lastDay: '2026-12-31' },
    });
  });

  test('lets no correction lapse whose last day nobody knows, and takes its answer', () => {
    const asked = after(aFilingIn('submitted'), 'clerk', askCorrection, { now });
    expect(asked.clock).toMatchObject({ dueOn: null, missingYear: 2027 });
    const far = at('2027-03-01 10:00');
    expect(run(asked, 'clock', lapse, { now: far })).toEqual(
      refused({ code: 'filing.correction-not-due', dueOn: null }),
    );
    expect(run(asked, 'lead signatory', resubmit, { now: far }).ok).toBe(true);
  });
});
