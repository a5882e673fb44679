import { parseUscc, usccHint } from '../identifiers/index.ts';
import {
  CHAIN_POSITIONS,
  ORGANIZATION_KIND_WORDS,
  ORGANIZATION_KINDS,
  type ChainPosition,
  type OrganizationKind,
} from './organization.ts';

/** Words of a spreadsheet as they are compared: half width, lower case, no spaces, brackets or colons. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\u2060\ufeff*:()]/g, '')
    .toLowerCase();

const KINDS: readonly (readonly [OrganizationKind, RegExp])[] = [
  ['new_rd_institution', /新型研发/],
  ['medical', /医疗|医院/],
  ['finance', /金融|银行|基金|投资|保险|证券/],
  ['association', /协会|学会|商会|联合会|社会团体|社团/],
  ['government', /政府|机关/],
  ['research_institute', /科研院所|研究院|研究所|科研机构|研究机构|院所/],
  ['university', /大学|高校|院校|高等学校|高等教育|学院/],
  ['service', /服务|中介/],
  ['enterprise', /企业|公司|国企|央企|民企/],
  ['other', /其他|其它/],
];

/** The kind that a word in a table means; null where it means none of ours. */
export function kindFromWords(given: string): OrganizationKind | null {
  const text = plainWords(given);
  const exact = ORGANIZATION_KINDS.find(
    (kind) => text === plainWords(ORGANIZATION_KIND_WORDS[kind].zh) || text === kind,
  );
  return exact ?? KINDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

const HINTED: Readonly<Partial<Record<ReturnType<typeof usccHint>, OrganizationKind>>> = {
  enterprise: 'enterprise',
  government: 'government',
  social_organization: 'association',
};
const NAMED: readonly (readonly [OrganizationKind, RegExp])[] = [
  ['medical', /医院$/],
  ['research_institute', /研究(院|所|中心)$/],
  ['university', /(大学|学院)$/],
];

/** What a code and a name suggest; a public institution may be several things, and then its name decides. To be confirmed by people. */
export function likelyKind(uscc: string, name: string): OrganizationKind | null {
  const code = parseUscc(uscc);
  const hinted = code.ok ? HINTED[usccHint(code.value)] : undefined;
  return hinted ?? NAMED.find(([, end]) => end.test(name.trim()))?.[0] ?? null;
}

const POSITIONS: Readonly<Record<ChainPosition, RegExp>> = {
  upstream: /^(产业链)?上游/,
  midstream: /^(产业链)?中游/,
  downstream: /^(产业链)?下游/,
};
const NO_POSITION = /^(无|没有|否|不在.*|不适用|[-—–/]*)$/;

/** The position in the chain that a word means: null for none, undefined where nobody knows what is meant. */
export function positionFromWords(given: string): ChainPosition | null | undefined {
  const text = plainWords(given);
  if (NO_POSITION.test(text)) return null;
  return CHAIN_POSITIONS.find((each) => text === each || POSITIONS[each].test(text));
}
