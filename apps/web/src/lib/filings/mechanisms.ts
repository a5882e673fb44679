import type { MechanismKind } from '@lianchuang/domain/policies';
import { labels } from '#lib/labels.ts';
import { PREFIXES, type Part } from './part.ts';
import { textOf } from './typed-fields.ts';

export type Mechanisms = Record<MechanismKind, string>;

const kinds = (): MechanismKind[] => labels('mechanism').map((each) => each.value);
const each = (text: (kind: MechanismKind) => string): Mechanisms =>
  Object.fromEntries(kinds().map((kind) => [kind, text(kind)])) as Mechanisms;

export const mechanisms: Part<Mechanisms> = {
  step: 'mechanisms',
  prefix: PREFIXES.mechanisms,
  typed: (form) => each((kind) => textOf(form, `mechanisms.${kind}`)),
  of: (filing) => each((kind) => filing.mechanisms.find((one) => one.kind === kind)?.text ?? ''),
  edit(typed) {
    const written = kinds().filter((kind) => typed[kind].trim() !== '');
    const body = { mechanisms: written.map((kind) => ({ kind, text: typed[kind] })) };
    // The API counts the mechanisms that were sent; the form names them.
    const field = (pointer: string) => `mechanisms.${written[Number(pointer.split('/')[2])] ?? ''}`;
    return { edits: [{ path: '', body, field }], errors: {} };
  },
};
