import { describe, expect, test } from 'vitest';
import type { Viewer } from '../organizations/index.ts';
import {
  ACTION_WORDS,
  actionWords,
  FILING_ACTIONS,
  FILING_STATUSES,
  ownMember,
  readsForOffice,
  rolesOn,
  type FilingRole,
} from './index.ts';
import {
  aFilingIn,
  aLeadViewer,
  aMember,
  aMemberViewer,
  anOfficer,
  aViewer,
  at,
  rolesOf,
  ROLE_SETS,
} from './testing.ts';

const roles = (viewer: Viewer, status: (typeof FILING_STATUSES)[number] = 'submitted'): FilingRole[] => [
  ...rolesOn(aFilingIn(status), viewer),
];

describe('who reads a filing for the office that keeps it', () => {
  const filing = aFilingIn('submitted');
  test.each<[string, Viewer, boolean]>([
    ['a clerk', anOfficer('clerk'), true],
    ['a director', anOfficer('director'), true],
    ['an auditor', anOfficer('auditor'), true],
    ['a recommender, whose office is another one', anOfficer('recommender'), false],
    ['a clerk of another city', anOfficer('clerk', { jurisdiction: '410300' }), false],
    ['the lead', aLeadViewer('owner'), false],
    ['a director who belongs to the lead', { ...aLeadViewer('viewer'), offices: anOfficer('director').offices }, false],
  ])('%s: %s', (_, viewer, expected) => {
    expect(readsForOffice(filing, viewer)).toBe(expected);
  });
});

describe('what a person is to a filing', () => {
  test.each<[string, Viewer, readonly FilingRole[]]>([
    ['the owner of the lead signs, edits and reads', aLeadViewer('owner'), ROLE_SETS['lead signatory']],
    ['a signatory of the lead signs, edits and reads', aLeadViewer('signatory'), ROLE_SETS['lead signatory']],
    ['an editor of the lead edits and reads', aLeadViewer('editor'), ROLE_SETS['lead editor']],
    ['a viewer of the lead reads', aLeadViewer('viewer'), ROLE_SETS['lead viewer']],
    ['the owner of a member signs for it', aMemberViewer(3, 'owner'), ROLE_SETS['member signatory']],
    ['a signatory of a member signs for it', aMemberViewer(3), ROLE_SETS['member signatory']],
    ['an editor of a member only reads', aMemberViewer(3, 'editor'), ROLE_SETS['member viewer']],
    ['a viewer of a member only reads', aMemberViewer(3, 'viewer'), ROLE_SETS['member viewer']],
    ['a clerk of the jurisdiction is a clerk', anOfficer('clerk'), ['clerk']],
    ['its director is the director', anOfficer('director'), ['director']],
    ['its auditor reads', anOfficer('auditor'), ['auditor']],
    ['a recommender of the whole jurisdiction recommends', anOfficer('recommender'), ['recommender']],
    [
      'a recommender of the lead’s district recommends',
      anOfficer('recommender', { divisionCode: '370202' }),
      ['recommender'],
    ],
    ['a recommender of another district is nobody', anOfficer('recommender', { divisionCode: '370203' }), []],
    ['an expert has no part in a filing yet', anOfficer('expert'), []],
    ['a system administrator has no part in a filing', anOfficer('system_administrator'), []],
    ['a security administrator has no part in a filing', anOfficer('security_administrator'), []],
    ['a clerk of another city is nobody', anOfficer('clerk', { jurisdiction: '410300' }), []],
    ['a clerk of the province is nobody in the city’s cases', anOfficer('clerk', { jurisdiction: '370000' }), []],
    [
      'a person of an organization that takes no part is nobody',
      aViewer({ organizations: [{ id: 'org_other', role: 'owner' }] }),
      [],
    ],
    ['a person without any organization is nobody', aViewer(), []],
  ])('%s', (_, viewer, expected) => {
    expect(roles(viewer)).toEqual(expected);
  });

  test('somebody of the lead who is also an officer steps out as an officer', () => {
    expect(roles({ ...anOfficer('clerk'), ...{ organizations: aLeadViewer('editor').organizations } })).toEqual(
      ROLE_SETS['lead editor'],
    );
  });

  test.each(FILING_STATUSES)('the bureau sees a filing that is %s only once it was submitted', (status) => {
    expect(roles(anOfficer('auditor'), status)).toEqual(status === 'draft' ? [] : ['auditor']);
  });

  test('a draft that was withdrawn stays the applicant’s own business', () => {
    const withdrawn = aFilingIn('withdrawn', { submittedAt: null });
    expect([...rolesOn(withdrawn, anOfficer('auditor'))]).toEqual([]);
    expect([...rolesOn({ ...withdrawn, submittedAt: at('2026-05-20 10:00') }, anOfficer('auditor'))]).toEqual([
      'auditor',
    ]);
  });
});

describe('for which member a person speaks', () => {
  const filing = aFilingIn('draft');

  test('the one whose organization the person belongs to', () => {
    expect(ownMember(filing, aMemberViewer(4))?.id).toBe('fmb_4');
    expect(ownMember(filing, aLeadViewer())).toBeNull();
  });

  test('the one for which it may sign, before one that it only reads', () => {
    const organizations = [
      { id: 'org_member-1', role: 'viewer' },
      { id: 'org_member-2', role: 'signatory' },
    ] as const;
    expect(ownMember(filing, aViewer({ organizations }))?.id).toBe('fmb_2');
  });

  test('nobody speaks for a member that has not registered here', () => {
    const members = [aMember(1, { organizationId: null })];
    expect(ownMember({ ...filing, members }, aMemberViewer(1))).toBeNull();
  });
});

test('the lead applies for what the bureau grants', () => {
  expect(actionWords('waive', rolesOf('lead editor'))).toEqual({ zh: '说明理由申请放宽', en: 'Apply for a waiver' });
  expect(actionWords('waive', rolesOf('clerk'))).toEqual({ zh: '同意放宽', en: 'Grant a waiver' });
});

test.each(FILING_ACTIONS)('the button of %s has its own label in both languages', (action) => {
  const others = FILING_ACTIONS.filter((each) => each !== action).map((each) => ACTION_WORDS[each]);
  expect(ACTION_WORDS[action].zh).toMatch(/^[\u4e00-\u9fff，]+$/);
  expect(others.map((each) => each.zh)).not.toContain(ACTION_WORDS[action].zh);
  expect(others.map((each) => each.en)).not.toContain(ACTION_WORDS[action].en);
});
