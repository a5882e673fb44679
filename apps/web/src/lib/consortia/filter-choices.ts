import { divisionName, listChildren } from '@lianchuang/domain/divisions';
import { INDUSTRIES, findIndustry, listIndustries } from '@lianchuang/domain/industries';
import { JURISDICTIONS, findJurisdiction, withDescendants } from '@lianchuang/domain/kernel';
import { CONSORTIUM_SORTS } from '@lianchuang/contract/consortia';
import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { RegisterFilter } from './register-filter.ts';

type Option = { value: string; text: string };

const sorts: Record<(typeof CONSORTIUM_SORTS)[number], () => string> = {
  '-registeredOn': m['site.register.sort.newest'],
  registeredOn: m['site.register.sort.oldest'],
  name: m['site.register.sort.name'],
  validTo: m['site.register.sort.ending'],
};

const places = (jurisdiction: string | undefined) =>
  jurisdiction === undefined ? JURISDICTIONS.map((each) => each.code) : withDescendants(jurisdiction);

/** What each select of the filter bar offers; divisions and industries are those of the chosen place. */
export function filterChoices({
  jurisdiction,
}: RegisterFilter): Record<'jurisdiction' | 'industry' | 'division' | 'status' | 'sort', Option[]> {
  const locale = getLocale();
  const registers = places(jurisdiction).filter((code) => findJurisdiction(code)?.numberPattern != null);
  const industries = jurisdiction === undefined ? INDUSTRIES : registers.flatMap(listIndustries);
  return {
    jurisdiction: JURISDICTIONS.map(({ code, name }) => ({ value: code, text: name[locale] })),
    industry: industries.map(({ code, name }) => ({ value: code, text: name[locale] })),
    division: registers.flatMap((code) => listChildren(code).map((each) => ({ value: each.code, text: each.name }))),
    status: (['in_force', 'expired', 'revoked'] as const).map((value) => ({
      value,
      text: label('consortiumStatus', value),
    })),
    sort: CONSORTIUM_SORTS.map((value) => ({ value, text: sorts[value]() })),
  };
}

const text = (options: Option[], value: string) => options.find((each) => each.value === value)?.text ?? value;

/** The values of a filter in words, with the words for what is left open. */
export function filterWords(filter: RegisterFilter) {
  const choices = filterChoices(filter);
  const { industry, division, jurisdiction, status, sort = '-registeredOn' } = filter;
  const place = jurisdiction === undefined ? m['site.register.everywhere']() : text(choices.jurisdiction, jurisdiction);
  return {
    industry:
      industry === undefined
        ? m['site.register.all_industries']()
        : (findIndustry(industry)?.name[getLocale()] ?? industry),
    place: division === undefined ? place : (divisionName(division) ?? division),
    jurisdiction: place,
    status: status === undefined ? m['site.register.all_statuses']() : text(choices.status, status),
    sort: text(choices.sort, sort),
  };
}
