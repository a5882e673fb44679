import type { FilingPage, FilingView } from '@lianchuang/contract/filings';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, refused, went } from '../../test/app-under-test.ts';
import { act, aDraft, clock, partners, signedByAll } from '../../test/cases.ts';
import { anOfficer, anOrganization, aPerson, type Person } from '../../test/people.ts';

const app = anApp();
const LUOYANG = { jurisdiction: '410300' };
let lead: Person;
let partner: Person;
let recommender: Person;
let clerk: Person;
let director: Person;
let elsewhere: Person;
let filing: FilingView;

const ids = async (person: Person) =>
  went(await person.get<FilingPage>('/filings?mine=false')).items.map((each) => each.id);
const names = (of: FilingView) => of.actions.map((each) => each.name);

beforeAll(async () => {
  clock('2026-06-01 09:00');
  [lead, partner, recommender, clerk, director, elsewhere] = await Promise.all([
    aPerson(app),
    aPerson(app),
    anOfficer(app, 'recommender', { ...LUOYANG, divisionCode: '410302' }),
    anOfficer(app, 'clerk', LUOYANG),
    anOfficer(app, 'director', LUOYANG),
    anOfficer(app, 'recommender', { ...LUOYANG, divisionCode: '410305' }),
  ]);
  const { id } = await anOrganization(lead, { divisionCode: '410302' });
  filing = await aDraft(lead, id, { policyId: 'pol_luoyang-2025', members: await partners(partner, 6, 4) });
}, 60_000);

describe('a filing under Luoyang’s conditions', () => {
  it('shows its own rules and that a district recommends', () => {
    expect(filing).toMatchObject({
      jurisdiction: { code: '410300' },
      policy: { id: 'pol_luoyang-2025', recommendation: true },
    });
    expect(filing.check.rules.map((each) => each.id)).toContain('chain-share');
  });

  it('once submitted it waits for the district of its lead; other districts do not see it', async () => {
    await signedByAll(partner, filing);
    filing = went(await act(lead, filing, 'submit'));
    expect(filing.clock).toMatchObject({ who: 'recommender', step: 'recommendation', dueOn: '2026-06-08' });
    expect(await ids(recommender)).toEqual([filing.id]);
    expect(await ids(elsewhere)).toEqual([]);
    await refused(404, 'not-found', () => act(elsewhere, filing, 'recommend'));
    await refused(404, 'not-found', () => elsewhere.get(`/filings/${filing.id}`));
  });

  it('the bureau cannot accept it or ask for corrections before the recommendation', async () => {
    await refused(409, 'filing.recommendation-needed', () => act(clerk, filing, 'accept'));
    const items = [{ code: 'missing', pointer: '', text: '缺件。' }];
    await refused(409, 'filing.recommendation-needed', () => act(clerk, filing, 'request_correction', { items }));
    expect(names(went(await clerk.get<FilingView>(`/filings/${filing.id}`)))).toEqual(['reject']);
    expect(names(went(await recommender.get<FilingView>(`/filings/${filing.id}`)))).toEqual(['recommend', 'return']);
  });

  it('the district returns it with a reason: a draft again, seen by no officer', async () => {
    await refused(422, 'invalid-input', () => act(recommender, filing, 'return'));
    const returned = await act(recommender, filing, 'return', { reason: '请补充首席科学家。' });
    expect(returned.status).toBe(200);
    for (const officer of [recommender, clerk, director]) {
      expect(await ids(officer)).toEqual([]);
      await refused(404, 'not-found', () => officer.get(`/filings/${filing.id}`));
    }
    filing = went(await lead.get<FilingView>(`/filings/${filing.id}`));
    expect(filing).toMatchObject({ status: 'draft', submittedAt: null, receipt: null, mayEdit: true });
    expect(filing.timeline.at(-1)).toMatchObject({ action: 'filing.return', note: '请补充首席科学家。' });
  });

  it('submitted anew and recommended it goes through the bureau to the register', async () => {
    clock('2026-06-02 09:00');
    filing = went(await act(lead, filing, 'submit'));
    filing = went(await act(recommender, filing, 'recommend', { reason: '同意推荐。' }));
    await refused(409, 'filing.wrong-state', () => act(recommender, filing, 'return', { reason: '晚了。' }));
    filing = went(await act(clerk, filing, 'accept'));
    went(await act(clerk, filing, 'start_review'));
    went(await act(clerk, filing, 'conclude_review', { opinion: '建议备案。' }));
    filing = went(await act(director, filing, 'approve', { reason: '同意。' }));
    expect(filing.publicity).toMatchObject({ firstDay: '2026-06-02', lastDay: '2026-06-08' });
    clock('2026-06-09 00:00');
    went(await act(clerk, filing, 'close_publicity'));
    filing = went(await act(director, filing, 'register'));
    expect(filing.registrationNumber).toBe('示洛联备〔2026〕0001号');
    const found = went(await app.get<{ items: unknown[] }>('/consortia?jurisdiction=410000'));
    expect(found.items).toHaveLength(1);
    expect(went(await app.get<{ items: unknown[] }>('/consortia?jurisdiction=370000')).items).toEqual([]);
  });

  it('a share of chain enterprises of exactly one half is too small', async () => {
    const { id } = await anOrganization(lead, { divisionCode: '410302' });
    const half = await aDraft(lead, id, { policyId: 'pol_luoyang-2025', members: await partners(partner, 2, 2) });
    await signedByAll(partner, half);
    const { body } = await refused(409, 'filing.rules-unmet', () => act(lead, half, 'submit'));
    expect((body as unknown as { facts: { rules: { id: string }[] } }).facts.rules.map((each) => each.id)).toEqual([
      'chain-share',
    ]);
  });
});
