import { RULINGS } from '@lianchuang/domain/notices';
import { z } from 'zod';
import { ActionView } from './actions.ts';
import { page, paging } from './paging.ts';
import { line, prose } from './text.ts';

export const NoticeRow = z
  .object({
    id: z.string(),
    kind: z.enum(['filing']),
    status: z.enum(['open', 'closed']),
    title: z.string(),
    lead: z.string(),
    jurisdiction: z.object({ code: z.string(), name: z.string(), office: z.string() }),
    firstDay: z.string(),
    lastDay: z.string(),
    workingDays: z.number().int(),
    workingDaysLeft: z.number().int().nullable(),
    elapsed: z.number().int().nullable(),
    fictional: z.boolean(),
  })
  .meta({ id: 'NoticeRow' });
export type NoticeRow = z.infer<typeof NoticeRow>;
export const NoticePage = page(NoticeRow).meta({ id: 'NoticePage' });
export const NoticeListQuery = z.strictObject({
  status: z.enum(['open', 'closed']).optional(),
  jurisdiction: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  ...paging,
});
export type NoticeListQuery = z.infer<typeof NoticeListQuery>;

export const NoticeView = z
  .object({
    ...NoticeRow.shape,
    industry: z.string().nullable(),
    division: z.string().nullable(),
    summary: z.string().nullable(),
    members: z.array(z.object({ name: z.string(), kind: z.string(), chainPosition: z.string().nullable() })),
    validityMonths: z.number().int().nullable(),
    policy: z.object({ id: z.string(), version: z.number().int(), title: z.string() }),
    waivers: z.array(z.object({ ruleId: z.string(), clause: z.string() })),
    objections: z.object({ total: z.number().int(), open: z.number().int() }),
    takesObjections: z.boolean(),
    consortiumId: z.string().nullable(),
  })
  .meta({ id: 'Notice' });
export type NoticeView = z.infer<typeof NoticeView>;

/** Real-name and reasoned: name and a way to reach the objector are needed and never published. */
export const RaiseObjection = z
  .strictObject({ name: line(50), contact: line(100), reason: prose(4000) })
  .meta({ id: 'RaiseObjection' });
export type RaiseObjection = z.infer<typeof RaiseObjection>;
export const ObjectionReceipt = z
  .object({ id: z.string(), noticeId: z.string(), receivedAt: z.string() })
  .meta({ id: 'ObjectionReceipt' });
export type ObjectionReceipt = z.infer<typeof ObjectionReceipt>;

export const ObjectionView = z
  .object({
    id: z.string(),
    name: z.string(),
    contact: z.string(),
    /** Name and contact show only their beginning; `unmask` tells them, on record. */
    masked: z.boolean(),
    reason: z.string(),
    receivedAt: z.string(),
    ruling: z.object({ outcome: z.enum(RULINGS), reason: z.string(), at: z.string(), by: z.string() }).nullable(),
    actions: z.array(ActionView),
  })
  .meta({ id: 'Objection' });
export type ObjectionView = z.infer<typeof ObjectionView>;
export const ObjectionPage = page(ObjectionView).meta({ id: 'ObjectionPage' });
export const RuleObjection = z
  .strictObject({ outcome: z.enum(RULINGS), reason: prose(2000) })
  .meta({ id: 'RuleObjection' });
export const UnmaskObjection = z.strictObject({ reason: prose(500) }).meta({ id: 'UnmaskObjection' });
export type UnmaskObjection = z.infer<typeof UnmaskObjection>;
export type RuleObjection = z.infer<typeof RuleObjection>;
