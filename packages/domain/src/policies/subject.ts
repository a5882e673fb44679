import type { ChainPosition, OrganizationKind } from '../organizations/index.ts';
import type { ContentPart, MechanismKind } from './rule.ts';

/** What is offered to the rules. Leave a part undefined when it is not known yet: its rules are then listed under `later`. */
export type PolicySubject = {
  readonly lead: { readonly kind: OrganizationKind; readonly divisionCode: string };
  readonly members: readonly { readonly kind: OrganizationKind; readonly chainPosition: ChainPosition | null }[];
  readonly validityMonths?: number;
  readonly industryCode?: string | null;
  readonly declarations: Readonly<Record<string, string | number | boolean>>;
  readonly parts?: Readonly<Record<ContentPart, { readonly have: number; readonly need: number }>>;
  readonly mechanisms?: ReadonlySet<MechanismKind>;
  readonly signatures?: { readonly current: number; readonly needed: number };
  /** For each material how many are asked for it, how many have handed it in, and who has not. */
  readonly materials?: Readonly<Record<string, MaterialCount>>;
};

export type MaterialCount = { readonly have: number; readonly need: number; readonly lacking: readonly string[] };

/** What one kind of rule finds: met or not with figures, left to people, or not knowable yet. */
export type Finding =
  | { readonly is: 'met' | 'short'; readonly have: number; readonly need: number }
  | { readonly is: 'judgement'; readonly said: boolean }
  | { readonly is: 'unknown' };
