import type { MaterialView } from '@lianchuang/contract/policies';
import type { ContributionKind } from '@lianchuang/domain/filings';
import { label } from '#lib/labels.ts';

/** What a case knows that a paper can be filled with; empty where it is downloaded without a case. */
export type PaperFacts = {
  lead?: string;
  consortium?: string;
  provider?: string;
  providerUscc?: string;
  members?: readonly { name: string }[];
  contributions?: readonly { kind: ContributionKind; text: string; amountFen: number | null }[];
};

type Template = NonNullable<MaterialView['template']>;
type Table = NonNullable<Template['parts'][number]['table']>;

/** Room to write in by hand. */
const ROOM = '\u3000'.repeat(8);
const BLANK_ROWS = 5;
const WAN_FEN = 1_000_000;

/** The line with its blanks filled; what is not known stays room to write in. */
export function filledLine(line: string, facts: PaperFacts): string {
  const words: Record<string, string | undefined> = {
    lead: facts.lead,
    consortium: facts.consortium,
    provider: facts.provider,
    providerUscc: facts.providerUscc,
  };
  return line.replace(/\{(\w+)\}/g, (_, blank: string) => words[blank] ?? ROOM);
}

const wan = (fen: number | null): string => (fen === null ? '' : String(fen / WAN_FEN));

/** The rows of a table: what is known first, then empty ones. */
export function tableRows({ columns, rows }: Table, facts: PaperFacts): string[][] {
  const known =
    rows === 'members'
      ? [...(facts.lead === undefined ? [] : [{ name: facts.lead }]), ...(facts.members ?? [])].map(({ name }) => [
          name,
        ])
      : rows === 'contributions'
        ? (facts.contributions ?? []).map(({ kind, text, amountFen }) => [
            label('contribution', kind),
            text,
            wan(amountFen),
          ])
        : [];
  const empty = Array.from({ length: Math.max(BLANK_ROWS - known.length, 1) }, (): string[] => []);
  return [...known, ...empty].map((row) => columns.map((_, at) => row[at] ?? ''));
}
