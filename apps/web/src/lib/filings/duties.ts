import type { FilingView } from '@lianchuang/contract/filings';
import { fenOf, wanTyped } from './money-words.ts';
import { fieldOf, type Edit, type FieldErrors, type Part } from './part.ts';
import { rowNumbers, rowsOf, textOf } from './typed-fields.ts';

const KEYS = ['kind', 'text', 'amountFen'] as const;
export type ContributionRow = Record<(typeof KEYS)[number], string>;
export type MemberDuties = { id: string; duties: string; contributions: ContributionRow[] };
export type Duties = { members: MemberDuties[] };

export const emptyContribution = (): ContributionRow => ({ kind: '', text: '', amountFen: '' });

function ofMember(member: FilingView['members'][number]): MemberDuties {
  return {
    id: member.id,
    duties: member.duties,
    contributions: member.contributions.map(({ kind, text, amountFen }) => ({
      kind,
      text,
      amountFen: wanTyped(amountFen),
    })),
  };
}

function bodyOf(typed: MemberDuties, at: string, errors: FieldErrors) {
  return {
    duties: typed.duties,
    contributions: typed.contributions.map(({ kind, text, amountFen }, row) => {
      const { fen, wrong } = fenOf(amountFen);
      if (wrong) errors[`${at}.contributions.${row}.amountFen`] = wrong;
      return { kind, text, amountFen: fen };
    }),
  };
}

export const duties: Part<Duties> = {
  step: 'duties',
  typed: (form) => ({
    members: rowNumbers(form, 'members').map((index) => ({
      id: textOf(form, `members.${index}.id`),
      duties: textOf(form, `members.${index}.duties`),
      contributions: rowsOf(form, `members.${index}.contributions`, KEYS),
    })),
  }),
  of: (filing) => ({ members: filing.members.map(ofMember) }),
  edit(typed, filing) {
    const errors: FieldErrors = {};
    const edits = typed.members.flatMap((member, index): Edit[] => {
      const at = `members.${index}`;
      const was = filing.members.find((each) => each.id === member.id);
      const body = bodyOf(member, at, errors);
      if (was === undefined || JSON.stringify(ofMember(was)) === JSON.stringify(member)) return [];
      return [{ path: `/members/${member.id}`, body, field: (pointer) => `${at}.${fieldOf(pointer)}` }];
    });
    return { edits, errors };
  },
  spare: ({ members }) => ({
    members: members.map((each) => ({ ...each, contributions: [...each.contributions, emptyContribution()] })),
  }),
};
