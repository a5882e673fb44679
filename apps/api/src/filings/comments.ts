import type { AddComment, ThreadView } from '@lianchuang/contract/signing';
import { commit } from '@lianchuang/db/commit';
import { findFiling } from '@lianchuang/db/filings/read';
import { listComments, type CommentRecord } from '@lianchuang/db/filings/signing';
import { insertComment, resolveThread } from '@lianchuang/db/filings/signing-writes';
import { newId, sha256 } from '@lianchuang/db/ids';
import {
  canonicalJson,
  isClause,
  mayResolve,
  MOST_COMMENTS,
  ownMember,
  rolesOn,
  talksAbout,
  type Filing,
  type FilingRole,
} from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import { toldBy } from '@lianchuang/domain/notifications';
import type { SignedAsk } from '../http/context.ts';
import { unsaved } from './save.ts';
import { threadViews } from './signing-view.ts';

type Said = CommentRecord & { readonly by: string };
type Talk = { readonly filing: Filing; readonly roles: ReadonlySet<FilingRole>; readonly comments: Said[] };

/** The talk about a filing, for somebody who belongs to one of its parties. */
async function openTalk({ db, viewer }: SignedAsk, id: string): Promise<Result<Talk>> {
  const found = await findFiling(db, viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const roles = rolesOn(found.filing, viewer);
  if (!talksAbout(roles)) return refuse({ code: 'not-allowed' });
  return ok({ filing: found.filing, roles, comments: await listComments(db, id) });
}

function shown(ask: SignedAsk, { roles }: Talk, comments: readonly Said[], threadId: string): ThreadView {
  const thread = threadViews(comments, ask.viewer.userId, roles).find(({ id }) => id === threadId);
  if (thread === undefined) throw new Error(`no thread ${threadId}`);
  return thread;
}

/** Says something about a clause, or answers in a thread. The event names the text by its hash: the words stay with the parties. */
export async function addComment(ask: SignedAsk, id: string, body: AddComment): Promise<Result<ThreadView>> {
  const { db, viewer, now, keyed } = ask;
  const talk = await openTalk(ask, id);
  if (!talk.ok) return talk;
  const { filing, comments, roles } = talk.value;
  const thread =
    body.threadId === undefined
      ? undefined
      : comments.find(({ id: first, threadId }) => first === body.threadId && first === threadId);
  if (body.threadId !== undefined && thread === undefined) return refuse({ code: 'not-found' });
  if (thread !== undefined && thread.resolvedAt !== null) return refuse({ code: 'filing.comment-resolved' });
  const pointer = thread?.pointer ?? body.pointer;
  if (thread === undefined && !isClause(pointer, filing))
    return refuse({ code: 'invalid-input', errors: [{ pointer: '/pointer', code: 'not-in-list' }] });
  if (comments.length >= MOST_COMMENTS) return refuse({ code: 'filing.too-many-comments', most: MOST_COMMENTS });
  const isLead = roles.has('lead_viewer');
  const own = isLead ? null : ownMember(filing, viewer);
  const organization = own?.name ?? filing.lead.name;
  const commentId = newId('comment');
  const row = {
    id: commentId,
    jurisdiction: filing.jurisdiction,
    filingId: id,
    threadId: thread?.id ?? commentId,
    pointer,
    text: body.text,
    memberId: own?.id ?? null,
    organization,
    userId: viewer.userId,
    resolvedAt: null,
    resolvedBy: null,
  };
  const comment: Said = { ...row, version: 1, chainHash: null, createdAt: now, updatedAt: now, by: viewer.name };
  const view = shown(ask, talk.value, [...comments, comment], comment.threadId);
  const memberIds = comments.flatMap((each) => (each.threadId === thread?.id ? (each.memberId ?? []) : []));
  const done = await commit(db, {
    subject: { table: 'comments', id: commentId, chainHash: null },
    expectedVersion: 0,
    jurisdiction: filing.jurisdiction,
    action: 'comment.add',
    actor: { id: viewer.userId, name: viewer.name, organization },
    at: now,
    payload: {
      filingId: id,
      threadId: comment.threadId,
      pointer,
      textHash: await sha256(canonicalJson({ id: commentId, text: body.text })),
    },
    statements: [insertComment(db, row, now)],
    tells: {
      subject: id,
      channels: ask.channels,
      told: toldBy({
        action: 'comment.add',
        filing,
        before: null,
        member: own ?? undefined,
        talk: { pointer, memberIds },
      }),
    },
    quotas: await ask.quotas('filing.comment', own?.organizationId ?? filing.lead.organizationId),
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 201, body: JSON.stringify(view) } }),
  });
  return done.ok ? ok(view) : unsaved(done.refusal);
}

/** Settles a thread: whoever began it, or the lead. */
export async function resolveComment(ask: SignedAsk, id: string, threadId: string): Promise<Result<ThreadView>> {
  const { db, viewer, now, keyed } = ask;
  const talk = await openTalk(ask, id);
  if (!talk.ok) return talk;
  const { filing, comments, roles } = talk.value;
  const thread = comments.find((each) => each.id === threadId && each.threadId === threadId);
  if (thread === undefined) return refuse({ code: 'not-found' });
  if (!mayResolve(thread, viewer.userId, roles)) return refuse({ code: 'not-allowed' });
  if (thread.resolvedAt !== null) return refuse({ code: 'filing.comment-resolved' });
  const organization = roles.has('lead_viewer')
    ? filing.lead.name
    : (ownMember(filing, viewer)?.name ?? thread.organization);
  const settled = { ...thread, resolvedAt: now, resolvedBy: organization };
  const view = shown(
    ask,
    talk.value,
    comments.map((each) => (each.id === threadId ? settled : each)),
    threadId,
  );
  const done = await commit(db, {
    subject: { table: 'comments', id: threadId, chainHash: thread.chainHash },
    expectedVersion: thread.version,
    jurisdiction: filing.jurisdiction,
    action: 'comment.resolve',
    actor: { id: viewer.userId, name: viewer.name, organization },
    at: now,
    payload: { filingId: id, threadId },
    statements: [resolveThread(db, threadId, now, organization)],
    ...(keyed === null ? {} : { idempotency: { ...keyed, status: 200, body: JSON.stringify(view) } }),
  });
  return done.ok ? ok(view) : unsaved(done.refusal);
}
