import type { FilingView } from '@lianchuang/contract/filings';
import { ErasedView, PersonalDataView } from '@lianchuang/contract/organizations';
import type { CaseExport } from '@lianchuang/contract/seals';
import { eraseExpired } from '@lianchuang/db/accounts/erase';
import { committed, EVENT_FORM } from '@lianchuang/db/events/commitment';
import { open } from '@lianchuang/db/client';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, refused, went } from '../../test/app-under-test.ts';
import { act, aCast, aDraft, aRegisteredConsortium, clock, memberForm, type Cast } from '../../test/cases.ts';
import { aPdfFile, hexOf, uploaded } from '../../test/files.ts';
import { anOrganizationForm, PASSWORD } from '../../test/people.ts';
import { sealAndPublish } from '../jobs/seal-events.ts';

const app = anApp();
const db = open(app.env.DB, app.env.SEARCH);
let cast: Cast;
let filing: FilingView;

beforeAll(async () => {
  cast = await aCast(app);
  filing = await aRegisteredConsortium(cast);
  await sealAndPublish(db, app.env.SEALS, clock('2026-06-08 09:10'));
});

const rowsHolding = async (text: string): Promise<string[]> => {
  const { results } = await db.d1
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'd1%'`,
    )
    .all<{ name: string }>();
  const found: string[] = [];
  for (const { name } of results) {
    const rows = await db.d1.prepare(`SELECT * FROM ${name}`).all();
    if (JSON.stringify(rows.results).includes(text)) found.push(name);
  }
  return found;
};

describe('what is held about me', () => {
  it('is one answer: account, organizations, sign-ins and everything I did', async () => {
    const told = PersonalDataView.parse(went(await cast.partner.get('/me/personal-data')));
    expect(told.person).toMatchObject({ id: cast.partner.id, name: '成员签署人', email: cast.partner.email });
    expect(told.organizations.length).toBeGreaterThan(4);
    expect(told.acts.filter(({ action }) => action === 'filing.sign')).toHaveLength(5);
    expect(told.sessions.length).toBeGreaterThan(0);
    expect(told.signIns).toMatchObject([{ how: 'password' }]);
    expect(JSON.stringify({ ...told, signIns: [] })).not.toMatch(/scrypt|token|password/i);
  });

  it('names the files that I sent, those taken out too, and nobody else’s', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id);
    const [kept, gone] = [aPdfFile({ name: '营业执照.pdf' }), aPdfFile({ name: '身份证明.pdf' })];
    const [first, second] = [await uploaded(cast.lead, draft, kept), await uploaded(cast.lead, draft, gone)];
    went(await cast.lead.remove(`/attachments/${second.id}`));
    const { files } = PersonalDataView.parse(went(await cast.lead.get('/me/personal-data')));
    const at = '2026-06-08T09:10:00.000+08:00';
    expect(files).toEqual([
      {
        id: second.id,
        filingId: draft.id,
        name: '身份证明.pdf',
        bytes: gone.bytes.length,
        sha256: await hexOf(gone.bytes),
        state: 'removed',
        at,
      },
      {
        id: first.id,
        filingId: draft.id,
        name: '营业执照.pdf',
        bytes: kept.bytes.length,
        sha256: await hexOf(kept.bytes),
        state: 'attached',
        at,
      },
    ]);
    expect(went(await cast.partner.get<PersonalDataView>('/me/personal-data')).files).toEqual([]);
    went(await act(cast.lead, draft, 'withdraw', { reason: '不再申请' }));
  });

  it('names to whom I had invitations sent, by their middle alone', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id);
    const invite = { ...memberForm(anOrganizationForm()), sendTo: 'zhang@else.example' };
    went(await cast.lead.post(`/filings/${draft.id}/members`, invite));
    const told = PersonalDataView.parse(went(await cast.lead.get('/me/personal-data')));
    expect(told.invitations).toMatchObject([{ filingId: draft.id, channel: 'mail', to: 'z***@else.example' }]);
    expect(JSON.stringify(told)).not.toContain('zhang@else.example');
    went(await act(cast.lead, draft, 'withdraw', { reason: '不再申请' }));
  });

  it('is told to nobody else', async () => {
    await refused(401, 'not-signed-in', () => app.get('/me/personal-data'));
    const other = went(await cast.lead.get<PersonalDataView>('/me/personal-data'));
    expect(JSON.stringify(other)).not.toContain(cast.partner.email);
  });
});

describe('erasing myself', () => {
  const erase = (person: Cast['lead'], email = person.email) => person.post<ErasedView>('/me/actions/erase', { email });

  it('takes my own address, typed once more', async () => {
    const answer = await refused(422, 'invalid-input', () => erase(cast.partner, 'somebody@else.example'));
    expect(answer.body.errors).toMatchObject([{ pointer: '/email', code: 'not-own-email' }]);
  });

  it('is refused to an officer, whose decisions stand under a name', async () => {
    await refused(409, 'person.holds-office', () => erase(cast.director));
  });

  it('is refused to the only owner of an organization with an open case, by name', async () => {
    const draft = went(
      await cast.lead.post<FilingView>('/filings', { policyId: 'pol_qingdao-2025', organizationId: cast.leads.id }),
    );
    const answer = await refused(409, 'person.last-owner', () => erase(cast.lead));
    expect(answer.text).toContain('示例牵头企业');
    went(
      await act(cast.lead, draft, 'withdraw', { reason: '不再申请' }).then((done) =>
        done.status < 300 ? done : cast.lead.remove(`/filings/${draft.id}`),
      ),
    );
  });

  it('takes the name from every table, and the chain, the hashes and the seals still hold', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id);
    const invite = { ...memberForm(anOrganizationForm()), sendTo: cast.partner.email.toUpperCase() };
    went(await cast.lead.post(`/filings/${draft.id}/members`, invite));
    expect(await rowsHolding(invite.sendTo)).toEqual(['filing_invitations']);
    const before = went(await cast.clerk.get<CaseExport>(`/filings/${filing.id}/export`));
    expect(await rowsHolding('成员签署人')).toEqual(expect.arrayContaining(['events', 'users', 'filing_members']));
    const { events } = ErasedView.parse(went(await erase(cast.partner)));
    expect(events).toBeGreaterThan(5);
    expect(await rowsHolding('成员签署人')).toEqual([]);
    expect(await rowsHolding(cast.partner.email)).toEqual([]);
    expect(await rowsHolding(invite.sendTo)).toEqual([]);
    const after = went(await cast.clerk.get<CaseExport>(`/filings/${filing.id}/export`));
    expect(after.events.map(({ hash }) => hash)).toEqual(before.events.map(({ hash }) => hash));
    expect(after.events.filter(({ personal }) => personal === null).length).toBeGreaterThanOrEqual(5);
    for (const { id, subject, version, jurisdiction, at, previousHash, commitment, contentHash, hash } of after.events)
      expect(
        await committed({
          form: EVENT_FORM,
          id,
          subject,
          version,
          jurisdiction,
          at,
          previousHash,
          commitment,
          content: contentHash,
        }),
      ).toBe(hash);
    expect(
      went(await cast.clerk.get<FilingView>(`/filings/${filing.id}`)).members.every(
        ({ signature }) => signature !== null,
      ),
    ).toBe(true);
  });

  it('ends the session at once, and the account is gone', async () => {
    await refused(401, 'not-signed-in', () => cast.partner.get('/me'));
    const again = await app.post('/api/auth/sign-in/email', { email: cast.partner.email, password: PASSWORD });
    expect(again.status).toBe(401);
  });

  it('is on record as done, and that record is never changed', async () => {
    const row = await db.d1.prepare('SELECT * FROM erasures WHERE user_id = ?').bind(cast.partner.id).first();
    expect(row).toMatchObject({ user_id: cast.partner.id });
    await expect(db.d1.prepare('DELETE FROM erasures').run()).rejects.toThrow(/append-only/);
    await expect(db.d1.prepare('UPDATE erasures SET at = 0').run()).rejects.toThrow(/append-only/);
  });
});

describe('what its retention has passed', () => {
  const DAY = 86_400_000;
  it('goes by itself, and not a day sooner', async () => {
    const at = clock('2026-06-08 10:00');
    await db.d1
      .prepare(`INSERT INTO idempotency VALUES ('usr_x', 'k', '370200', 'h', 200, '{}', ?)`)
      .bind(at - 30 * DAY)
      .run();
    const kept = async () =>
      (await db.d1.prepare(`SELECT count(*) AS n FROM idempotency WHERE caller = 'usr_x'`).first<{ n: number }>())?.n;
    await eraseExpired(db, at);
    expect(await kept()).toBe(1);
    await eraseExpired(db, at + 1);
    await eraseExpired(db, at + 1);
    expect(await kept()).toBe(0);
  });
});
