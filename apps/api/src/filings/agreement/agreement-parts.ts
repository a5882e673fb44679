import { divisionName } from '@lianchuang/domain/divisions';
import { signatureState, type Filing } from '@lianchuang/domain/filings';
import { findIndustry } from '@lianchuang/domain/industries';
import { wanFromFen } from '@lianchuang/domain/kernel';
import { ORGANIZATION_KIND_WORDS } from '@lianchuang/domain/organizations';
import { MECHANISM_WORDS, policyOf } from '@lianchuang/domain/policies';
import { heading, pairs, paragraph, subheading, table } from '../../paper/blocks.ts';
import { SOFT, type Sheet } from '../../paper/sheet.ts';
import {
  AGREEMENT,
  CONTRIBUTION_WORDS,
  dayWords,
  FUNDING_WORDS,
  inGroups,
  numeral,
  POSITION_WORDS,
} from '../../wording/agreement-words.ts';

const { none } = AGREEMENT;
const NOTE = { size: 9.5, ink: SOFT };

/** Numbers the parts as they come: what is not there takes no number. */
export function partNumbers(sheet: Sheet): (title: string) => void {
  let place = 0;
  return (title) => heading(sheet, `${numeral((place += 1))}、${title}`);
}

const prose = (sheet: Sheet, text: string | null): void =>
  text === null || text === '' ? paragraph(sheet, none, { style: NOTE }) : paragraph(sheet, text, { indent: 2 });

function nothing(sheet: Sheet, list: readonly unknown[]): void {
  if (list.length === 0) paragraph(sheet, none, { style: NOTE });
}

/** Where the consortium works and in which industry. */
export function fieldOf({ content, lead }: Filing): string {
  const { industryCode } = content;
  const industry = industryCode === null ? none : (findIndustry(industryCode)?.name.zh ?? industryCode);
  const code = content.divisionCode ?? lead.divisionCode;
  return `${industry}，${divisionName(code) ?? code}`;
}

export const signedCount = (filing: Filing): number =>
  filing.members.filter((each) => signatureState(each, filing) === 'current').length;

export function consortiumPart(sheet: Sheet, { content, lead }: Filing): void {
  const words = AGREEMENT.consortium;
  pairs(sheet, [
    [words.name, content.consortiumName ?? none],
    [words.summary, content.summary ?? none],
    [words.lead, lead.name],
    [words.code, lead.uscc],
    [words.kind, ORGANIZATION_KIND_WORDS[lead.kind].zh],
    [words.division, divisionName(lead.divisionCode) ?? lead.divisionCode],
  ]);
}

export function membersPart(sheet: Sheet, { members }: Filing): void {
  const words = AGREEMENT.memberColumns;
  nothing(sheet, members);
  table(
    sheet,
    [
      { title: words.place, share: 8 },
      { title: words.name, share: 38 },
      { title: words.code, share: 25 },
      { title: words.kind, share: 16 },
      { title: words.position, share: 15 },
    ],
    members.map(({ name, uscc, kind, chainPosition }, at) => [
      String(at + 1),
      name,
      uscc,
      ORGANIZATION_KIND_WORDS[kind].zh,
      chainPosition === null ? '' : POSITION_WORDS[chainPosition],
    ]),
  );
}

export function topicsPart(sheet: Sheet, { content }: Filing): void {
  nothing(sheet, content.topics);
  content.topics.forEach(({ title, objective, indicators }, at) => {
    subheading(sheet, `${at + 1}. ${title}`);
    if (objective) paragraph(sheet, AGREEMENT.topic.objective + objective, { indent: 2 });
    if (indicators) paragraph(sheet, AGREEMENT.topic.indicators + indicators, { indent: 2 });
  });
}

export function mechanismsPart(sheet: Sheet, { content }: Filing): void {
  nothing(sheet, content.mechanisms);
  content.mechanisms.forEach(({ kind, text }, at) => {
    subheading(sheet, `${at + 1}. ${MECHANISM_WORDS[kind].zh}`);
    paragraph(sheet, text, { indent: 2 });
  });
}

export function planPart(sheet: Sheet, { content }: Filing): void {
  for (const part of ['goals', 'intellectualProperty', 'talent', 'diffusion'] as const) {
    subheading(sheet, AGREEMENT.plan[part]);
    prose(sheet, content.plan[part]);
  }
}

export function milestonesPart(sheet: Sheet, { content }: Filing): void {
  const words = AGREEMENT.milestoneColumns;
  nothing(sheet, content.plan.milestones);
  table(
    sheet,
    [
      { title: words.due, share: 20 },
      { title: words.title, share: 35 },
      { title: words.indicator, share: 45 },
    ],
    content.plan.milestones.map(({ dueOn, title, indicator }) => [dayWords(dueOn), title, indicator]),
  );
}

export function fundingPart(sheet: Sheet, { content }: Filing): void {
  const words = AGREEMENT.fundingColumns;
  const { funding } = content.plan;
  nothing(sheet, funding);
  const rows = funding.map(({ year, source, amountFen }) => [
    String(year),
    FUNDING_WORDS[source],
    wanFromFen(amountFen),
  ]);
  const total = funding.reduce((sum, { amountFen }) => sum + amountFen, 0);
  table(
    sheet,
    [
      { title: words.year, share: 25 },
      { title: words.source, share: 45 },
      { title: words.amount, share: 30, figures: true },
    ],
    rows.length > 1 ? [...rows, [AGREEMENT.total, '', wanFromFen(total)]] : rows,
  );
}

export function dutiesPart(sheet: Sheet, { members }: Filing): void {
  nothing(sheet, members);
  members.forEach(({ name, uscc, duties, contributions }, at) => {
    subheading(sheet, `${at + 1}. ${name}`, uscc);
    prose(sheet, duties);
    for (const { kind, text, amountFen } of contributions) {
      const amount = amountFen === null || amountFen === undefined ? null : wanFromFen(amountFen);
      paragraph(sheet, AGREEMENT.brings(CONTRIBUTION_WORDS[kind], text, amount), { indent: 2 });
    }
  });
}

/** What the applicant declared, under the words of the clause that asks for it. */
export function declarationsPart(sheet: Sheet, { content, policy }: Filing): void {
  const { rules } = policyOf(policy);
  for (const [key, value] of Object.entries(content.declarations)) {
    const rule = rules.find(({ parameters }) => 'key' in parameters && parameters.key === key);
    subheading(sheet, rule?.clause.key ?? rule?.clause.text ?? key);
    prose(sheet, String(value));
  }
}

/** The files that belong to the filing, each with the hash of its bytes. */
export function attachmentsPart(sheet: Sheet, { attachments, members, lead, policy }: Filing): void {
  const { materials } = policyOf(policy);
  const order = [...attachments].sort((a, b) => (a.materialId + a.name + a.id < b.materialId + b.name + b.id ? -1 : 1));
  order.forEach(({ materialId, memberId, name, bytes, sha256 }, at) => {
    const material = materials.find(({ id }) => id === materialId)?.name.zh ?? AGREEMENT.otherMaterial;
    const provider = members.find(({ id }) => id === memberId)?.name ?? lead.name;
    subheading(sheet, `${at + 1}. ${name}`, AGREEMENT.file(material, provider, bytes));
    paragraph(sheet, `SHA-256 ${inGroups(sha256)}`, { style: { size: 8.5, ink: SOFT } });
  });
}
