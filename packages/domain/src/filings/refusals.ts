import type { Words } from '../kernel/index.ts';
import type { FilingAction, FilingStatus } from './filing.ts';

type FieldError = { pointer: string; code: string } & Record<string, unknown>;

/** Every way in which a filing can be refused. Codes are public and stable. */
export type FilingRefusal =
  | { code: 'not-allowed'; action: FilingAction }
  | { code: 'filing.wrong-state'; action: FilingAction; status: FilingStatus }
  | { code: 'filing.rules-unmet'; rules: { id: string; message: { zh: string; en: string } }[] }
  | {
      code: 'filing.materials-missing';
      materials: { id: string; name: Words; owing: { id: string | null; name: string }[] }[];
    }
  | { code: 'filing.files-unchecked'; count: number; unscanned: number }
  | { code: 'filing.files-arriving'; count: number }
  | { code: 'filing.waiver-missing'; rules: { id: string; message: { zh: string; en: string } }[] }
  | { code: 'filing.waiver-not-granted'; rules: { id: string; message: { zh: string; en: string } }[] }
  | { code: 'filing.waiver-not-possible'; ruleId: string }
  | { code: 'filing.signatures-missing'; members: { id: string; name: string; state: string }[] }
  | { code: 'filing.content-changed'; contentHash: string }
  | { code: 'filing.already-signed' }
  | { code: 'filing.recommendation-needed' }
  | { code: 'filing.recommendation-not-used' }
  | { code: 'filing.correction-overdue'; dueOn: string }
  | { code: 'filing.correction-not-due'; dueOn: string | null }
  | { code: 'filing.field-not-open'; changed: string[]; open: string[] }
  | { code: 'filing.items-unanswered'; items: number[] }
  | { code: 'filing.extension-too-long'; most: number; left: number }
  | { code: 'filing.window-closed'; opensAt: string; closesAt: string; now: string }
  | { code: 'filing.publicity-running'; lastDay: string }
  | { code: 'filing.publicity-closed' }
  | { code: 'filing.publicity-not-closed' }
  | { code: 'filing.objection-open'; objections: number }
  | { code: 'filing.objection-upheld' }
  | { code: 'filing.comment-resolved' }
  | { code: 'filing.too-many-comments'; most: number }
  | { code: 'filing.nothing-to-remind' }
  | { code: 'filing.reminded-today'; until: number }
  | { code: 'filing.no-channel'; channel: 'mail' | 'text' }
  | { code: 'filing.invited-too-often'; until: number }
  | { code: 'filing.not-editable'; status: FilingStatus }
  | { code: 'filing.lead-kind'; kind: string }
  | { code: 'filing.member-is-lead' }
  | { code: 'filing.member-duplicate'; uscc: string }
  | { code: 'filing.too-many-members'; most: number }
  | { code: 'calendar.year-not-loaded'; year: number }
  | { code: 'invalid-input'; errors: FieldError[] };
