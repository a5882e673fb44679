import { describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went, type App } from '../../test/app-under-test.ts';
import { atSecondStep, cookiesOf, enrolled, enter } from '../../test/authenticator.ts';
import { anOfficer, aPerson, holdsOffice, PASSWORD } from '../../test/people.ts';
import { challenged, remove, show, signIn, withPasskey } from '../../test/passkeys.ts';
import { oneClock } from '../../test/one-clock.ts';

const strict = anApp({ SECOND_FACTOR_OPTIONAL: 'false' });
const demonstration = anApp({ ENVIRONMENT: 'demo' });
const { later } = oneClock();

const isOpen = async (app: App, Cookie: string) => (await app.get('/filings', { Cookie })).status === 200;
const closed = (app: App, Cookie: string) =>
  refused(403, 'second-factor-needed', () => app.get('/filings', { Cookie }));

describe('an office', () => {
  it('opens with a passkey: at once after adding it, and with every sign-in by it', async () => {
    const person = await anOfficer(strict, 'clerk');
    await closed(strict, person.cookie);
    const { cookie, device } = await withPasskey(strict, person);
    expect(await isOpen(strict, cookie)).toBe(true);
    expect(await isOpen(strict, cookiesOf(await signIn(strict, device)))).toBe(true);
  });

  it('stays closed after the password alone, in a demonstration too, and opens with the passkey of the same person', async () => {
    for (const app of [strict, demonstration]) {
      const { person, device } = await withPasskey(app, await anOfficer(app, 'director'));
      const cookie = await atSecondStep(app, person);
      await closed(app, cookie);
      expect(await isOpen(app, cookiesOf(await signIn(app, device, {}, cookie, true)))).toBe(true);
    }
  });

  it('is closed once the last passkey is removed, until one is added again', async () => {
    const { person, id, cookie } = await withPasskey(strict, await anOfficer(strict, 'auditor'));
    went(await remove(strict, cookie, id));
    await closed(strict, cookie);
    const again = await withPasskey(strict, person, cookie);
    expect(await isOpen(strict, again.cookie)).toBe(true);
    await refused(401, 'not-signed-in', () => strict.get('/me', { Cookie: cookie }));
  });

  it('stays open where an authenticator is left, and after turning that off asks for the passkey', async () => {
    const one = await enrolled(strict, await anOfficer(strict, 'clerk'));
    const { cookie, device, id } = await withPasskey(strict, one.person, one.cookie);
    const second = await withPasskey(strict, one.person, cookie);
    went(await remove(strict, second.cookie, id));
    expect(await isOpen(strict, second.cookie)).toBe(true);
    expect((await signIn(strict, device)).status).toBe(401);
    later(30_000);
    const off = await strict.post(
      '/api/auth/two-factor/disable',
      { password: PASSWORD, code: await one.shown() },
      { Cookie: second.cookie },
    );
    await closed(strict, cookiesOf(off));
    const confirmed = await signIn(strict, second.device, {}, cookiesOf(off), true);
    expect(await isOpen(strict, cookiesOf(confirmed))).toBe(true);
  });
});

describe('the record', () => {
  it('says when the holder of an office gained or gave up a second factor, in one chain, and who did', async () => {
    const { done: person, events } = await eventsOf(async () => {
      const one = await enrolled(strict, await anOfficer(strict, 'clerk'));
      const first = await withPasskey(strict, one.person, one.cookie);
      const second = await withPasskey(strict, one.person, first.cookie);
      went(await remove(strict, second.cookie, first.id));
      later(30_000);
      const body = { password: PASSWORD, code: await one.shown() };
      went(await strict.post('/api/auth/two-factor/disable', body, { Cookie: second.cookie }));
      return one.person;
    });
    expect(events).toEqual([
      'account.second-factor-on',
      'account.passkey-added',
      'account.passkey-added',
      'account.passkey-removed',
      'account.second-factor-off',
    ]);
    const { results } = await strict.env.DB.prepare(
      'SELECT version, jurisdiction, actor_id, actor_name, previous_hash, hash FROM events WHERE subject = ? ORDER BY version',
    )
      .bind(person.id)
      .all();
    expect(results.map((each) => each['version'])).toEqual([1, 2, 3, 4, 5]);
    expect(results.slice(1).map((each) => each['previous_hash'])).toEqual(
      results.slice(0, -1).map((each) => each['hash']),
    );
    for (const each of results)
      expect(each).toMatchObject({ jurisdiction: '370200', actor_id: person.id, actor_name: person.name });
    const auditor = await withPasskey(strict, await anOfficer(strict, 'auditor'));
    const trail = went(
      await strict.get<{ items: unknown[] }>(`/audit-events?subject=${person.id}`, { Cookie: auditor.cookie }),
    );
    expect(trail.items).toHaveLength(5);
  });

  it('does not speak of signing in, of what was refused, nor of whoever holds no office', async () => {
    const officer = await withPasskey(strict, await anOfficer(strict, 'clerk'));
    const { events } = await eventsOf(async () => {
      went(await signIn(strict, officer.device));
      await remove(strict, officer.cookie, officer.id, 'wrong-password');
      const applicant = await aPerson(strict);
      const one = await withPasskey(strict, applicant);
      went(await remove(strict, one.cookie, one.id));
      await enrolled(strict, await aPerson(strict));
    });
    expect(events).toEqual([]);
  });

  it('goes on where an office came after the passkey, and of two removals at once tells one', async () => {
    const one = await withPasskey(strict, await aPerson(strict));
    await holdsOffice(strict, one.person, 'expert');
    const { done, events } = await eventsOf(() => Promise.all([1, 2].map(() => remove(strict, one.cookie, one.id))));
    expect(done.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(events).toEqual(['account.passkey-removed']);
  });
});

it('a code and a passkey for the same waiting sign-in: each opens, neither twice', async () => {
  const one = await enrolled(strict, await aPerson(strict));
  const { device } = await withPasskey(strict, one.person, one.cookie);
  later(30_000);
  const waiting = await atSecondStep(strict, one.person);
  const { options, Cookie } = await challenged(strict, waiting, true);
  const signed = await device.sign(options);
  went(await show(strict, Cookie, signed));
  expect((await show(strict, Cookie, signed)).status).toBe(401);
  went(await enter(strict, waiting, await one.shown()));
});
