import { divisionName, findDivision, listChildren } from '@lianchuang/domain/divisions';
import { basics } from '#lib/filings/basics.ts';
import { savePart } from '#lib/filings/save-part.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The divisions inside a bureau's area, the area itself last. */
function divisionsOf(jurisdiction: string): { value: string; text: string }[] {
  const below = listChildren(jurisdiction).flatMap(({ code, name, level }) =>
    level === 'county'
      ? [{ code, name }]
      : listChildren(code).map((each) => ({ code: each.code, name: name + each.name })),
  );
  const own =
    findDivision(jurisdiction) === undefined ? [] : [{ code: jurisdiction, name: divisionName(jurisdiction) ?? '' }];
  return [...below, ...own].map(({ code, name }) => ({ value: code, text: name }));
}

export const load: PageServerLoad = async ({ parent }) => {
  const { filing } = await parent();
  return { divisions: divisionsOf(filing.jurisdiction.code) };
};

export const actions: Actions = { save: (event) => savePart(event, basics) };
