import type { Kept } from '#lib/device/kept.ts';
import type { ProblemFields } from '#lib/ui/problem.ts';
import { m } from '#lib/paraglide/messages.js';
import type { StepReply } from './part.ts';

export type Mark = { kind: 'server' | 'local' | 'unsaved'; text?: string; at?: string; note?: string };

type Where = {
  /** Something is not on the server yet. */
  waits: boolean;
  /** What this device said; null before anything had to be kept. */
  kept: Kept | null;
  /** When the server last took everything. */
  at: string | undefined;
  /** Why it waits. */
  note: string;
};

/** What the save mark says, for the server and for this device each. */
export function markOf({ waits, kept, at, note }: Where): Mark {
  const device = {
    kept: m['ui.save.device.kept'],
    full: m['ui.save.device.full'],
    refused: m['ui.save.device.refused'],
  };
  if (!waits) return { kind: 'server', ...(at && { at }), ...(at && kept && { note: device[kept]() }) };
  if (kept === 'kept') return { kind: 'local', ...(note && { note }) };
  if (kept === null) return { kind: 'unsaved', ...(note && { note }) };
  return { kind: 'unsaved', note: device[kept]() + note };
}

/** What is said when the server refuses what was sent by itself: mistakes are counted, they are shown where somebody asks to save. */
export function refusalOf({ disputes, errors = {}, problem }: StepReply): {
  note: string;
  problem: ProblemFields | null;
} {
  if (disputes) return { note: m['apply.save.changed'](), problem: null };
  const count = Object.keys(errors).length;
  return count > 0
    ? { note: m['apply.save.mend']({ count }), problem: null }
    : { note: m['apply.save.refused'](), problem: problem ?? null };
}
