import { fingerprint, type Part } from './part.ts';
import { chooseSide } from './choose-side.ts';
import { textOf } from './typed-fields.ts';

export type SentPart = { base: unknown; mine: unknown };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * What the form started from. A page of the release before sends a fingerprint instead: if that is what the server still has,
 * nothing changed meanwhile; if not, nobody knows what did, and everything that differs is for a person to look at.
 */
function baseOf(form: FormData, theirs: unknown): unknown {
  const text = textOf(form, 'base');
  const base = parsed(text);
  if (typeof base === 'object' && base !== null) return base;
  return fingerprint(theirs) === text ? theirs : {};
}

/** What a form says: all of a step, or what a script found changed in it, with the choice that a button without script made. */
export function sentPart<T>(part: Part<T>, form: FormData, theirs: T): SentPart {
  const base = baseOf(form, theirs);
  const typed = part.typed(form);
  if (!form.has('only')) return settled({ base, mine: typed }, form);
  const only = new Set(textOf(form, 'only').split(','));
  return { base, mine: Object.fromEntries(Object.entries(typed as object).filter(([key]) => only.has(key))) };
}

function settled(sent: SentPart, form: FormData): SentPart {
  const choice = /^(mine|theirs):(.*)$/s.exec(textOf(form, 'settle'));
  const shown = parsed(textOf(form, 'theirs'));
  const dispute = parsed(choice?.[2] ?? '') as { pointer?: unknown; theirs?: unknown; mine?: unknown } | undefined;
  if (choice === null || shown === undefined || typeof dispute?.pointer !== 'string') return sent;
  const { pointer, mine, theirs } = dispute;
  return chooseSide({ ...sent, theirs: shown }, { pointer, mine, theirs }, choice[1] === 'mine' ? 'mine' : 'theirs');
}
