import { aViewer } from '@lianchuang/domain/testing/filings';
import {
  DEFAULT_CHOICES,
  deliveryOf,
  digestDue,
  PACES,
  type Channel,
  type Choices,
  type Told,
} from '@lianchuang/domain/notifications';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { commit } from '../commit.ts';
import { newId } from '../ids.ts';
import { claim, keepChoices, markFailed, markRead } from '../unlogged.ts';
import { HELD_MS, listSetAside, listWaiting } from '../outbox/read.ts';
import { aDb, plansOf } from '../testing/databases.ts';
import { aCommit, AT, next, SOMEBODY, storedOrganization } from '../testing/records.ts';
import { closeDigest } from './digest.ts';
import { countUnread, findChoices, listForDigest, listNotifications, listOfDigest } from './read.ts';

const db = aDb();
const run = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .all<Record<string, unknown>>();

type Person = { id: string; email: string };
async function aPerson(over: { phone?: string; disabled?: boolean } = {}): Promise<Person> {
  const id = newId('user');
  const email = `person-${next()}@example.cn`;
  await run(
    'INSERT INTO users (id, name, email, email_verified, phone_number, phone_number_verified, disabled_at, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?, ?, 0, 0)',
    id,
    '示例人',
    email,
    over.phone ?? null,
    over.phone === undefined ? null : 1,
    over.disabled === true ? 1 : null,
  );
  return { id, email };
}
const joins = (person: Person, organization: string, role = 'owner') =>
  run(
    'INSERT INTO organization_people (organization_id, user_id, jurisdiction, role, joined_at) VALUES (?, ?, ?, ?, 0)',
    organization,
    person.id,
    '370200',
    role,
  );
const holds = (person: Person, role: string, division: string | null = null, jurisdiction = '370200') =>
  run(
    'INSERT INTO offices (user_id, jurisdiction, role, division_code, granted_at) VALUES (?, ?, ?, ?, 0)',
    person.id,
    jurisdiction,
    role,
    division,
  );

const aTold = (over: Omit<Partial<Told>, 'recipients'> & { recipients: Partial<Told['recipients']> }): Told => ({
  kind: 'submitted',
  urgent: false,
  channels: ['mail', 'text'],
  parties: [],
  facts: { consortium: '示例联合体', lead: '示例牵头', jurisdiction: '370200' },
  ...over,
  recipients: {
    organizations: [],
    organizationRoles: ['owner', 'signatory', 'editor'],
    offices: [],
    divisions: [],
    people: [],
    ...over.recipients,
  },
});

/** Commits one event that tells as given; answers its id. */
async function happens(
  told: readonly Told[],
  { by = SOMEBODY.id as string, at = AT, channels = ['mail', 'text'] as readonly Channel[] } = {},
) {
  const { id, chainHash } = await storedOrganization(db);
  const done = await commit(
    db,
    aCommit(id, 1, {
      subject: { table: 'organizations', id, chainHash },
      actor: { ...SOMEBODY, id: by },
      at,
      tells: { subject: 'fil_1', told, channels },
    }),
  );
  if (!done.ok) throw new Error(done.refusal.code);
  return done.value.eventId;
}
const toldOf = async (eventId: string) =>
  (await run('SELECT recipient_id FROM notifications WHERE event_id = ? ORDER BY recipient_id', eventId)).results.map(
    (row) => row['recipient_id'],
  );
const sentTo = async (eventId: string) =>
  (
    await run(
      `SELECT recipient_id AS who, kind FROM outbox WHERE json_extract(payload, '$.eventId') = ? ORDER BY recipient_id, kind`,
      eventId,
    )
  ).results.map(({ who, kind }) => `${String(who)} ${String(kind)}`);
const ids = (...people: Person[]) => people.map(({ id }) => id).toSorted();

describe('whom an event tells', () => {
  it('everybody who writes for the organization, but not who only reads, who is shut out, or who did it', async () => {
    const { id } = await storedOrganization(db);
    const [owner, editor, reader, actor] = [await aPerson(), await aPerson(), await aPerson(), await aPerson()];
    const gone = await aPerson({ disabled: true });
    await joins(owner, id);
    await joins(editor, id, 'editor');
    await joins(reader, id, 'viewer');
    await joins(actor, id, 'signatory');
    await joins(gone, id);
    const event = await happens([aTold({ recipients: { organizations: [id] } })], { by: actor.id });
    expect(await toldOf(event)).toEqual(ids(owner, editor));
  });

  it('whoever holds the office in this bureau, but nobody who belongs to a party (回避)', async () => {
    const { id } = await storedOrganization(db);
    const [clerk, partial, elsewhere, expert] = [await aPerson(), await aPerson(), await aPerson(), await aPerson()];
    await holds(clerk, 'clerk');
    await holds(partial, 'director');
    await joins(partial, id, 'viewer');
    await holds(elsewhere, 'clerk', null, '410300');
    await holds(expert, 'expert');
    const event = await happens([aTold({ recipients: { offices: ['clerk', 'director'] }, parties: [id] })]);
    expect(await toldOf(event)).toEqual(ids(clerk));
  });

  it('the recommender of the division, and one of the whole bureau', async () => {
    const [own, whole, other] = [await aPerson(), await aPerson(), await aPerson()];
    await holds(own, 'recommender', '370202');
    await holds(whole, 'recommender');
    await holds(other, 'recommender', '370203');
    const event = await happens([aTold({ recipients: { offices: ['recommender'], divisions: ['370202', '370200'] } })]);
    expect(await toldOf(event)).toEqual(ids(own, whole));
  });

  it('a person by name, while that person belongs to a party', async () => {
    const { id } = await storedOrganization(db);
    const [reader, gone] = [await aPerson(), await aPerson()];
    await joins(reader, id, 'viewer');
    const event = await happens([aTold({ recipients: { people: ids(reader, gone) }, parties: [id] })]);
    expect(await toldOf(event)).toEqual(ids(reader));
  });

  it('a person whom two lines name is told the first, once', async () => {
    const { id } = await storedOrganization(db);
    const person = await aPerson({ phone: `138${String(next()).padStart(8, '0')}` });
    await joins(person, id);
    const recipients = { organizations: [id] };
    const event = await happens([
      aTold({ kind: 'rejected', urgent: true, recipients }),
      aTold({ kind: 'submitted', urgent: false, recipients }),
    ]);
    const { results } = await run('SELECT kind FROM notifications WHERE event_id = ?', event);
    expect(results).toEqual([{ kind: 'rejected' }]);
    expect(await sentTo(event)).toEqual([`${person.id} notification.mail`, `${person.id} notification.text`]);
  });

  it('an event that was refused tells nobody', async () => {
    const { id } = await storedOrganization(db);
    const person = await aPerson();
    await joins(person, id);
    const tells = {
      subject: 'fil_1',
      told: [aTold({ recipients: { organizations: [id] } })],
      channels: ['mail'] as const,
    };
    const done = await commit(db, aCommit(id, 9, { tells }));
    expect(done).toEqual({ ok: false, refusal: { code: 'stale-version' } });
    expect(await countUnread(db, person.id)).toBe(0);
    expect((await run('SELECT 1 FROM outbox WHERE recipient_id = ?', person.id)).results).toEqual([]);
  });
});

describe('what goes out', () => {
  const every: Choices[] = [true, false].flatMap((mail) =>
    [true, false].flatMap((text) => PACES.map((pace) => ({ mail, text, pace, locale: 'zh' as const }))),
  );
  const lines = [true, false].flatMap((urgent) =>
    [[], ['mail'], ['mail', 'text']].map((channels) => ({ urgent, channels: channels as Channel[] })),
  );

  it('is exactly what the domain says, for every choice, every kind of line and every set of channels', async () => {
    const { id } = await storedOrganization(db);
    const people = await Promise.all(
      [undefined, ...every].map(async (choices) => {
        const person = await aPerson({ phone: `139${String(next()).padStart(8, '0')}` });
        await joins(person, id);
        if (choices !== undefined) await keepChoices(db, person.id, choices, AT);
        return { person, choices: choices ?? DEFAULT_CHOICES };
      }),
    );
    for (const line of lines)
      for (const channels of [[], ['mail'], ['mail', 'text']] as Channel[][]) {
        const event = await happens([aTold({ ...line, recipients: { organizations: [id] } })], { channels });
        const expected = people.flatMap(({ person, choices }) =>
          (['mail', 'text'] as const)
            .filter((channel) => channels.includes(channel) && deliveryOf(line, choices, channel) === 'now')
            .map((channel) => `${person.id} notification.${channel}`),
        );
        expect(await sentTo(event), JSON.stringify({ line, channels })).toEqual(expected.toSorted());
        const waiting = people
          .filter(({ choices }) => channels.includes('mail') && deliveryOf(line, choices, 'mail') === 'digest')
          .map(({ person }) => person);
        const { results } = await run(
          `SELECT recipient_id FROM notifications WHERE event_id = ? AND digest = 'waiting' ORDER BY recipient_id`,
          event,
        );
        expect(results.map((row) => row['recipient_id'])).toEqual(ids(...waiting));
        expect(await toldOf(event)).toHaveLength(people.length);
      }
  });

  it('no text goes to a number that nobody proved to own', async () => {
    const { id } = await storedOrganization(db);
    const person = await aPerson({ phone: '13700000000' });
    await joins(person, id);
    await run('UPDATE users SET phone_number_verified = 0 WHERE id = ?', person.id);
    const event = await happens([aTold({ urgent: true, recipients: { organizations: [id] } })]);
    expect(await sentTo(event)).toEqual([`${person.id} notification.mail`]);
  });
});

describe('a person’s own list', () => {
  it('is counted, read and paged without anybody else’s, along its index', async () => {
    const { id } = await storedOrganization(db);
    const [person, other] = [await aPerson(), await aPerson()];
    await joins(person, id);
    await joins(other, id);
    const events: string[] = [];
    for (let n = 0; n < 5; n += 1) events.unshift(await happens([aTold({ recipients: { organizations: [id] } })]));
    const viewer = aViewer({ userId: person.id });
    expect(await countUnread(db, person.id)).toBe(5);
    const page = await listNotifications(db, viewer, { limit: 3 });
    const rest = await listNotifications(db, viewer, { limit: 3, cursor: page?.nextCursor ?? undefined });
    expect([...(page?.items ?? []), ...(rest?.items ?? [])].map(({ eventId }) => eventId)).toEqual(events);
    await markRead(db, person.id, { eventIds: [events[0] ?? ''] }, AT + 1);
    await markRead(db, person.id, { upTo: events[3] ?? '' }, AT + 2);
    expect(
      (await listNotifications(db, viewer, { limit: 9, unread: true }))?.items.map(({ eventId }) => eventId),
    ).toEqual(events.slice(1, 3));
    expect([await countUnread(db, person.id), await countUnread(db, other.id)]).toEqual([2, 5]);
    // What was read once stays read at that time.
    await markRead(db, person.id, { upTo: 'evt_z' }, AT + 9);
    expect((await listNotifications(db, viewer, { limit: 9 }))?.items.map(({ readAt }) => readAt)).toEqual([
      AT + 1,
      AT + 9,
      AT + 9,
      AT + 2,
      AT + 2,
    ]);
    for (const plan of [
      ...(await plansOf((on) => countUnread(on, person.id))),
      ...(await plansOf((on) => listNotifications(on, viewer, { limit: 3, unread: true }))),
    ])
      expect(plan).toContain('USING INDEX notifications_unread');
    expect(await listNotifications(db, viewer, { limit: 3, cursor: 'x' })).toBeUndefined();
  });

  it('how somebody wants to be told is kept, and changed', async () => {
    const { id } = await aPerson();
    expect(await findChoices(db, id)).toEqual(DEFAULT_CHOICES);
    const choices = { mail: false, text: true, pace: 'daily', locale: 'en' } as const;
    await keepChoices(db, id, { ...choices, mail: true }, AT);
    await keepChoices(db, id, choices, AT + 1);
    expect(await findChoices(db, id)).toEqual(choices);
  });
});

describe('a digest', () => {
  it('holds what happened before its hour, is closed once however often it is tried, and leaves the rest for the next', async () => {
    const { id } = await storedOrganization(db);
    const person = await aPerson();
    await joins(person, id);
    await keepChoices(db, person.id, { ...DEFAULT_CHOICES, pace: 'daily' }, AT);
    const at = (text: string) => Date.parse(`${text}+08:00`);
    const told = [aTold({ recipients: { organizations: [id] } })];
    const early = await happens(told, { at: at('2026-06-02T08:29:59.999') });
    const late = await happens(told, { at: at('2026-06-02T08:30:00.000') });
    const due = digestDue(at('2026-06-02T15:00:00'));
    expect((await listForDigest(db, due.closesAt, 100)).map(({ recipientId }) => recipientId)).toContain(person.id);
    const closed = await Promise.all(Array.from({ length: 10 }, () => closeDigest(db, person.id, due, AT)));
    expect(closed.filter(Boolean)).toHaveLength(1);
    expect((await listOfDigest(db, person.id, '2026-06-02')).map(({ eventId }) => eventId)).toEqual([early]);
    const tomorrow = digestDue(at('2026-06-09T00:00:00'));
    expect(await closeDigest(db, person.id, tomorrow, AT)).toBe(true);
    expect((await listOfDigest(db, person.id, '2026-06-08')).map(({ eventId }) => eventId)).toEqual([late]);
    const { results } = await run(`SELECT id FROM outbox WHERE recipient_id = ? AND kind = 'digest.mail'`, person.id);
    expect(results).toHaveLength(2);
  });
});

describe('a message in the outbox', () => {
  async function aMessage(kind = 'notification.mail') {
    const id = `msg_${next()}_${crypto.randomUUID()}`;
    await run(
      'INSERT INTO outbox (id, jurisdiction, kind, payload, created_at) VALUES (?, ?, ?, ?, 0)',
      id,
      '370200',
      kind,
      '{}',
    );
    return id;
  }
  const find = async (id: string, at = AT, how: { mostAttempts?: number } = {}) =>
    (await listWaiting(db, at, { limit: 10_000, ...how })).find((each) => each.id === id);

  it('is held by one at a time, and comes back when whoever held it is gone', async () => {
    const id = await aMessage();
    const held = await Promise.all(Array.from({ length: 10 }, () => claim(db, { id, attempts: 0 }, AT)));
    expect(held.filter(Boolean)).toHaveLength(1);
    expect(await find(id, AT + HELD_MS - 1)).toBeUndefined();
    expect(await find(id, AT + HELD_MS)).toMatchObject({ attempts: 1, unknownTries: 1 });
    expect(await find(id, AT + HELD_MS, { mostAttempts: 0 })).toBeUndefined();
  });

  it('that is set aside comes back only where it may be repeated, once an hour, and its administrator is shown it', async () => {
    const [mail, index] = [await aMessage(), await aMessage('consortium.index')];
    for (const id of [mail, index])
      await markFailed(db, id, { why: '理由', counted: false, certain: false, setAsideAt: AT });
    expect(await find(index, AT + 3_599_999)).toBeUndefined();
    expect(await find(index, AT + 3_600_000)).toBeDefined();
    expect(await find(mail, AT + 30 * 86_400_000)).toBeUndefined();
    const office = (role: 'system_administrator' | 'auditor', jurisdiction = '370200') =>
      aViewer({ offices: [{ jurisdiction, role, divisionCode: null }] });
    const shown = async (viewer: ReturnType<typeof aViewer>) =>
      (await listSetAside(db, viewer, 50)).map(({ id }) => id);
    expect(await shown(office('system_administrator'))).toEqual(expect.arrayContaining([mail, index]));
    expect(await shown(office('system_administrator', '410300'))).toEqual([]);
    expect(await shown(office('auditor'))).toEqual([]);
  });
});
