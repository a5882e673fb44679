import type { ClockView, FilingMemberView, FilingRow, FilingView } from '@lianchuang/contract/filings';
import type { FilingListRow } from '@lianchuang/db/filings/list';
import { elapsedWorkingDays, publishedCalendar, workingDaysLeft } from '@lianchuang/domain/calendar';
import {
  actionWords,
  allowedActions,
  EDITABLE,
  openPlaces,
  receiptsOf,
  rolesOn,
  signatureState,
  type Clock,
  type Filing,
  type FilingMember,
  type LeftBehind,
} from '@lianchuang/domain/filings';
import { findIndustry } from '@lianchuang/domain/industries';
import { dayOf, endOfDay, formatInstant, type Instant, type Locale } from '@lianchuang/domain/kernel';
import { caseTimeline, lastVoided } from '../wording/timeline.ts';
import type { SignedAsk } from '../http/context.ts';
import { divisionView } from '../wording/places.ts';
import { checkView } from '../wording/check.ts';
import { fileRows } from '../wording/files.ts';
import { pageHashOf } from '../wording/signature-pages.ts';
import { jurisdictionView } from '../wording/places.ts';
import { factsFor, type Case } from './case.ts';
import { correctionView } from './correction-view.ts';
import { voidedIn, type Voided } from './voided.ts';

const instant = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** A clock at an instant; figures that cannot be counted are null and the missing year is named. */
function clockView(clock: Clock | null, now: Instant): ClockView | null {
  if (clock === null) return null;
  const { who, step, startedOn, workingDays, dueOn, missingYear } = clock;
  const today = dayOf(now);
  const left = dueOn === null ? null : workingDaysLeft(publishedCalendar, today, dueOn);
  const gone = dueOn === null ? null : elapsedWorkingDays(publishedCalendar, startedOn, dueOn, today);
  const unloaded = left !== null && !left.ok ? left.refusal.year : missingYear;
  return {
    who,
    step,
    startedOn,
    workingDays,
    dueOn,
    // 24:00 belongs to the day: the last instant that is in time.
    dueAt: dueOn === null ? null : formatInstant(endOfDay(dueOn) - 1),
    workingDaysLeft: left?.ok === true ? left.value : null,
    elapsed: gone?.ok === true ? gone.value.gone : null,
    missingYear: unloaded,
  };
}

function memberView(member: FilingMember, filing: Filing, voided: Voided, invitation: string | null): FilingMemberView {
  const { signature } = member;
  return {
    id: member.id,
    organization: { id: member.organizationId, uscc: member.uscc, name: member.name, kind: member.kind },
    chainPosition: member.chainPosition,
    duties: member.duties,
    contributions: member.contributions.map((each) => ({ ...each, amountFen: each.amountFen ?? null })),
    signature: {
      status: signatureState(member, filing),
      signedAt: instant(signature?.at ?? null),
      signedBy: signature?.by ?? null,
      reason: signature?.is === 'refused' ? signature.reason : null,
      version: signature?.is === 'signed' ? (signature.version ?? null) : null,
      ...voided,
    },
    pageHash: pageHashOf(filing, member.id),
    invitation,
  };
}

function contentView({ content, lead }: Filing, locale: Locale) {
  const { plan, divisionCode, industryCode } = content;
  return {
    consortiumName: content.consortiumName,
    summary: content.summary,
    industryCode,
    industryName: industryCode === null ? null : (findIndustry(industryCode)?.name[locale] ?? industryCode),
    divisionCode: divisionCode ?? lead.divisionCode,
    divisionName: divisionView(divisionCode ?? lead.divisionCode).name,
    validityMonths: content.validityMonths,
    topics: content.topics.map((each) => ({
      title: each.title,
      objective: each.objective ?? null,
      indicators: each.indicators ?? null,
    })),
    mechanisms: content.mechanisms.map((each) => ({ ...each })),
    plan: { ...plan, milestones: [...plan.milestones], funding: [...plan.funding] },
    declarations: { ...content.declarations },
  };
}

function lastReceipt(receipts: FilingView['receipts']): FilingView['receipt'] {
  const last = receipts.at(-1);
  return last === undefined ? null : { number: last.number, at: last.at, contentHash: last.contentHash };
}

function startedFrom(events: Case['events']): FilingView['startedFrom'] {
  const { fromFilingId: filingId, left } = events.find(({ action }) => action === 'filing.start')?.payload ?? {};
  return typeof filingId === 'string' ? { filingId, left: left as LeftBehind[] } : null;
}

const EDITS = new Map([
  ['filing.edit_member', ['members']],
  ['filing.add_member', ['members']],
  ['filing.add_members', ['members']],
  ['filing.remove_member', ['members']],
]);

/** The parts that an event changed; none for what is no change of the content. */
function partsOf({ action, payload }: Case['events'][number]): string[] {
  return action === 'filing.edit' ? (payload['parts'] as string[]) : (EDITS.get(action) ?? []);
}

/** What each person but one last changed, newest first. */
function othersEdits(events: Case['events'], userId: string): FilingView['othersEdits'] {
  const found = new Map<string, FilingView['othersEdits'][number]>();
  for (const event of events.toReversed()) {
    const { actorId, actorName, at } = event;
    const parts = partsOf(event);
    if (actorId === null || actorId === userId || parts.length === 0 || found.has(`${actorId} ${parts.join()}`))
      continue;
    found.set(`${actorId} ${parts.join()}`, { name: actorName, at: formatInstant(at), parts });
  }
  return [...found.values()].slice(0, 20);
}

/** A filing as one viewer sees it at this instant, with the actions open to them. */
export function filingView(ask: SignedAsk, of: Case): FilingView {
  const { locale, viewer, now } = ask;
  const { filing, invitations, registrationNumber } = of.found;
  const roles = rolesOn(filing, viewer);
  const facts = factsFor(ask, filing, of, viewer);
  const { lead, submittedAt, publicity } = filing;
  const isLead = roles.has('lead_editor');
  const voided = voidedIn(filing, of.texts, facts.ownMember?.id ?? null);
  const receipts = receiptsOf(filing.id, of.events).map((each) => ({ ...each, at: formatInstant(each.at) }));
  return {
    id: filing.id,
    status: filing.status,
    version: filing.version,
    jurisdiction: jurisdictionView(filing.jurisdiction, locale),
    policy: {
      ...filing.policy,
      title: facts.policy.title[locale],
      recommendation: facts.policy.recommendation,
    },
    contentHash: filing.contentHash,
    lead: {
      organization: { id: lead.organizationId, uscc: lead.uscc, name: lead.name, kind: lead.kind },
      division: divisionView(lead.divisionCode),
      pageHash: pageHashOf(filing, null),
    },
    ...contentView(filing, locale),
    members: filing.members.map((member) => {
      const token = invitations.get(member.id);
      const link = isLead && token !== undefined ? `${ask.origin}/sign/${token}` : null;
      return memberView(member, filing, voided(member), link);
    }),
    ownMemberId: facts.ownMember?.id ?? null,
    attachments: fileRows(ask, filing, of.files),
    filesWaiting: facts.filesWaiting,
    waivers: filing.waivers.map((each) => ({
      ...each,
      requestedAt: formatInstant(each.requestedAt),
      granted: each.granted === null ? null : { ...each.granted, at: formatInstant(each.granted.at) },
    })),
    correction: correctionView(filing, facts.policy),
    open: openPlaces(filing),
    publicity:
      publicity === null
        ? null
        : { ...publicity, noticeId: of.notice?.id ?? null, closedAt: instant(publicity.closedAt) },
    opinion: filing.opinion,
    decisionReason: filing.decisionReason,
    submittedAt: instant(submittedAt),
    receipt: submittedAt === null ? null : lastReceipt(receipts),
    receipts,
    consortiumId: filing.consortiumId,
    registrationNumber,
    check: checkView(facts.check, locale),
    timeline: caseTimeline(of.events, locale),
    clock: clockView(filing.clock, now),
    startedFrom: roles.has('lead_viewer') ? startedFrom(of.events) : null,
    othersEdits: isLead ? othersEdits(of.events, viewer?.userId ?? '') : [],
    lastVoided: lastVoided(of.events, locale),
    mayEdit: isLead && EDITABLE.includes(filing.status),
    actions: allowedActions(filing, roles, facts).map(({ name, requires }) => ({
      name,
      label: actionWords(name, roles)[locale],
      requires: [...requires],
    })),
  };
}

/** A filing in a list. */
export function filingRow(row: FilingListRow, now: Instant, locale: Locale): Omit<FilingRow, 'next'> {
  const industry = row.industryCode === null ? undefined : findIndustry(row.industryCode);
  return {
    id: row.id,
    status: row.status,
    version: row.version,
    jurisdiction: { code: row.jurisdiction, name: jurisdictionView(row.jurisdiction, locale).name },
    consortiumName: row.consortiumName,
    lead: { id: row.leadOrganizationId, name: row.leadName },
    industry: industry === undefined ? null : { code: industry.code, name: industry.name[locale] },
    division: row.divisionCode === null ? null : divisionView(row.divisionCode),
    memberCount: row.memberCount,
    signedCount: row.signedCount,
    part: row.part,
    ownSignature: row.ownSignature,
    clock: clockView(row.clock, now),
    updatedAt: formatInstant(row.updatedAt),
    submittedAt: instant(row.submittedAt),
    registrationNumber: row.registrationNumber,
    consortiumId: row.consortiumId,
  };
}
