import { ok, refuse, type Instant, type Result } from '../kernel/index.ts';
import type { PolicyVersion } from '../policies/index.ts';
import { changesAt, changesBetween, writtenIn, type PlaceChange } from './place-changes.ts';
import {
  EDITABLE,
  type Correction,
  type CorrectionItem,
  type CorrectionRequest,
  type Filing,
  type Place,
} from './filing.ts';
import { liesIn, placeAt, placesOf } from './places.ts';
import type { FilingRefusal } from './refusals.ts';

/** The items that an officer asks for with the places that they open; refused when one points at nothing. */
export function itemsAsked(
  requests: readonly CorrectionRequest[],
  filing: Filing,
  policy: PolicyVersion,
): Result<CorrectionItem[], FilingRefusal> {
  const items = requests.map(({ code, pointer, text, mustAnswer = false }) => {
    const opens = pointer == null ? null : placeAt(pointer, filing, policy);
    return { code, pointer: pointer ?? '', text, opens, mustAnswer: mustAnswer || pointer == null, reply: null };
  });
  const lost = items.flatMap(({ opens }, at) => (opens === undefined ? [at] : []));
  if (lost.length > 0) {
    const possible = placesOf(filing, policy);
    const errors = lost.map((at) => ({ pointer: `/items/${at}/pointer`, code: 'filing.pointer-unknown', possible }));
    return refuse({ code: 'invalid-input', errors });
  }
  return ok(items as CorrectionItem[]);
}

/** The place that an item opens. Before items kept it, every correction opened the whole filing. */
export const opensOf = (item: Pick<CorrectionItem, 'opens'>): Place | null =>
  item.opens === undefined ? '' : item.opens;

/** The places that the applicant may change now: all of a draft, in a correction those that it points at, else none. */
export function openPlaces({ status, correction }: Pick<Filing, 'status' | 'correction'>): Place[] {
  if (!EDITABLE.includes(status)) return [];
  if (status === 'draft' || correction === null) return [''];
  return [...new Set(correction.items.map(opensOf))].filter((each) => each !== null);
}

/** Whether the applicant may change this place now. */
export function isOpen(filing: Pick<Filing, 'status' | 'correction'>, place: Place): boolean {
  return openPlaces(filing).some((each) => liesIn(place, each));
}

/** Decides a change of what the applicant wrote: anything in a draft, in a correction exactly what it points at. */
export function decideEdit(was: Filing, next: Filing): Result<Filing, FilingRefusal> {
  if (!EDITABLE.includes(was.status)) return refuse({ code: 'filing.not-editable', status: was.status });
  const closed = changesBetween(writtenIn(was), writtenIn(next)).filter(({ place }) => !isOpen(was, place));
  if (closed.length === 0) return ok(next);
  return refuse({
    code: 'filing.field-not-open',
    changed: closed.map(({ place }) => place),
    open: openPlaces(was),
  });
}

/** What was changed at the place of an item since it was asked for; empty when nobody remembers what stood there. */
export function changesFor(filing: Filing, item: Pick<CorrectionItem, 'opens'>): PlaceChange[] {
  const place = opensOf(item);
  const before = filing.correction?.before;
  return place === null || before === undefined ? [] : changesAt(changesBetween(before, writtenIn(filing)), place);
}

/** An item is answered by a change at its place or by words. */
export function isAnswered(filing: Filing, item: CorrectionItem): boolean {
  return item.reply != null || changesFor(filing, item).length > 0;
}

/** The numbers, from 1, of the items that have to be answered before the filing is sent again and are not. */
export function unanswered(filing: Filing): number[] {
  const items = filing.correction?.items ?? [];
  return items.flatMap((each, at) => (each.mustAnswer === true && !isAnswered(filing, each) ? [at + 1] : []));
}

/** The correction with the applicant's words on one item; empty words take them back. Undefined when there is no such item. */
export function replied(
  correction: Correction,
  { item, text, at }: { item: number; text: string; at: Instant },
): Correction | undefined {
  if (correction.items[item] === undefined) return undefined;
  const reply = text.trim() === '' ? null : { text, at };
  return { ...correction, items: correction.items.map((each, nth) => (nth === item ? { ...each, reply } : each)) };
}
