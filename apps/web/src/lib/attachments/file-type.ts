import { extensionOf, FILE_TYPES, FILE_TYPE_NAMES } from '@lianchuang/domain/attachments';
import { formOf, type MaterialForm } from '@lianchuang/domain/policies';

/** What the browser says a file is, or its name where the browser does not know the type, as with HEIC on many systems. */
export function typeOfFile({ name, type }: { name: string; type: string }): string {
  if (type in FILE_TYPES) return type;
  const extension = extensionOf(name);
  const known = FILE_TYPE_NAMES.find((each) => (FILE_TYPES[each].extensions as readonly string[]).includes(extension));
  return known ?? (type === '' ? 'application/octet-stream' : type);
}

/** The `accept` of a file input: types and, for pickers that know no types, extensions. */
export function acceptOf(forms: readonly MaterialForm[]): string {
  return FILE_TYPE_NAMES.filter((type) => forms.includes(formOf(type)))
    .flatMap((type) => [type, ...FILE_TYPES[type].extensions.map((each) => `.${each}`)])
    .join(',');
}
