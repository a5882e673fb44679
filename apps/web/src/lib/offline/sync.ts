import { ourAnswer } from '#lib/device/our-answer.ts';
import { dropQueued, listQueue, type QueuedRequest } from '#lib/device/store.ts';
import type { SentKept } from './send-kept.ts';

/** What keeps a waiting request from being taken, in the server’s words. */
type Trouble = { id: number; title: string; reason: string };
export type Progress = { left: number; sent: number; troubles: Trouble[]; signedOut: boolean };

const LOCK = 'lianchuang.sync';

type Outcome = 'done' | 'later' | 'signed-out' | { reason: string };

async function send({ method, url, headers, body, key }: QueuedRequest): Promise<Outcome> {
  const answer = await fetch(url, { method, body, headers: { ...headers, 'idempotency-key': key } }).catch(() => null);
  if (answer === null || answer.status >= 500) return 'later';
  const said = await ourAnswer(answer);
  // A record that was changed, or a problem with its code: of anything else nobody knows whether the request arrived.
  if ((answer.ok ? said?.id : said?.code) === undefined) return 'later';
  if (answer.ok) return 'done';
  if (answer.status === 401) return 'signed-out';
  // A quota of the day is not over in a moment: the person decides, and what comes after does not wait for it.
  if (answer.status === 429 && said?.code !== 'filing.invited-too-often') return 'later';
  return { reason: said?.detail ?? said?.title ?? String(answer.status) };
}

/**
 * Sends what waits for one person, in its order, from one tab at a time. A request leaves the device only when the server
 * answered it; its key makes sure that it counts once however often that takes.
 */
export async function syncQueue(userId: string, told: (progress: Progress) => void): Promise<Progress> {
  const progress: Progress = { left: 0, sent: 0, troubles: [], signedOut: false };
  const work = async (lock: Lock | null) => {
    const queue = await listQueue(userId);
    progress.left = queue.length;
    if (lock === null) return;
    for (const request of queue) {
      told({ ...progress });
      const outcome = await send(request);
      if (outcome === 'signed-out') progress.signedOut = true;
      if (outcome === 'signed-out' || outcome === 'later') return;
      if (outcome === 'done') {
        await dropQueued(request.id);
        progress.sent += 1;
      } else progress.troubles = [...progress.troubles, { id: request.id, title: request.title, ...outcome }];
      progress.left -= 1;
    }
  };
  await navigator.locks.request(LOCK, { ifAvailable: true }, work);
  told({ ...progress });
  return progress;
}

/** What was queued and what was typed elsewhere, as one; null for the second where its script could not be had. */
export function together(queued: Progress, kept: SentKept | null) {
  const progress: Progress = {
    ...queued,
    left: queued.left + (kept?.left ?? 0),
    sent: queued.sent + (kept?.sent ?? 0),
    signedOut: queued.signedOut || kept?.signedOut === true,
  };
  const waits = kept?.waits ?? [];
  const open = progress.left + progress.troubles.length + waits.length;
  return {
    progress,
    waits,
    again: (progress.left > 0 || kept === null) && !progress.signedOut,
    done: progress.sent > 0 && open === 0 && kept !== null,
  };
}
