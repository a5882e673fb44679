import { maskContact, maskName } from '@lianchuang/domain/identifiers';
import type { NoticeRow, NoticeView, ObjectionView } from '@lianchuang/contract/notices';
import type { NoticeRecord, ObjectionRecord } from '@lianchuang/db/notices/read';
import { elapsedWorkingDays, publishedCalendar, workingDaysLeft } from '@lianchuang/domain/calendar';
import { divisionName } from '@lianchuang/domain/divisions';
import { findIndustry } from '@lianchuang/domain/industries';
import { dayOf, formatInstant, type Instant, type Locale } from '@lianchuang/domain/kernel';
import { takesObjections } from '@lianchuang/domain/notices';
import { findPolicy } from '@lianchuang/domain/policies';
import { jurisdictionView } from '../wording/places.ts';

/** A notice in a list. */
export function noticeRow(record: NoticeRecord, at: Instant, locale: Locale): NoticeRow {
  const today = dayOf(at);
  const left = workingDaysLeft(publishedCalendar, today, record.lastDay);
  const gone = elapsedWorkingDays(publishedCalendar, record.firstDay, record.lastDay, today);
  return {
    id: record.id,
    kind: 'filing',
    status: takesObjections(record, at).ok ? 'open' : 'closed',
    title: record.body.title,
    lead: record.body.lead,
    jurisdiction: jurisdictionView(record.jurisdiction, locale),
    firstDay: record.firstDay,
    lastDay: record.lastDay,
    workingDays: record.workingDays,
    workingDaysLeft: left.ok ? left.value : null,
    elapsed: gone.ok ? gone.value.gone : null,
    fictional: record.fictional,
  };
}

/** A notice's public page: whitelisted fields, and of objections only how many. */
export function noticeView(
  record: NoticeRecord,
  objections: { total: number; open: number },
  at: Instant,
  locale: Locale,
): NoticeView {
  const { body, policyId, policyVersion } = record;
  return {
    ...noticeRow(record, at, locale),
    industry: body.industryCode === null ? null : (findIndustry(body.industryCode)?.name[locale] ?? null),
    division: body.divisionCode === null ? null : (divisionName(body.divisionCode) ?? null),
    summary: body.summary,
    members: body.members.map((each) => ({ ...each })),
    validityMonths: body.validityMonths,
    policy: {
      id: policyId,
      version: policyVersion,
      title: findPolicy(policyId, policyVersion)?.title[locale] ?? policyId,
    },
    waivers: body.waivers.map((each) => ({ ...each })),
    objections: { total: objections.total, open: objections.open },
    takesObjections: takesObjections(record, at).ok,
    consortiumId: record.consortiumId,
  };
}

/** An objection as an officer of the jurisdiction sees it; who raised it stays masked until that is asked for. */
export function objectionView(record: ObjectionRecord, mayRule: boolean, locale: Locale, masked = true): ObjectionView {
  const { id, name, contact, reason, receivedAt, ruling, rulingReason, ruledAt, ruledBy } = record;
  const said = (zh: string, en: string) => (locale === 'zh' ? zh : en);
  const unmask = { name: 'unmask', label: said('显示姓名和联系方式', 'Show name and contact'), requires: ['reason'] };
  const rule = { name: 'rule', label: said('裁定', 'Rule'), requires: ['outcome', 'reason'] };
  return {
    id,
    name: masked ? maskName(name) : name,
    contact: masked ? maskContact(contact) : contact,
    masked,
    reason,
    receivedAt: formatInstant(receivedAt),
    ruling:
      ruling === null
        ? null
        : { outcome: ruling, reason: rulingReason ?? '', at: formatInstant(ruledAt ?? 0), by: ruledBy ?? '' },
    actions: mayRule ? [...(ruling === null ? [rule] : []), ...(name === '' ? [] : [unmask])] : [],
  };
}
