import { describe, expect, it } from 'vitest';
import {
  ARCHIVE_LIMITS,
  commandsIn,
  END_SEARCH_BYTES,
  findDirectory,
  isTooManyPixels,
  judgeArchive,
  locksIn,
  magicFits,
  mayCommand,
  readPicture,
  typeByMagic,
} from './index.ts';
import { aJpeg, anOfficeFile, aPdf, aPng, aZip, type ZipEntry } from './testing.ts';

const bytesOf = (text: string) => new Uint8Array([...text].map((each) => each.charCodeAt(0)));

describe('what a file is, by its first bytes', () => {
  it.each([
    ['a PDF', aPdf(), 'application/pdf'],
    ['a JPEG', aJpeg(1, 1), 'image/jpeg'],
    ['a PNG', aPng(1, 1), 'image/png'],
    ['a WebP', bytesOf('RIFF\x1a\0\0\0WEBPVP8L'), 'image/webp'],
    ['a photo of an iPhone', bytesOf('\0\0\0\x18ftypheic\0\0\0\0'), 'image/heic'],
    ['a GIF that is a script too', bytesOf('GIF89a=1;alert(1)'), 'image/gif'],
    ['an archive', aZip([{ name: 'a' }]), 'zip'],
    ['HTML', bytesOf('<!doctype html><script>'), null],
    ['SVG', bytesOf('<svg xmlns="http://www.w3.org/2000/svg">'), null],
    ['a film', bytesOf('\0\0\0\x18ftypmp42\0\0\0\0'), null],
    ['a program', bytesOf('MZ\x90\0'), null],
    ['an old Word file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), null],
    ['nothing', new Uint8Array(), null],
  ])('%s', (_, bytes, type) => {
    expect(typeByMagic(bytes)).toBe(type);
  });

  it('HTML that calls itself a PDF is none', () => {
    expect(magicFits(bytesOf('<html>'), 'application/pdf')).toBe(false);
    expect(magicFits(aPdf(), 'application/pdf')).toBe(true);
    expect(magicFits(aZip([{ name: 'a' }]), 'application/pdf')).toBe(false);
  });
});

describe('a picture', () => {
  it('of 50,000 × 50,000 is too large by its header', () => {
    const read = readPicture(aPng(50_000, 50_000), 'image/png');
    expect(read).toEqual({ width: 50_000, height: 50_000, hasLocation: false });
    expect(read !== null && isTooManyPixels(read)).toBe(true);
  });
  it('of a phone is not', () => {
    const read = readPicture(aJpeg(16_320, 12_240), 'image/jpeg');
    expect(read).toEqual({ width: 16_320, height: 12_240, hasLocation: false });
    expect(read !== null && isTooManyPixels(read)).toBe(false);
  });
  it('that says where it was taken is found', () => {
    expect(readPicture(aJpeg(4, 3, true), 'image/jpeg')).toEqual({ width: 4, height: 3, hasLocation: true });
  });
  it('that is cut off is none, at whatever byte', () => {
    const [photo, png] = [aJpeg(4, 3, true), aPng(4, 3)];
    for (let end = 0; end < 60; end += 1) expect(readPicture(photo.subarray(0, end), 'image/jpeg')).toBeNull();
    for (let end = 0; end < 33; end += 1) expect(readPicture(png.subarray(0, end), 'image/png')).toBeNull();
  });
  it('of a phone with an apple says its size and place too', () => {
    const boxes = bytesOf('\0\0\0\x18ftypheic\0\0\0\0mif1heic');
    const size = bytesOf('\0\0\0\x14ispe\0\0\0\0\0\0\x0f\xc0\0\0\x0b\xd0');
    const gps = bytesOf('Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\0\0\0\0');
    const read = readPicture(new Uint8Array([...boxes, ...size, ...gps]), 'image/heic');
    expect(read).toEqual({ width: 4_032, height: 3_024, hasLocation: true });
  });
  it('in WebP says its size in each of its three ways', () => {
    const webp = (rest: string) => readPicture(bytesOf(`RIFF\0\0\0\0WEBP${rest}`), 'image/webp');
    expect(webp(`VP8X\x0a\0\0\0\0\0\0\0\xff\x07\0\xff\x03\0`)).toMatchObject({ width: 2_048, height: 1_024 });
    expect(webp(`VP8L\0\0\0\0\x2f\xff\xc7\xff\0${'\0'.repeat(9)}`)).toMatchObject({ width: 2_048, height: 1_024 });
    expect(webp(`VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\0\x08\0\x04\0`)).toMatchObject({ width: 2_048, height: 1_024 });
  });
});

const judge = (file: Uint8Array) => {
  const tail = file.subarray(Math.max(0, file.length - END_SEARCH_BYTES));
  const place = findDirectory(tail, file.length);
  return place.ok
    ? judgeArchive(file.subarray(place.value.offset, place.value.offset + place.value.bytes), place.value)
    : place;
};

describe('an archive', () => {
  it('is a document, a workbook or just an archive by what its directory names', () => {
    expect(judge(anOfficeFile('word/document.xml'))).toMatchObject({
      ok: true,
      value: { type: expect.stringContaining('word') },
    });
    expect(judge(anOfficeFile('xl/workbook.xml'))).toMatchObject({
      ok: true,
      value: { type: expect.stringContaining('sheet') },
    });
    expect(judge(aZip([{ name: '照片/1.jpg', content: 'x' }]))).toMatchObject({
      ok: true,
      value: { type: 'application/zip' },
    });
  });

  it.each<[string, readonly ZipEntry[], string]>([
    [
      'a thousand to one',
      [{ name: 'a', content: 'x'.repeat(3_000), method: 8, says: 3_000_000 }],
      'attachment.archive-unsafe',
    ],
    [
      'more than it may unpack to',
      [{ name: 'a', content: 'x', says: ARCHIVE_LIMITS.unpackedBytes + 1 }],
      'attachment.archive-unsafe',
    ],
    ['an archive in it', [{ name: 'lib 0.zip', content: 'PK' }], 'attachment.archive-unsafe'],
    ['a program in it', [{ name: 'setup.exe', content: 'MZ' }], 'attachment.archive-unsafe'],
    ['one name twice', [{ name: 'a' }, { name: 'a' }], 'attachment.archive-unsafe'],
    [
      'macros',
      [{ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }, { name: 'xl/vbaProject.bin' }],
      'attachment.macros',
    ],
    ['nothing', [], 'attachment.damaged'],
  ])('with %s is refused', (_, entries, code) => {
    expect(judge(aZip(entries))).toEqual({ ok: false, refusal: { code } });
  });

  it('of 100,000 entries is refused before its directory is read', () => {
    const end = new Uint8Array([0x50, 0x4b, 5, 6, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0]);
    expect(findDirectory(end, 20_000_000)).toEqual({ ok: false, refusal: { code: 'attachment.archive-unsafe' } });
  });

  it('whose entries lie in one another, as in the bomb without nesting, is refused', () => {
    const file = aZip([
      { name: 'a', content: 'xxxxxxxx' },
      { name: 'b', content: 'y' },
    ]);
    // The second one begins inside the first.
    const at = file.length - 22 - 4 - 1;
    file[at] = 3;
    expect(judge(file)).toMatchObject({ ok: false });
  });

  it('with a password is accepted with a mark', () => {
    expect(judge(aZip([{ name: '合同.pdf', content: 'x', encrypted: true }]))).toMatchObject({
      ok: true,
      value: { encrypted: true },
    });
  });

  it('that is cut off anywhere is damaged', () => {
    const file = anOfficeFile('word/document.xml');
    for (let end = 4; end < file.length; end += 1) expect(judge(file.subarray(0, end)).ok).toBe(false);
  });
});

describe('a workbook that calls another program', () => {
  it.each([
    `<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>`,
    `<c><f>cmd|'/c calc'!A0</f></c>`,
    `<c><f>cmd|&apos;/c calc&apos;!A0</f></c>`,
    `<x:c><x:f t="shared">MSEXCEL|'\\..\\cmd.exe /c calc'!A0</x:f></x:c>`,
  ])('%s', (text) => {
    expect(commandsIn(text)).toBe(true);
  });
  it('is not one with plain formulas', () => {
    expect(commandsIn('<c><f>SUM(A1:A9)&amp;"a|b"</f><v>1</v></c><t>a|b</t>')).toBe(false);
    expect(mayCommand({ name: 'xl/worksheets/sheet1.xml' })).toBe(true);
    expect(mayCommand({ name: 'xl/styles.xml' })).toBe(false);
  });
});

it('a PDF with a password says so in its trailer', () => {
  expect(locksIn('trailer<</Root 1 0 R/Encrypt 5 0 R>>')).toBe(true);
  expect(locksIn('<</Type/XRef/Encrypt<</Filter/Standard>>>>')).toBe(true);
  expect(locksIn('trailer<</Root 1 0 R>> /EncryptMetadata false')).toBe(false);
});
