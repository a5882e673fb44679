import { changedPart, mergeDrafts } from '@lianchuang/domain/filings';
import { Keeper, thisMoment, type Snapshot } from '#lib/device/keeper.ts';
import { localDrafts, type LastResort } from '#lib/device/last-resort.ts';
import { listDrafts, type KeptDraft } from '#lib/device/store.ts';
import { isInHand } from '#lib/filings/drafts-in-hand.ts';
import { PREFIXES, type StepReply } from '#lib/filings/part.ts';
import { sendPart } from '#lib/filings/send-part.ts';
import type { Step } from '#lib/filings/steps.ts';

const LOCK = 'lianchuang.drafts';

type Place = ConstructorParameters<typeof Keeper>[0];
type Outcome = 'done' | 'nothing' | 'later' | 'signed-out' | 'for-the-person';
export type SentKept = {
  sent: number;
  /** What to try again. */
  left: number;
  /** What the server refuses, or somebody else changed as well. */
  waits: Pick<Place, 'href' | 'title'>[];
  signedOut: boolean;
};

/** Steps that a form saves as one. What is kept beside them, such as an invitation, only its own button sends. */
const SAVED: ReadonlySet<string> = new Set<Step>(['basics', 'topics', 'duties', 'mechanisms', 'plan', 'statements']);

/** The last resort keeps no more than the address. */
function whereOf(kept: LastResort | KeptDraft): { filingId: string; step: string } {
  if ('step' in kept) return kept;
  const [, filingId = '', step = '', part = step] = /\/filings\/([^/]+)\/([a-z]+)(?:#(.+))?$/.exec(kept.href) ?? [];
  return { filingId, step: part };
}

/** Steps in which something was typed that the server does not have, but for the one whose form is open: that one looks after itself. */
export async function keptElsewhere(userId: string, open: string): Promise<Place[]> {
  const kept = [...(await listDrafts(userId).catch(() => [])), ...localDrafts(userId)];
  const places = kept.flatMap((each): Place[] => {
    const { href, title, savedAt } = each;
    const { filingId, step } = whereOf(each);
    return href === open || savedAt !== undefined || !SAVED.has(step) ? [] : [{ userId, filingId, step, href, title }];
  });
  return [...new Map(places.map((each) => [each.href, each])).values()];
}

async function answerTo({ href, step }: Place, base: unknown, mine: unknown): Promise<StepReply | Outcome> {
  const prefix = PREFIXES[step as keyof typeof PREFIXES] as string | undefined;
  const result = await sendPart(href, changedPart(base, mine), { prefix }).catch(() => null);
  if (result === null || result.type === 'error') return 'later';
  if (result.type === 'success') return result.data as StepReply;
  if (result.type !== 'failure') return 'for-the-person';
  if (result.status === 401) return 'signed-out';
  return result.status >= 500 || result.status === 429 ? 'later' : 'for-the-person';
}

/** What was sent before and not answered goes first, as it was: sent twice it counts once. */
async function sendOne(place: Place): Promise<Outcome> {
  const keeper = new Keeper(place, () => undefined);
  const kept = await keeper.find();
  if (kept === null || kept.savedAt !== undefined) return 'nothing';
  // A release that is gone kept no state to compare with: its page asks the person.
  if (typeof kept.base === 'string') return 'for-the-person';
  let { base, typed, at } = kept;
  // Typed on meanwhile, in another tab: that one sends it.
  const note = async (snapshot: Snapshot): Promise<void> => {
    if ((await keeper.find())?.at === at) at = await keeper.note(snapshot);
  };
  let reply: StepReply | Outcome | undefined;
  for (const unanswered of [true, false]) {
    if (unanswered && kept.sent === undefined) continue;
    const mine = unanswered ? kept.sent : typed;
    if (!unanswered) await note({ typed, base, sent: mine });
    reply = await answerTo(place, base, mine);
    if (typeof reply === 'string') return reply;
    base = JSON.parse(reply.base) as unknown;
    typed = mergeDrafts(mine, typed, reply.typed).value;
  }
  const { version, savedAt = thisMoment() } = reply as StepReply;
  await note({ typed, base, version, savedAt });
  return 'done';
}

/**
 * Sends what was typed in other steps without a network, one step after the other and from one tab at a time. What the server
 * refuses, or what somebody else changed as well, stays where it is until the person opens it.
 */
export async function sendKept(userId: string, open: string): Promise<SentKept> {
  const told: SentKept = { sent: 0, left: 0, waits: [], signedOut: false };
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    const places = lock === null ? [] : await keptElsewhere(userId, open);
    for (const [nth, place] of places.entries()) {
      if (isInHand(place.href)) {
        told.left += 1;
        continue;
      }
      const outcome = await sendOne(place);
      if (outcome === 'later' || outcome === 'signed-out') {
        told.left += places.length - nth;
        told.signedOut = outcome === 'signed-out';
        return;
      }
      if (outcome === 'done') told.sent += 1;
      if (outcome === 'for-the-person') told.waits.push(place);
    }
  });
  return told;
}
