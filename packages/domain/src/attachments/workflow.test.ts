import { describe, expect, it } from 'vitest';
import {
  allowedOnAttachment,
  ATTACHMENT_ACTIONS,
  ATTACHMENT_ROLES,
  ATTACHMENT_STATES,
  chunkCount,
  chunkSize,
  decideAttachment,
  HELD,
  KEPT,
  settled,
  type AttachmentFacts,
  type Scan,
} from './index.ts';
import { anAttachment } from './testing.ts';

const ticket = anAttachment();
const facts: AttachmentFacts = { now: ticket.createdAt, filingOpen: true, takesUnscanned: false };
const after = { ...facts, now: ticket.ticketEndsAt };
const everybody = new Set(ATTACHMENT_ROLES);

/** What each cell of state × action leads to; what is not named is refused as a wrong state. */
const LEADS: Readonly<Record<string, string>> = {
  'uploading complete': 'stored',
  'stored check': 'checked',
  'checked attach': 'attached',
  'stored refuse': 'refused',
  'checked refuse': 'refused',
  'attached refuse': 'refused',
  'uploading remove': 'removed',
  'stored remove': 'removed',
  'checked remove': 'removed',
  'attached remove': 'removed',
  'refused remove': 'removed',
  'uploading expire': 'expired',
};

describe('the life of a file', () => {
  const cells = ATTACHMENT_STATES.flatMap((state) => ATTACHMENT_ACTIONS.map((action) => ({ state, action })));
  it.each(cells)('$state × $action', ({ state, action }) => {
    const at = action === 'expire' ? after : facts;
    const done = decideAttachment(anAttachment({ state, scan: 'clean' }), action, everybody, at);
    const to = LEADS[`${state} ${action}`];
    if (to === undefined) expect(done).toMatchObject({ ok: false, refusal: { code: 'attachment.wrong-state', state } });
    else expect(done).toMatchObject({ ok: true, value: { state: to } });
  });

  it('only whoever has the ticket completes it, and only the product checks, attaches, refuses and lets expire', () => {
    const may = (role: (typeof ATTACHMENT_ROLES)[number]) =>
      ATTACHMENT_STATES.flatMap((state) =>
        allowedOnAttachment(anAttachment({ state, scan: 'clean' }), new Set([role]), facts).map(
          (each) => `${state} ${each}`,
        ),
      );
    expect(may('provider')).toEqual(Object.keys(LEADS).filter((each) => each.endsWith(' remove')));
    expect(may('uploader').filter((each) => !each.endsWith(' remove'))).toEqual(['uploading complete']);
    expect(may('system').some((each) => / (complete|remove)$/.test(each))).toBe(false);
    expect(decideAttachment(ticket, 'complete', new Set(['provider']), facts)).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
  });

  it('a ticket is good until its last millisecond, and nothing expires before', () => {
    const at = (now: number, action: 'complete' | 'expire') =>
      decideAttachment(ticket, action, everybody, { ...facts, now }).ok;
    expect([at(ticket.ticketEndsAt - 1, 'complete'), at(ticket.ticketEndsAt, 'complete')]).toEqual([true, false]);
    expect([at(ticket.ticketEndsAt - 1, 'expire'), at(ticket.ticketEndsAt, 'expire')]).toEqual([false, true]);
  });

  it.each(['complete', 'remove'] as const)('once the filing is with the bureau nobody may %s', (action) => {
    const done = decideAttachment(ticket, action, everybody, { ...facts, filingOpen: false });
    expect(done).toMatchObject({ ok: false, refusal: { code: 'attachment.filing-closed' } });
  });
});

describe('a file that has arrived', () => {
  const stored = (scan: Scan) => anAttachment({ state: 'stored', scan });
  it.each<[Scan, boolean, boolean, string]>([
    ['waiting', true, true, 'stored'],
    ['not_scanned', true, true, 'attached'],
    ['not_scanned', false, true, 'stored'],
    ['clean', false, true, 'attached'],
    ['unscannable', false, true, 'attached'],
    ['clean', false, false, 'checked'],
    ['infected', true, true, 'refused'],
    ['infected', true, false, 'refused'],
  ])('%s, unscanned files taken: %s, filing open: %s → %s', (scan, takesUnscanned, filingOpen, state) => {
    expect(settled(stored(scan), { ...facts, takesUnscanned, filingOpen }).state).toBe(state);
  });

  it('and is found infected later is refused, whatever it was until then', () => {
    for (const state of KEPT)
      expect(settled(anAttachment({ state, scan: 'infected' }), facts)).toMatchObject({
        state: 'refused',
        refusedFor: 'infected',
      });
  });

  it('takes up room from its ticket on', () => {
    expect(HELD).toEqual(['uploading', ...KEPT]);
  });
});

describe('chunks', () => {
  const MIB = 1_048_576;
  it.each([
    [1, 1, 1],
    [MIB, 1, MIB],
    [MIB + 1, 2, 1],
    [20 * MIB, 20, MIB],
  ])('%i bytes are %i, the last of %i', (bytes, count, last) => {
    expect([chunkCount(bytes), chunkSize(bytes, count - 1), chunkSize(bytes, count)]).toEqual([count, last, 0]);
  });
});
