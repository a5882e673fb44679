import type { Kept } from '#lib/device/kept.ts';
import { m } from '#lib/paraglide/messages.js';

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
