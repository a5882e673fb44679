import { divisionName } from '@lianchuang/domain/divisions';
import { findJurisdiction, type Locale } from '@lianchuang/domain/kernel';

/** A division by code, with its name where it is known. */
export function divisionView(code: string): { code: string; name: string } {
  return { code, name: divisionName(code) ?? code };
}

/** A bureau by its code, in the caller's language. */
export function jurisdictionView(code: string, locale: Locale): { code: string; name: string; office: string } {
  const found = findJurisdiction(code);
  return { code, name: found?.name[locale] ?? code, office: found?.office[locale] ?? code };
}
