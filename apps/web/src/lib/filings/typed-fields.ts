/** The text of a field with line ends as the server keeps them. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}

export function textsOf<Name extends string>(
  form: FormData,
  names: readonly Name[],
  prefix = '',
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, textOf(form, prefix + name)])) as Record<Name, string>;
}

/** Nothing but spaces counts as nothing. */
export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}

export const isBlank = (row: Record<string, string>): boolean => Object.values(row).every((text) => text.trim() === '');

/**
 * Rows named `list.0.key`, in their order. Blank rows and the one that `remove` names are left out;
 * `list.` may itself hold indexes.
 */
export function rowsOf<Key extends string>(
  form: FormData,
  list: string,
  keys: readonly Key[],
  keep: (row: Record<Key, string>) => boolean = (row) => !isBlank(row),
): Record<Key, string>[] {
  const removed = form.get('remove');
  return rowNumbers(form, list)
    .filter((index) => removed !== `${list}.${index}`)
    .map((index) => textsOf(form, keys, `${list}.${index}.`))
    .filter(keep);
}

export function rowNumbers(form: FormData, list: string): number[] {
  const found = new Set<number>();
  for (const name of form.keys()) {
    if (!name.startsWith(`${list}.`)) continue;
    const index = /^\d{1,3}(?=\.)/.exec(name.slice(list.length + 1));
    if (index) found.add(Number(index[0]));
  }
  return [...found].sort((a, b) => a - b);
}
