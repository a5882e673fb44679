import { MATERIAL_FORMS, RULE_KINDS, STRENGTHS, OUTCOMES, VERDICTS } from '@lianchuang/domain/policies';
import { parseUscc } from '@lianchuang/domain/identifiers';
import { parseDivision } from '@lianchuang/domain/divisions';
import { CHAIN_POSITIONS, ORGANIZATION_KINDS } from '@lianchuang/domain/organizations';
import { z } from 'zod';
import { cleaned, parsed } from './text.ts';

export const ClauseView = z.object({ text: z.string(), source: z.string(), key: z.string().nullable() });

export const RuleView = z
  .object({
    id: z.string(),
    kind: z.enum(RULE_KINDS),
    group: z.string(),
    clause: ClauseView,
    strength: z.enum(STRENGTHS),
    parameters: z.record(z.string(), z.unknown()),
    judged: z.enum(['computed', 'reviewer']),
    effectiveFrom: z.string(),
    effectiveTo: z.string().nullable(),
  })
  .meta({ id: 'Rule' });
export type RuleView = z.infer<typeof RuleView>;

export const MaterialView = z
  .object({
    id: z.string(),
    name: z.string(),
    /** The words that it proves; null where the bureau itself asks for it. */
    clause: ClauseView.nullable(),
    strength: z.enum(STRENGTHS),
    providedBy: z.enum(['lead', 'member']),
    /** Only members of these kinds are asked; null for all. */
    kinds: z.array(z.enum(ORGANIZATION_KINDS)).nullable(),
    /** What members sign covers its files. */
    partOfAgreement: z.boolean(),
    accepts: z.array(z.enum(MATERIAL_FORMS)),
    /** How many files one provider may hand in. */
    most: z.number().int(),
    help: z.string(),
    /** What a good one shows. */
    example: z.string(),
    /** A paper to start from: headings with lines, whose blanks stand in braces, and tables. */
    template: z
      .object({
        parts: z.array(
          z.object({
            heading: z.string(),
            lines: z.array(z.string()),
            table: z
              .object({ columns: z.array(z.string()), rows: z.enum(['blank', 'members', 'contributions']) })
              .nullable(),
          }),
        ),
        stampedBy: z.enum(['lead', 'provider', 'all']),
      })
      .nullable(),
  })
  .meta({ id: 'Material' });
export type MaterialView = z.infer<typeof MaterialView>;

export const PolicyView = z
  .object({
    id: z.string(),
    version: z.number().int(),
    jurisdiction: z.object({ code: z.string(), name: z.string(), office: z.string() }),
    title: z.string(),
    document: z.object({
      name: z.string(),
      number: z.string().nullable(),
      issuedOn: z.string().nullable(),
      issuer: z.string(),
      source: z.string(),
      address: z.string().nullable(),
    }),
    effectiveFrom: z.string(),
    effectiveTo: z.string().nullable(),
    recommendation: z.boolean(),
    clocks: z.record(z.string(), z.number().int()),
    rules: z.array(RuleView),
    provisions: z.array(z.object({ id: z.string(), group: z.string(), text: z.string(), item: z.string().nullable() })),
    materials: z.array(MaterialView),
    doubts: z.array(z.string()),
    industries: z.array(z.object({ code: z.string(), name: z.string(), confirmed: z.boolean() })),
    current: z.boolean(),
  })
  .meta({ id: 'Policy' });
export type PolicyView = z.infer<typeof PolicyView>;

export const CheckView = z
  .object({
    policy: z.object({ id: z.string(), version: z.number().int() }),
    verdict: z.enum(VERDICTS),
    rules: z.array(
      z.object({
        id: z.string(),
        outcome: z.enum(OUTCOMES),
        message: z.string(),
        clause: ClauseView,
        strength: z.enum(STRENGTHS),
        judged: z.enum(['computed', 'reviewer']),
        group: z.string(),
        kind: z.enum(RULE_KINDS),
        shortfall: z.object({ have: z.number(), need: z.number() }).optional(),
        waiver: z.enum(['none', 'requested', 'granted']),
      }),
    ),
    /** Rules that cannot be judged from what was given yet. */
    later: z.array(
      z.object({
        id: z.string(),
        message: z.string(),
        clause: ClauseView,
        strength: z.enum(STRENGTHS),
        group: z.string(),
      }),
    ),
  })
  .meta({ id: 'Check' });
export type CheckView = z.infer<typeof CheckView>;

/** A text, a figure, or yes and no; a text is cleaned like any other. */
const declaration = z
  .union([z.string().max(16_000), z.number(), z.boolean()])
  .transform((given, ctx) => (typeof given === 'string' ? cleaned(given, ctx, { max: 2000, multiline: true }) : given));
export const declarations = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,60}$/), declaration)
  .refine((given) => Object.keys(given).length <= 100);

export const EligibilityCheck = z
  .strictObject({
    policy: z.strictObject({ id: z.string().max(100), version: z.number().int().positive().optional() }),
    lead: z.strictObject({
      kind: z.enum(ORGANIZATION_KINDS),
      uscc: parsed(parseUscc, 'Unified social credit code (GB 32100-2015).').optional(),
      divisionCode: parsed(parseDivision, 'Six-digit division code down to county.').transform((each) => each.code),
    }),
    members: z
      .array(
        z.strictObject({
          kind: z.enum(ORGANIZATION_KINDS),
          chainPosition: z.enum(CHAIN_POSITIONS).nullish(),
        }),
      )
      .max(200),
    validityMonths: z.number().int().min(1).max(1200).optional(),
    declarations: declarations.optional(),
  })
  .meta({ id: 'EligibilityCheck' });
export type EligibilityCheck = z.infer<typeof EligibilityCheck>;
