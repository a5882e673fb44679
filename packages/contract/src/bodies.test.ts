import { describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { AddMember, EditFiling, filingActionBodies } from './filings.ts';
import { RegisterOrganization } from './organizations.ts';

const organization = { uscc: '91370299DEM000014C', name: '示例海工', kind: 'enterprise', divisionCode: '370211' };
const takes = (schema: ZodType, given: unknown) => schema.safeParse(given).success;

describe('registering an organization', () => {
  it('mends a credit code in lower case, full width and with spaces', () => {
    const written = RegisterOrganization.parse({ ...organization, uscc: ' ９１370299dem000014c ' });
    expect(written.uscc).toBe(organization.uscc);
  });
  it.each([
    ['a wrong check character', { uscc: '91370299DEM000014D' }],
    ['a statistical zone as division', { divisionCode: '370176' }],
    ['an unassigned division', { divisionCode: '370299' }],
    ['a kind that nobody knows', { kind: 'club' }],
    ['a name of spaces', { name: '   ' }],
    ['a name with a line break', { name: '示例\n海工' }],
    ['a role nobody asked for', { role: 'owner' }],
  ])('refuses %s', (_, wrong) => {
    expect(takes(RegisterOrganization, { ...organization, ...wrong })).toBe(false);
  });
});

describe('editing a draft', () => {
  it.each([
    ['one field', { consortiumName: '示例联合体' }],
    ['a field emptied', { summary: null }],
    ['markup, which is stored as written', { consortiumName: '<script>alert(1)</script>' }],
    ['rare characters', { consortiumName: '示例𠮷㐂䶮联合体' }],
  ])('takes %s', (_, edit) => {
    expect(takes(EditFiling, edit)).toBe(true);
  });
  it.each([
    ['a status', { status: 'registered' }],
    ['a day that does not exist', { plan: { milestones: [{ title: 'm', dueOn: '2026-02-30', indicator: 'i' }] } }],
    ['money with a fraction of a fen', { plan: { funding: [{ source: 'self_raised', year: 2027, amountFen: 0.5 }] } }],
    [
      'the same mechanism twice',
      {
        mechanisms: [
          { kind: 'funding', text: 'a' },
          { kind: 'funding', text: 'b' },
        ],
      },
    ],
    ['an industry of no list', { industryCode: 'qd-none' }],
  ])('refuses %s', (_, edit) => {
    expect(takes(EditFiling, edit)).toBe(false);
  });
});

it('a member comes with its duties', () => {
  const member = { ...organization, duties: '承担任务', contributions: [], divisionCode: undefined };
  const { divisionCode: _, ...given } = member;
  expect(takes(AddMember, given)).toBe(true);
  expect(takes(AddMember, { ...given, duties: ' ' })).toBe(false);
});

it.each(['refuse', 'return', 'approve', 'reject'] as const)('%s needs a reason', (action) => {
  expect(takes(filingActionBodies[action], {})).toBe(false);
  expect(takes(filingActionBodies[action], { reason: '写明理由' })).toBe(true);
});
