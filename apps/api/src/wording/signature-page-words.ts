import { AGREEMENT } from './agreement-words.ts';

/** The words of a page that is printed, signed and stamped; in Chinese like the agreement that it belongs to. */
export const SIGNATURE_PAGE = {
  title: '签字盖章页',
  of: (agreement: string) => `《${agreement}》`,
  scan: '扫码传回本页',
  facts: {
    registration: '备案编号',
    received: '提交回执',
    organization: '单位名称',
    code: '统一社会信用代码',
    place: '在联合体中',
    lead: '牵头单位',
    version: '文本版本',
  },
  places: { lead: '牵头单位', member: '成员单位' },
  hashes: { common: '共同部分指纹', own: '本单位部分指纹', page: '本页指纹' },
  statement: {
    lead: (consortium: string) =>
      `本单位作为牵头单位，已阅读“${consortium}”组建协议的全部内容，同意其共同部分和各成员单位的任务与投入。`,
    member: (consortium: string) =>
      `本单位作为成员单位，已阅读“${consortium}”组建协议的全部内容，同意其共同部分和本单位的任务与投入。`,
  },
  fields: {
    person: '法定代表人或授权代表（签字）',
    date: '签署日期',
    day: '年　　　月　　　日',
    seal: '（单位公章盖章处）',
  },
  how: {
    title: '怎样办理',
    steps: [
      '打印本页（A4，实际大小），由法定代表人或授权代表签字、填日期，并加盖单位公章。公章不要压住二维码。',
      '用手机扫右上角的二维码，登录本单位账号，拍照或选择扫描件，传回的页面自动归到本单位名下。',
      '内容改动后，指纹随之改变，本页即作废：系统不收旧版，须重新打印、签字、盖章。',
      '线上签署已经有效；本页只供习惯留存盖章件的单位使用，不盖章不影响办理。',
    ],
  },
  foot: (mark: string) => `本页指纹 ${mark}`,
} as const;

/** The name under which the page is kept, without what file systems refuse. */
export const signaturePageFileName = (consortium: string | null, organization: string): string =>
  `${consortium ?? ''}${AGREEMENT.title}${SIGNATURE_PAGE.title}（${organization}）`.replaceAll(/[\\/:*?"<>|]/g, '') +
  '.pdf';
