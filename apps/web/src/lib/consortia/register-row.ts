import type { ConsortiumRow } from '@lianchuang/contract/consortia';
import { stateOf } from '#lib/labels.ts';
import { link } from '#lib/link.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RegisterRow } from '#lib/ui/RegisterRows.svelte';
import { memberWords } from './member-words.ts';

type Until = RegisterRow['until'];

const ends = ({ validTo }: ConsortiumRow): Until => ({ on: validTo, before: m['site.register.until']() });
const ended = ({ validTo }: ConsortiumRow): Until => ({ on: validTo, after: m['site.register.ended']() });
const began = ({ registeredOn }: ConsortiumRow): Until => ({ on: registeredOn, after: m['site.register.began']() });

const untils: Record<ConsortiumRow['status'], (row: ConsortiumRow) => Until> = {
  in_force: ends,
  expired: ended,
  revoked: began,
  superseded: began,
};

/** A registration as one row of a list. */
export function registerRow(row: ConsortiumRow): RegisterRow {
  return {
    href: link(`/consortia/${row.id}`),
    name: row.name,
    number: row.registrationNumber,
    state: stateOf('consortiumStatus', row.status),
    lead: row.lead.name,
    industry: row.industry.name,
    division: row.division.name,
    members: memberWords(row.memberCounts),
    until: untils[row.status](row),
  };
}

/** What the facts of a row are, for who hears the page. */
export const rowTerms = () => ({
  industry: m['site.register.industry'](),
  division: m['site.register.division'](),
  members: m['site.register.member_counts'](),
  until: m['site.register.validity'](),
});
