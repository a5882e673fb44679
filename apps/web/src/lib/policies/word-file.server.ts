import type { MaterialView } from '@lianchuang/contract/policies';
import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { m } from '#lib/paraglide/messages.js';
import { filledLine, tableRows, type PaperFacts } from './paper.ts';

/** Papers for a Chinese office are in Chinese, whatever language the page is in. */
const ZH = { locale: 'zh' } as const;
const FONT = { ascii: 'Times New Roman', eastAsia: 'SimSun', hAnsi: 'Times New Roman' };
const HEAD_FONT = { ascii: 'Arial', eastAsia: 'SimHei', hAnsi: 'Arial' };
/** Half points: 小二, 小四, 五号. */
const SIZE = { title: 36, text: 24, small: 21 };
/** A4 and its margins in twentieths of a point. */
const PAGE = { size: { width: 11906, height: 16838 }, margin: { top: 1440, bottom: 1440, left: 1588, right: 1474 } };
const WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right;

const run = (text: string, size = SIZE.text) => new TextRun({ text, size, font: FONT });
const line = (text: string, size = SIZE.text) =>
  new Paragraph({ spacing: { line: 360, after: 60 }, children: [run(text, size)] });

function head(text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel], size: number): Paragraph {
  return new Paragraph({
    heading: level,
    alignment: level === HeadingLevel.TITLE ? AlignmentType.CENTER : AlignmentType.LEFT,
    spacing: { before: 240, after: 160 },
    keepNext: true,
    children: [new TextRun({ text, size, bold: true, color: '000000', font: HEAD_FONT })],
  });
}

function grid(columns: readonly string[], rows: readonly (readonly string[])[]): Table {
  const width = Math.floor(WIDTH / columns.length);
  const cells = (texts: readonly string[], isHead: boolean) =>
    texts.map(
      (text) =>
        new TableCell({
          width: { size: width, type: WidthType.DXA },
          margins: { top: 80, bottom: 80, left: 80, right: 80 },
          children: [
            new Paragraph({ children: [new TextRun({ text, size: SIZE.small, font: isHead ? HEAD_FONT : FONT })] }),
          ],
        }),
    );
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: columns.map(() => width),
    rows: [
      new TableRow({ tableHeader: true, children: cells(columns, true) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: cells(row, false) })),
    ],
  });
}

type Paper = { material: MaterialView; policy: string; facts: PaperFacts };

function stamps({ material, facts }: Paper): Paragraph[] {
  const by = material.template?.stampedBy;
  const names = by === 'lead' ? [facts.lead] : by === 'provider' ? [facts.provider] : [facts.lead, facts.provider];
  return names.flatMap((name) => [
    line(''),
    line(name === undefined ? m['site.paper.stamp_blank']({}, ZH) : m['site.paper.stamp']({ name }, ZH)),
    line(m['site.paper.signatory']({}, ZH)),
    line(m['site.paper.date']({}, ZH)),
  ]);
}

/** The template of a material as a Word file, filled with what is known; null where the material has none. */
export async function wordFile(paper: Paper): Promise<ArrayBuffer | null> {
  const { material, policy, facts } = paper;
  if (material.template === null) return null;
  const parts = material.template.parts.flatMap(({ heading, lines, table }) => [
    head(heading, HeadingLevel.HEADING_2, SIZE.text),
    ...lines.map((each) => line(filledLine(each, facts))),
    ...(table === null ? [] : [grid(table.columns, tableRows(table, facts))]),
  ]);
  const file = new Document({
    title: material.name,
    creator: '',
    description: '',
    lastModifiedBy: '',
    sections: [
      {
        properties: { page: PAGE },
        children: [
          head(material.name, HeadingLevel.TITLE, SIZE.title),
          ...(material.clause === null
            ? []
            : [line(m['site.paper.clause']({ clause: material.clause.text }, ZH), SIZE.small)]),
          ...parts,
          ...stamps(paper),
          line(''),
          line(m['site.paper.note']({ policy }, ZH), SIZE.small),
        ],
      },
    ],
  });
  return Packer.toArrayBuffer(file);
}

/** The file as a download under its own name. */
export async function wordAnswer(paper: Paper): Promise<Response | null> {
  const bytes = await wordFile(paper);
  if (bytes === null) return null;
  return new Response(bytes, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': `attachment; filename="template.docx"; filename*=UTF-8''${encodeURIComponent(`${nameOf(paper)}.docx`)}`,
      'cache-control': 'private, no-store',
    },
  });
}

const nameOf = ({ material: { name }, facts: { provider } }: Paper): string =>
  provider === undefined ? name : `${name}-${provider}`;
