import type { AttachmentRow } from '@lianchuang/contract/attachments';
import { m } from '#lib/paraglide/messages.js';
import type { StateKind } from '#lib/ui/State.svelte';

const states: Record<AttachmentRow['state'], { kind: StateKind; text: () => string }> = {
  uploading: { kind: 'draft', text: m['materials.state.uploading'] },
  stored: { kind: 'run', text: m['materials.state.stored'] },
  checked: { kind: 'run', text: m['materials.state.checked'] },
  attached: { kind: 'ok', text: m['materials.state.attached'] },
  refused: { kind: 'bad', text: m['materials.state.refused'] },
  removed: { kind: 'end', text: m['materials.state.removed'] },
  expired: { kind: 'end', text: m['materials.state.expired'] },
};
const scans: Record<AttachmentRow['scan'], { kind: StateKind; text: () => string }> = {
  waiting: { kind: 'run', text: m['materials.scan.waiting'] },
  not_scanned: { kind: 'warn', text: m['materials.scan.not_scanned'] },
  clean: { kind: 'ok', text: m['materials.scan.clean'] },
  infected: { kind: 'bad', text: m['materials.scan.infected'] },
  unscannable: { kind: 'warn', text: m['materials.scan.unscannable'] },
};
const refusals: Record<NonNullable<AttachmentRow['refusedFor']>, () => string> = {
  infected: m['materials.refused.infected'],
  lost: m['materials.refused.lost'],
};

/** It has arrived and stays where it is: nobody is there to check it. */
export const isUnscanned = ({
  state,
  scan,
  tooLargeToScan,
}: Pick<AttachmentRow, 'state' | 'scan' | 'tooLargeToScan'>) =>
  state === 'stored' && scan === 'not_scanned' && !tooLargeToScan;
export const stateOfFile = ({ state }: Pick<AttachmentRow, 'state'>) => ({
  kind: states[state].kind,
  text: states[state].text(),
});
export const scanOfFile = ({ scan, tooLargeToScan }: Pick<AttachmentRow, 'scan' | 'tooLargeToScan'>) => ({
  kind: scans[scan].kind,
  text: tooLargeToScan ? m['materials.scan.too_large']() : scans[scan].text(),
});
/** Why a file was refused after it had arrived, and what to do. */
export const refusalOfFile = ({ refusedFor }: Pick<AttachmentRow, 'refusedFor'>): string | null =>
  refusedFor === null ? null : refusals[refusedFor]();
