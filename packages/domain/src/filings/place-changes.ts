import type { Filing, Place, Written } from './filing.ts';
import { liesIn } from './places.ts';

/** One place that is no longer what it was; null where there was nothing or is nothing. */
export type PlaceChange = { readonly place: Place; readonly before: unknown; readonly after: unknown };

/** A copy of what the applicant wrote. */
export function writtenIn({
  content,
  members,
  attachments,
}: Pick<Filing, 'content' | 'members' | 'attachments'>): Written {
  return {
    content,
    files: attachments.map(({ id, materialId, name }) => ({ id, materialId, name })),
    members: members.map(({ id, uscc, name, kind, chainPosition, duties, contributions }) => ({
      id,
      uscc,
      name,
      kind,
      chainPosition,
      duties,
      contributions,
    })),
  };
}

type Tree = { readonly [key: string]: unknown };

/** The same by places: mechanisms under their kind, members under their id, files under their material. */
function treeOf({ content, members, files }: Written): Tree {
  const materials: Record<string, Record<string, string>> = {};
  for (const { id, materialId, name } of files) materials[materialId] = { ...materials[materialId], [id]: name };
  return {
    ...content,
    mechanisms: Object.fromEntries(content.mechanisms.map(({ kind, text }) => [kind, text])),
    materials,
    members: Object.fromEntries(members.map(({ id, uscc: _, ...fields }) => [id, fields])),
  };
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows are told apart by their number; when there are more or fewer of them, it is the list that changed. */
function compare(place: Place, before: unknown, after: unknown): PlaceChange[] {
  const sameRows = Array.isArray(before) && Array.isArray(after) && before.length === after.length;
  if (!sameRows && !(isTree(before) && isTree(after))) {
    const same = JSON.stringify(before ?? null) === JSON.stringify(after ?? null);
    return same ? [] : [{ place, before: before ?? null, after: after ?? null }];
  }
  const [was, is] = [before as Tree, after as Tree];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return keys.flatMap((key) => compare(`${place}/${key}`, was[key], is[key]));
}

/** Where two states of a filing differ, place by place. */
export function changesBetween(before: Written, after: Written): PlaceChange[] {
  return compare('', treeOf(before), treeOf(after));
}

/** The changes that touch a place: in it, or around it as when the list that holds it grew. */
export function changesAt(changes: readonly PlaceChange[], place: Place): PlaceChange[] {
  return changes.filter((each) => liesIn(each.place, place) || liesIn(place, each.place));
}
