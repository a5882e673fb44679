import { describe, expect, it } from 'vitest';
import { FILE_TYPE_NAMES, nameFits, safeFileName } from './index.ts';

const named = (given: string) => safeFileName(given, 'application/pdf');

describe('the name of a file', () => {
  it.each([
    ['证明材料.pdf', '证明材料.pdf'],
    ['..\\..\\x', 'x.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\张\\合同.PDF', '合同.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['com1.tar.pdf', '_com1.tar.pdf'],
    ['a\r\nb.pdf', 'ab.pdf'],
    ['\u202efdp.exe', 'fdp.exe'],
    ['a\u200b\u200e\u2066b.pdf', 'ab.pdf'],
    ['  .hidden.pdf ', 'hidden.pdf'],
    ['a<b>:"c"|d?*.pdf', 'a_b___c__d__.pdf'],
    ['', '文件.pdf'],
    ['...', '文件.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['name.', 'name.pdf'],
    ['\ud800bad.pdf', 'bad.pdf'],
  ])('%j is shown as %j', (given, shown) => {
    expect(named(given)).toBe(shown);
  });

  it('of 300 hanzi is cut to 100 characters, its extension kept', () => {
    const shown = named(`${'字'.repeat(300)}.pdf`);
    expect([...shown]).toHaveLength(100);
    expect(shown.endsWith('字.pdf')).toBe(true);
    expect([...named(`${'𠮷'.repeat(300)}.pdf`)]).toHaveLength(100);
  });

  it('stays what it is when it is cleaned again, for every type', () => {
    for (const type of FILE_TYPE_NAMES)
      for (const given of ['CON.txt', '../x', '　全角　.docx', 'a.b.c', '\u202ex'])
        expect(safeFileName(safeFileName(given, type), type)).toBe(safeFileName(given, type));
  });

  it('has to fit the type it comes with', () => {
    expect(nameFits('a.jpeg', 'image/jpeg')).toBe(true);
    expect(nameFits('没有后缀', 'image/jpeg')).toBe(true);
    for (const name of ['a.exe', 'a.pdf.exe', 'CON.txt', 'a.html', 'a.svg', 'a.xlsm'])
      for (const type of FILE_TYPE_NAMES) expect(nameFits(name, type)).toBe(false);
  });
});
