import type { Db } from '@lianchuang/db/client';
import { findConsortium } from '@lianchuang/db/consortia/read';
import { indexConsortium, searchFields } from '@lianchuang/db/consortia/search';
import { listWaiting, REPEATABLE, type Message } from '@lianchuang/db/outbox/read';
import { claim, closeInvitation, markDone, markFailed } from '@lianchuang/db/unlogged';
import type { Instant } from '@lianchuang/domain/kernel';
import { pinyinInitials } from '../consortia/pinyin-initials.ts';
import { mailInvitation, textInvitation } from '../notifications/deliver-invitation.ts';
import { mailDigest, mailNotification, textNotification } from '../notifications/deliver.ts';
import { TAKEN, type Delivery } from '../platform/delivery.ts';
import { loggable } from '../platform/loggable.ts';
import type { Post } from '../platform/post.ts';

/** One invocation of a Worker may ask D1 a thousand times; a letter asks five or six times, an entry of the index twelve times. */
const MOST_PER_RUN = 100;
const MOST_ENTRIES = 30;
const AT_ONCE = 5;
/** After so many tries a message is set aside. */
const MOST_TRIES = 5;
/** A try whose end nobody knows may have reached the person: it is followed by one more at most. */
const MOST_UNKNOWN = 2;

async function indexOne(db: Db, message: Message): Promise<Delivery> {
  const found = await findConsortium(db, String(message.payload['consortiumId']));
  if (found === undefined) return TAKEN;
  const { record, members } = found;
  const initials = [record.name, record.leadName].map(pinyinInitials);
  await indexConsortium(db, record, searchFields(record, members, initials));
  return TAKEN;
}

const handlers: Readonly<Record<string, (db: Db, post: Post, message: Message) => Promise<Delivery>>> = {
  'consortium.index': (db, _, message) => indexOne(db, message),
  'notification.mail': mailNotification,
  'notification.text': textNotification,
  'digest.mail': mailDigest,
  'invitation.mail': mailInvitation,
  'invitation.text': textInvitation,
};

const NOWHERE: Post = { mail: null, sms: null, origin: '' };

/** Performs one message. The carriers throw nothing, so whatever is thrown was thrown before anything was handed over. */
async function tried(db: Db, post: Post, message: Message): Promise<Delivery> {
  try {
    const handler = handlers[message.kind];
    return handler === undefined ? { is: 'refused', why: 'unknown kind' } : await handler(db, post, message);
  } catch (error) {
    return { is: 'failed', why: loggable(error) };
  }
}

/** Whether a message is given up after a try that did not go well. */
function givenUp({ is }: Delivery, { attempts, unknownTries }: Message): boolean {
  const tries = attempts + 1;
  const unknown = unknownTries + (is === 'unknown' ? 1 : 0);
  return is === 'refused' || tries >= MOST_TRIES || unknown >= MOST_UNKNOWN;
}

/** Where a lead is shown what became of a message, that is noted first: noted twice does no harm, and whoever died between sends it to nobody again. */
async function closed(
  db: Db,
  { kind, payload }: Message,
  end: { sentAt: Instant } | { failedAt: Instant },
): Promise<void> {
  if (kind.startsWith('invitation.')) await closeInvitation(db, String(payload['invitationId']), end);
}

/** Notes how a try ended; a message that is set aside is an alarm. */
async function note(db: Db, message: Message, outcome: Delivery, at: Instant, claimed: boolean): Promise<void> {
  if (outcome.is === 'taken' || outcome.is === 'needless') {
    await closed(db, message, outcome.is === 'taken' ? { sentAt: at } : { failedAt: at });
    return markDone(db, message.id, at);
  }
  const aside = givenUp(outcome, message);
  const { id, kind } = message;
  console.error(
    JSON.stringify({
      at: 'outbox',
      ...(aside ? { alarm: 'set aside' } : {}),
      kind,
      id,
      error: outcome.why.slice(0, 200),
    }),
  );
  if (aside) await closed(db, message, { failedAt: at });
  return markFailed(db, id, {
    why: outcome.why,
    counted: claimed,
    certain: claimed && outcome.is !== 'unknown',
    setAsideAt: aside ? at : null,
  });
}

/** What may not happen twice is claimed first; whoever died with it in hand leaves it to one more try. */
async function perform(db: Db, post: Post, message: Message, at: Instant): Promise<void> {
  if (REPEATABLE.includes(message.kind)) return note(db, message, await tried(db, post, message), at, false);
  if (message.unknownTries >= MOST_UNKNOWN) {
    const why = message.lastError ?? 'nobody knows whether it arrived';
    return note(db, message, { is: 'refused', why }, at, false);
  }
  if (!(await claim(db, message, at))) return;
  return note(db, message, await tried(db, post, message), at, true);
}

/** One message after the other, those to people in a few hands; what fails to be noted is found again by the next run. */
async function performAll(
  db: Db,
  post: Post,
  messages: readonly Message[],
  at: Instant,
  hands: number,
): Promise<number> {
  const waiting = [...messages];
  let noted = 0;
  const hand = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { id, kind } = next;
      try {
        await perform(db, post, next, at);
        noted += 1;
      } catch (error) {
        console.error(JSON.stringify({ at: 'outbox', kind, id, error: loggable(error) }));
      }
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
  return noted;
}

type How = {
  /** Without a way to reach people, only what the databases do by themselves is performed. */
  readonly post?: Post;
  /** For the bell: only what was tried no more often than this. */
  readonly mostAttempts?: number | undefined;
};
/** How far a run came; `more` is what to ask of the next run where one run was too short. */
export type Run = { readonly noted: number; readonly more: { readonly mostAttempts: number } | null };

/**
 * Performs what committed changes asked for, as much as one invocation may. Safe to run late, twice or at once. A message that
 * fails waits for the next sweep and is set aside after the fifth; the others go on.
 */
export async function drainOutbox(db: Db, at: Instant, { post, mostAttempts }: How = {}): Promise<Run> {
  const waiting = await listWaiting(db, at, {
    limit: MOST_PER_RUN,
    mostAttempts,
    ...(post === undefined ? { kinds: REPEATABLE } : {}),
  });
  const entries = waiting.filter(({ kind }) => REPEATABLE.includes(kind));
  const letters = waiting.filter(({ kind }) => !REPEATABLE.includes(kind));
  const own = entries.slice(0, MOST_ENTRIES);
  // Places in the index are given one after the other.
  const placed = await performAll(db, post ?? NOWHERE, own, at, 1);
  const noted = placed + (await performAll(db, post ?? NOWHERE, letters, at, AT_ONCE));
  const isShort = waiting.length === MOST_PER_RUN || own.length < entries.length;
  // What fails now was tried once more than that: nothing is tried over and over. Where nothing can be noted, the sweeper comes.
  const more = { mostAttempts: Math.max(0, ...waiting.map(({ attempts }) => attempts)) };
  return { noted, more: isShort && noted > 0 ? more : null };
}
