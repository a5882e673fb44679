import { fieldWords } from '@lianchuang/contract/field-words';
import type { FilingView } from '@lianchuang/contract/filings';
import type { KnownOrganizations } from '@lianchuang/contract/member-lists';
import { admitMembers, type TableField, type TableRow } from '@lianchuang/domain/filings';
import { cleanText, parseUscc } from '@lianchuang/domain/identifiers';
import {
  CHAIN_POSITIONS,
  kindFromWords,
  likelyKind,
  ORGANIZATION_KINDS,
  positionFromWords,
} from '@lianchuang/domain/organizations';
import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { ListRow } from './list-row.ts';

type Known = KnownOrganizations['items'][number];
const said = (refusal: { code: string }): string => fieldWords(refusal.code, refusal)[getLocale()];

/** A row of the table with what the system knows put where the table says nothing; what it says otherwise is pointed out. */
export function filledIn({ row, given }: TableRow, known: ReadonlyMap<string, Known>): ListRow {
  const code = parseUscc(given.uscc);
  const uscc = code.ok ? code.value : given.uscc;
  const found = known.get(uscc);
  const notes: string[] = [];
  const written = kindFromWords(given.kind);
  const likely = found?.kind ?? likelyKind(uscc, given.name);
  const kind = written ?? (given.kind === '' ? likely : null);
  if (written === null && kind !== null && found === undefined)
    notes.push(m['apply.list.note.likely']({ kind: label('organizationKind', kind) }));
  if (found && given.name !== '' && given.name !== found.name)
    notes.push(m['apply.list.note.other_name']({ name: found.name }));
  if (found) notes.push(found.isRegistered ? m['apply.list.note.registered']() : m['apply.list.note.placed']());
  const position = positionFromWords(given.chainPosition);
  const errors: ListRow['errors'] = {};
  if (given.kind !== '' && kind === null) errors.kind = m['apply.list.error.kind']({ given: given.kind });
  if (position === undefined) errors.chainPosition = m['apply.list.error.position']({ given: given.chainPosition });
  const typed = {
    uscc,
    name: given.name || (found?.name ?? ''),
    kind: kind ?? '',
    chainPosition: position ?? (given.chainPosition === '' ? (found?.chainPosition ?? '') : ''),
    duties: given.duties,
  };
  return { row, typed, errors, notes, state: 'ready' };
}

function wrongIn(typed: ListRow['typed']): ListRow['errors'] {
  const errors: ListRow['errors'] = {};
  const check = (field: TableField, checked: { ok: true } | { ok: false; refusal: { code: string } }) => {
    if (!checked.ok) errors[field] = said(checked.refusal);
  };
  check('uscc', parseUscc(typed.uscc));
  check('name', cleanText(typed.name, { max: 100 }));
  if (!ORGANIZATION_KINDS.some((each) => each === typed.kind)) errors.kind = m['apply.kind.missing']();
  if (typed.chainPosition !== '' && !CHAIN_POSITIONS.some((each) => each === typed.chainPosition))
    errors.chainPosition = m['apply.list.error.position']({ given: typed.chainPosition });
  if (typed.duties.trim() !== '') check('duties', cleanText(typed.duties, { max: 2000, multiline: true }));
  return errors;
}

/** The rows with what is wrong in each, and which of them are there already. */
export function checkedRows(rows: readonly ListRow[], filing: FilingView): ListRow[] {
  const codes = rows.map(({ typed }) => {
    const code = parseUscc(typed.uscc);
    return code.ok ? code.value : typed.uscc;
  });
  const admitted = admitMembers(
    { lead: filing.lead.organization, members: filing.members.map((each) => each.organization) },
    codes,
  );
  const there = new Map(
    !admitted.ok && admitted.refusal.code === 'invalid-input'
      ? admitted.refusal.errors.map(({ pointer, code }) => [Number(pointer.split('/')[2]), code] as const)
      : [],
  );
  return rows.map((each, at) => {
    const errors = { ...wrongIn(each.typed), ...each.errors };
    const code = errors.uscc === undefined ? there.get(at) : undefined;
    if (code !== undefined) return { ...each, errors: {}, notes: [said({ code })], state: 'there' };
    return { ...each, errors, state: Object.keys(errors).length > 0 ? 'mend' : 'ready' };
  });
}

/** A row as the API takes it; duties may follow in their own step. */
export function bodyOfRow({ typed }: ListRow) {
  const { uscc, name, kind, chainPosition, duties } = typed;
  return {
    uscc,
    name,
    kind,
    chainPosition: chainPosition === '' ? null : chainPosition,
    ...(duties.trim() === '' ? {} : { duties }),
  };
}
