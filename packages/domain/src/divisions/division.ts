import { ok, refuse, type Result } from '../kernel/result.ts';
import { provinceLines, successors } from './divisions.data.ts';

/** Six digits of GB/T 2260. */
export type DivisionCode = string & { readonly __brand?: 'DivisionCode' };
export type DivisionLevel = 'province' | 'prefecture' | 'county';
/** `pseudo_area`: counted by the statistics bureau, no division of GB/T 2260; `abolished`: lives on in old registrations only. */
export type DivisionKind = 'division' | 'pseudo_area' | 'abolished';

export type Division = {
  readonly code: DivisionCode;
  readonly name: string;
  readonly level: DivisionLevel;
  readonly parent: DivisionCode | null;
  readonly kind: DivisionKind;
};

export type DivisionRefusal =
  | { code: 'division.malformed'; given: string }
  | { code: 'division.unknown'; given: string }
  | { code: 'division.pseudo-area'; given: string; name: string; parent: DivisionCode | null }
  | { code: 'division.abolished'; given: string; name: string; successor: DivisionCode | null };

type Register = { byCode: Map<string, Division>; children: Map<string | null, Division[]> };

const kindOfMark: Record<string, DivisionKind> = { '*': 'pseudo_area', '-': 'abolished' };

let built: Register | undefined;

function register(): Register {
  return (built ??= build());
}

function build(): Register {
  const byCode = new Map<string, Division>();
  const children = new Map<string | null, Division[]>();
  const add = (code: string, marked: string, level: DivisionLevel, parent: string | null): void => {
    const kind = kindOfMark[marked.slice(-1)] ?? 'division';
    const division: Division = { code, name: kind === 'division' ? marked : marked.slice(0, -1), level, parent, kind };
    byCode.set(code, division);
    if (kind !== 'division') return;
    const siblings = children.get(parent);
    if (siblings) siblings.push(division);
    else children.set(parent, [division]);
  };
  for (const line of provinceLines) {
    const [head = '', ...groups] = line.split('|');
    const province = head.slice(0, 2);
    add(`${province}0000`, head.slice(2), 'province', null);
    for (const group of groups) {
      const prefecture = province + group.slice(0, 2);
      const [own = '', ...counties] = group.slice(2).split(/(?=\d\d)/);
      const isGrouping = own === '.';
      if (!isGrouping) add(`${prefecture}00`, own, 'prefecture', `${province}0000`);
      const parent = isGrouping ? `${province}0000` : `${prefecture}00`;
      for (const county of counties) add(prefecture + county.slice(0, 2), county.slice(2), 'county', parent);
    }
  }
  return { byCode, children };
}

/** The entry of a six-digit code, whatever its kind; groupings such as 110100 市辖区 are no entries (GB/T 2260). */
export function findDivision(code: string): Division | undefined {
  return register().byCode.get(code);
}

/** The name alone, undefined for an unknown code. */
export function divisionName(code: string): string | undefined {
  return findDivision(code)?.name;
}

/** Names from the province down (`['山东省', '青岛市', '市南区']`), empty for an unknown code. */
export function divisionPath(code: string): string[] {
  const names: string[] = [];
  for (let at = findDivision(code); at; at = at.parent === null ? undefined : findDivision(at.parent)) {
    names.unshift(at.name);
  }
  return names;
}

/** Whether a code may be given as a region today: no statistical zone, nothing abolished (GB/T 2260). */
export function isLegalRegion(code: string): boolean {
  return findDivision(code)?.kind === 'division';
}

/** The legal divisions right under a code in code order; `null` lists the provinces. */
export function listChildren(code: string | null): readonly Division[] {
  return register().children.get(code) ?? [];
}

/** Whether a code is the ancestor itself or lies anywhere under it; false when either is unknown. */
export function isWithin(code: string, ancestorCode: string): boolean {
  for (let at = findDivision(code); at; at = at.parent === null ? undefined : findDivision(at.parent)) {
    if (at.code === ancestorCode) return true;
  }
  return false;
}

/** The code itself and every code above it, nearest first; empty for an unknown one. */
export function ancestorsOf(code: string): string[] {
  const codes: string[] = [];
  for (let at = findDivision(code); at; at = at.parent === null ? undefined : findDivision(at.parent))
    codes.push(at.code);
  return codes;
}

/** Accepts the code of a legal region, full-width digits and outer spaces allowed (GB/T 2260); refuses with `DivisionRefusal`. */
export function parseDivision(given: string): Result<Division, DivisionRefusal> {
  const code = given.normalize('NFKC').trim();
  if (!/^\d{6}$/.test(code)) return refuse({ code: 'division.malformed', given });
  const division = findDivision(code);
  if (!division) return refuse({ code: 'division.unknown', given: code });
  const { kind, name, parent } = division;
  if (kind === 'pseudo_area') return refuse({ code: 'division.pseudo-area', given: code, name, parent });
  if (kind === 'abolished') {
    return refuse({ code: 'division.abolished', given: code, name, successor: successors[code] ?? null });
  }
  return ok(division);
}
