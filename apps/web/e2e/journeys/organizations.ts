import type { Page } from '@playwright/test';
import { post } from './calls.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** A well-formed credit code with the reserved digits 370299, by the check digits of GB 32100-2015 and GB 11714. */
function usccOf(start: '91' | '12', serial: number): string {
  const body = `E2${String(serial % 1_000_000).padStart(6, '0')}`;
  const sum = BODY_WEIGHTS.reduce((total, weight, i) => total + weight * parseInt(body.charAt(i), 36), 0);
  const inner = 11 - (sum % 11);
  const first = `${start}370299${body}${inner === 10 ? 'X' : inner === 11 ? '0' : inner}`;
  const outer = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(first.charAt(i)), 0);
  return first + ALPHABET.charAt((31 - (outer % 31)) % 31);
}

let serial = Math.floor(Math.random() * 900_000);
const newUscc = (start: '91' | '12' = '91'): string => usccOf(start, (serial += 1));

export type Place = { province: string; prefecture: string; county: string; code: string };
export const QINGDAO: Place = { province: '山东省', prefecture: '青岛市', county: '崂山区', code: '370212' };
/** What the form says, and what it sends. */
const KINDS: Readonly<Record<string, string>> = {
  企业: 'enterprise',
  高等学校: 'university',
  新型研发机构: 'new_rd_institution',
};

export type Organization = { uscc: string; name: string; kind: string; place: Place };

/** An organization that nobody registered yet. */
export function anOrganization(name: string, change: Partial<Organization> = {}): Organization {
  const kind = change.kind ?? '企业';
  return { uscc: newUscc(kind === '企业' ? '91' : '12'), name: `${name}${serial}`, kind, place: QINGDAO, ...change };
}

export async function choosePlace(page: Page, { province, prefecture, county }: Place): Promise<void> {
  await page.getByLabel('省、自治区、直辖市').selectOption({ label: province });
  await page.getByLabel('地市（直辖市选区县）').selectOption({ label: prefecture });
  await page.getByLabel('区县', { exact: true }).selectOption({ label: county });
}

/** Registers an organization for whoever is signed in, without the form: no page is opened. */
export async function registerOrganization(page: Page, { uscc, name, kind, place }: Organization): Promise<string> {
  const body = { uscc, name, kind: KINDS[kind], divisionCode: place.code };
  return (await post<{ id: string }>(page, '/api/v1/organizations', body)).id;
}
