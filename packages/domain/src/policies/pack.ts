import type { Words } from '../kernel/index.ts';
import type { Material } from './material.ts';
import type { Provision, Rule } from './rule.ts';

/** Working days that the bureau set for itself; the guideline fixes none, so each deployment configures them. */
export type Clocks = {
  /** Formal check after submission (or after recommendation). */
  readonly acceptance: number;
  readonly recommendation: number;
  readonly correction: number;
  /** By how many working days in all a correction may be extended; without it, by none. */
  readonly correctionExtension?: number;
  readonly review: number;
  readonly decision: number;
  /** Publicity counts its first day. */
  readonly publicity: number;
};

/** When people are reminded of what they let lie. */
type Reminders = {
  /** Working days before the last day of a correction; 0 is that day itself. */
  readonly correction: readonly number[];
  /** Days after which members who have not signed are reminded. */
  readonly signatures: number;
  /** Days after which a draft is brought back to mind. */
  readonly draft: number;
};

/** One version of a jurisdiction's rules. Cases keep the version under which they were submitted. */
export type PolicyVersion = {
  readonly id: string;
  readonly version: number;
  readonly jurisdiction: string;
  readonly title: Words;
  readonly document: {
    readonly name: string;
    readonly number: string | null;
    readonly issuedOn: string | null;
    readonly issuer: string;
    readonly source: string;
    readonly address: string | null;
  };
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  /** Whether the district or zone must recommend before the bureau accepts. */
  readonly recommendation: boolean;
  readonly clocks: Clocks;
  readonly reminders?: Reminders;
  /** When filings come in, half-open, as instants with offset; without it at any time. */
  readonly window?: { readonly opensAt: string; readonly closesAt: string };
  /** How many consortia the bureau aims at, where its document says so. */
  readonly target?: { readonly year: number; readonly count: number; readonly clause: string };
  readonly rules: readonly Rule[];
  readonly provisions: readonly Provision[];
  /** The papers that go with a filing, and who provides each. */
  readonly materials: readonly Material[];
  /** What the source does not say, in words for the public page. */
  readonly doubts: readonly Words[];
};
