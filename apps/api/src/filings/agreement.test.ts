import type { FilingView } from '@lianchuang/contract/filings';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, writingNothing } from '../../test/app-under-test.ts';
import { act, aCast, aDraft, aSubmittedFiling, type Cast, clock, match, partners, taken } from '../../test/cases.ts';
import { aPerson, type Person } from '../../test/people.ts';
import { pdfText } from '../../test/pdf-text.ts';

const app = anApp();
let cast: Cast;
beforeAll(async () => {
  clock('2026-06-01 10:00:00');
  cast = await aCast(app);
});

type Document = { status: number; headers: Headers; bytes: Uint8Array; pages: string[]; text: string };

async function agreementOf(person: Person, { id }: Pick<FilingView, 'id'>): Promise<Document> {
  const { status, headers, bytes } = await person.get(`/filings/${id}/agreement.pdf`);
  const pages = status === 200 ? await pdfText(bytes) : [];
  return { status, headers, bytes, pages, text: pages.join('') };
}

/** Hashes are printed in groups. */
const closed = (text: string): string => text.replaceAll(' ', '');

describe('the agreement as a file', () => {
  let filing: FilingView;
  let document: Document;
  beforeAll(async () => {
    clock('2026-06-02 09:30:15');
    filing = await aSubmittedFiling(cast, {
      content: {
        consortiumName: '青岛市深海装备创新联合体',
        plan: {
          goals: '第一段：研制。\n第二段：海试。',
          milestones: [{ title: '样机', dueOn: '2027-06-30', indicator: '通过测试' }],
          funding: [{ source: 'self_raised', year: 2027, amountFen: 123_456_789_000 }],
        },
      },
    });
    document = await agreementOf(cast.lead, filing);
  });

  it('holds every part, each member’s duties, every signature with person, time, version and hash', () => {
    const { text } = document;
    for (const part of [
      '联合体',
      '成员单位',
      '拟攻关的重大课题',
      '运行机制',
      '共同计划',
      '里程碑',
      '资金投入安排',
      '任务分工与投入',
      '签署',
    ])
      expect(text).toContain(`、${part}`);
    expect(text).toContain('青岛市深海装备创新联合体');
    expect(text).toContain('依据：青岛市创新联合体组建工作指引（2025）（规则第 1 版）');
    expect(text).toContain('第二段：海试。');
    expect(text).toContain('2027年6月30日');
    expect(text).toContain('123,456.789');
    expect(closed(text).split(filing.contentHash)).toHaveLength(1 + 1 + 1 + filing.members.length);
    for (const { organization, duties } of filing.members) {
      expect(text).toContain(organization.name);
      expect(text).toContain(organization.uscc);
      expect(text).toContain(duties);
    }
    expect(text).toContain('投入（技术）：一项技术');
    expect(text.split('签署人成员签署人')).toHaveLength(1 + filing.members.length);
    expect(text).toContain('签署人牵头人');
    expect(text.split('2026年6月2日 09:30:15（北京时间）')).toHaveLength(2 + filing.members.length);
    expect(closed(text).split('本单位部分指纹')).toHaveLength(1 + filing.members.length);
    const versions = [...text.matchAll(/第 (\d+) 版(?!）)/g)].map(([, version]) => Number(version));
    const { version, members } = filing;
    expect(versions).toEqual([version - 1, ...members.map((_, at) => version - 1 - members.length + at)]);
  });

  it('numbers its pages and names the text on each', () => {
    const { pages } = document;
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, at) => {
      expect(page).toContain(`第 ${at + 1} 页，共 ${pages.length} 页`);
      expect(page).toContain(`内容指纹 ${filing.contentHash.slice(0, 8)} ${filing.contentHash.slice(8, 16)}`);
      expect(page).not.toContain('草案');
    });
  });

  it('is sent as a file that no browser runs and no cache keeps, under its Chinese name', () => {
    const { headers } = document;
    expect(headers.get('Content-Type')).toBe('application/pdf');
    expect(headers.get('Content-Disposition')).toBe(
      `attachment; filename="document.pdf"; filename*=UTF-8''${encodeURIComponent('青岛市深海装备创新联合体创新联合体组建协议.pdf')}`,
    );
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Content-Security-Policy')).toContain('sandbox');
  });

  it('is the same to the byte for everybody and at any time, and says by which hash', async () => {
    clock('2026-06-03 11:00:00');
    const [member, clerk] = [await agreementOf(cast.partner, filing), await agreementOf(cast.clerk, filing)];
    const digest = document.headers.get('Repr-Digest');
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', document.bytes));
    expect(digest).toBe(`sha-256=:${btoa(String.fromCharCode(...sum))}:`);
    expect([member.headers.get('Repr-Digest'), clerk.headers.get('Repr-Digest')]).toEqual([digest, digest]);
    await taken(cast, filing, 'accept');
    expect((await agreementOf(cast.lead, filing)).headers.get('Repr-Digest')).toBe(digest);
  });

  it('reading it changes nothing', async () => {
    await writingNothing(() => agreementOf(cast.lead, filing));
  });
});

describe('a draft', () => {
  it('says so on every page, and who has not signed', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 1, 1) });
    await act(cast.partner, draft, 'sign', { contentHash: draft.contentHash });
    const { pages, text } = await agreementOf(cast.lead, draft);
    for (const page of pages) {
      expect(page).toContain('草案：此文本尚未提交，内容还会改动');
      expect(page.split('草案').length).toBeGreaterThan(2);
    }
    expect(text).toContain('2 家，其中 1 家已签署本文本');
    expect(text).toContain('尚未签署');
    expect(text).toContain('尚未提交');
  });

  it('shows a signature on an earlier text as void, with the hash that was signed', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 1, 0) });
    await act(cast.partner, draft, 'sign', { contentHash: draft.contentHash });
    const { body } = await cast.lead.patch<FilingView>(
      `/filings/${draft.id}`,
      { summary: '改过的简介' },
      match(draft.version + 1),
    );
    const { text } = await agreementOf(cast.lead, draft);
    expect(text).toContain('签署已失效，须重新签署');
    expect(closed(text).split(draft.contentHash)).toHaveLength(2);
    expect(closed(text)).toContain(body.contentHash);
  });

  it('with nothing written is still a document', async () => {
    const { body } = await cast.lead.post<FilingView>('/filings', {
      policyId: 'pol_qingdao-2025',
      organizationId: cast.leads.id,
    });
    const { status, text } = await agreementOf(cast.lead, body);
    expect(status).toBe(200);
    expect(text).toContain('（联合体名称待填）');
    expect(text).not.toMatch(/undefined|null|NaN/);
  });
});

describe('characters', () => {
  it('rare ones of names are printed and can be copied; what the font lacks is named by its number', async () => {
    const draft = await aDraft(cast.lead, cast.leads.id, {
      content: { consortiumName: '㐂田䶮堃联合体', summary: '𠮷田机械与“卡脖子”技术：≥88%，1,200 h——完成。' },
    });
    const { text, pages } = await agreementOf(cast.lead, draft);
    expect(text).toContain('㐂田䶮堃联合体');
    expect(text).toContain('〔U+20BB7〕田机械与“卡脖子”技术：≥88%，1,200 h——完成。');
    expect(pages[0]).not.toContain('\ufffd');
  });

  it('the longest texts that the form takes run over as many pages as they need', async () => {
    const long = '联合攻关与成果转化。'.repeat(400);
    const draft = await aDraft(cast.lead, cast.leads.id, { content: { plan: { goals: long } } });
    const { pages, text } = await agreementOf(cast.lead, draft);
    expect(pages.length).toBeGreaterThan(4);
    // The edges of the pages stand between its parts.
    expect(text.split('联合攻关与成果转化').length).toBeGreaterThan(390);
  });
});

it('whoever may not see the case is told that there is none', async () => {
  const draft = await aDraft(cast.lead, cast.leads.id);
  const stranger = await aPerson(app);
  for (const person of [stranger, cast.clerk]) {
    const { status, body } = await person.get<{ code: string }>(`/filings/${draft.id}/agreement.pdf`);
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'not-found' });
  }
  expect((await app.get(`/filings/${draft.id}/agreement.pdf`)).status).toBe(401);
  expect((await cast.lead.get('/filings/fil_none/agreement.pdf')).status).toBe(404);
});
