import type { Words } from './words.ts';

/** A bureau that this deployment serves. `code` is the six-digit division code; the parent comes from this list, not from the digits. */
export type Jurisdiction = {
  readonly code: string;
  readonly parent: string | null;
  readonly name: Words;
  readonly office: Words;
  /** `{year}` and `{serial}` are filled in at registration; the bureaus' real forms are not known, so 示 marks an invented one. */
  readonly numberPattern: string | null;
};

export const JURISDICTIONS: readonly Jurisdiction[] = [
  {
    code: '370000',
    parent: null,
    name: { zh: '山东省', en: 'Shandong' },
    office: { zh: '山东省科学技术厅', en: 'Shandong Department of Science and Technology' },
    numberPattern: null,
  },
  {
    code: '370200',
    parent: '370000',
    name: { zh: '青岛市', en: 'Qingdao' },
    office: { zh: '青岛市科学技术局', en: 'Qingdao Bureau of Science and Technology' },
    numberPattern: '示联备〔{year}〕{serial}号',
  },
  {
    code: '410000',
    parent: null,
    name: { zh: '河南省', en: 'Henan' },
    office: { zh: '河南省科学技术厅', en: 'Henan Department of Science and Technology' },
    numberPattern: null,
  },
  {
    code: '410300',
    parent: '410000',
    name: { zh: '洛阳市', en: 'Luoyang' },
    office: { zh: '洛阳市科学技术局', en: 'Luoyang Bureau of Science and Technology' },
    numberPattern: '示洛联备〔{year}〕{serial}号',
  },
];

/** The jurisdiction with this code, if this deployment serves it. */
export function findJurisdiction(code: string): Jurisdiction | undefined {
  return JURISDICTIONS.find((each) => each.code === code);
}

/** The jurisdiction itself and every one above it, nearest first. */
export function withAncestors(code: string): string[] {
  const own = findJurisdiction(code);
  return own === undefined ? [] : [own.code, ...(own.parent === null ? [] : withAncestors(own.parent))];
}

/** The jurisdiction itself and every one below it. */
export function withDescendants(code: string): string[] {
  return [code, ...JURISDICTIONS.filter((each) => each.parent === code).flatMap((each) => withDescendants(each.code))];
}

/** Division digits that no authority assigns: credit codes made for demonstration carry them. */
export const FICTIONAL_DIVISION = '370299';
