import { m } from '#lib/paraglide/messages.js';
import type { Item } from './uploads.svelte.ts';

const KIB = 1024;

/** 320 KB, 4.1 MB: as phones and mail programs say it. */
export function sizeWords(bytes: number): string {
  if (bytes < KIB * KIB) return `${Math.max(1, Math.round(bytes / KIB))} KB`;
  return `${(bytes / KIB / KIB).toFixed(1)} MB`;
}

export const percentOf = ({ sent, bytes }: Pick<Item, 'sent' | 'bytes'>): number =>
  bytes === 0 ? 0 : Math.min(100, Math.floor((sent / bytes) * 100));

function leftWords(seconds: number): string {
  return seconds < 60
    ? m['materials.progress.seconds']({ count: Math.max(1, Math.ceil(seconds)) })
    : m['materials.progress.minutes']({ count: Math.ceil(seconds / 60) });
}

/** How a file on its way stands, in words: percent, speed and the time that is left. */
export function progressWords(item: Item): string {
  const percent = percentOf(item);
  switch (item.phase) {
    case 'preparing':
      return item.kept === null ? m['materials.progress.keeping']() : m['materials.progress.preparing']();
    case 'queued':
      return m['materials.progress.queued']();
    case 'checking':
      return m['materials.progress.checking']();
    case 'attached':
      return m['materials.state.attached']();
    case 'unscanned':
      return m['materials.state.unscanned']();
    case 'paused':
      return m['materials.progress.paused']({ percent });
    case 'waiting':
      if (item.problem?.status === 401) return m['materials.progress.signed_out']();
      return m['materials.progress.waiting']({ percent });
    case 'uploading':
      return item.perSecond === null
        ? m['materials.progress.percent']({ percent })
        : m['materials.progress.speed']({
            percent,
            speed: sizeWords(item.perSecond),
            left: leftWords((item.bytes - item.sent) / item.perSecond),
          });
    default:
      return '';
  }
}
