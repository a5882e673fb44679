import type { Words } from '../kernel/index.ts';

/** One entry of a jurisdiction's industry list. `confirmed` is false where the source does not name the industry. */
export type Industry = {
  readonly code: string;
  readonly jurisdiction: string;
  readonly order: number;
  readonly name: Words;
  readonly confirmed: boolean;
};

const unnamed = (order: number): Words => ({
  zh: `优势产业（名称待确认）${order}`,
  en: `Advantage industry ${order} (name to be confirmed)`,
});

/**
 * Qingdao's 10+1 system: seven names and the future batch are public, three advantage industries are not.
 * Sources: press reports of the 2025–2027 implementation plan. Luoyang publishes no list for consortia, so one open entry stands there.
 */
export const INDUSTRIES: readonly Industry[] = (
  [
    ['qd-it', '370200', 1, { zh: '新一代信息技术', en: 'New-generation information technology' }, true],
    ['qd-ai', '370200', 2, { zh: '人工智能', en: 'Artificial intelligence' }, true],
    ['qd-health', '370200', 3, { zh: '生命健康', en: 'Life and health' }, true],
    ['qd-nev', '370200', 4, { zh: '智能网联新能源汽车', en: 'Connected new-energy vehicles' }, true],
    ['qd-low-altitude', '370200', 5, { zh: '低空经济', en: 'Low-altitude economy' }, true],
    ['qd-green-energy', '370200', 6, { zh: '绿色能源', en: 'Green energy' }, true],
    ['qd-equipment', '370200', 7, { zh: '智能装备', en: 'Intelligent equipment' }, true],
    ['qd-advantage-1', '370200', 8, unnamed(1), false],
    ['qd-advantage-2', '370200', 9, unnamed(2), false],
    ['qd-advantage-3', '370200', 10, unnamed(3), false],
    ['qd-future', '370200', 11, { zh: '未来产业', en: 'Future industries' }, true],
    [
      'ly-open',
      '410300',
      1,
      { zh: '洛阳市重点产业链（目录待导入）', en: 'Luoyang key chains (list to be loaded)' },
      false,
    ],
  ] as const
).map(([code, jurisdiction, order, name, confirmed]) => ({ code, jurisdiction, order, name, confirmed }));

/** The industry with this code, in any jurisdiction. */
export function findIndustry(code: string): Industry | undefined {
  return INDUSTRIES.find((each) => each.code === code);
}

/** The industries that a filing in this jurisdiction may name, in the order of the source. */
export function listIndustries(jurisdiction: string): Industry[] {
  return INDUSTRIES.filter((each) => each.jurisdiction === jurisdiction);
}
