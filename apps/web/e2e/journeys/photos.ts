import { createHash } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';

/** Photos as a phone's camera leaves them: noise packs badly, so that each has some megabytes. */
export async function takePhotos(input: Locator, count: number, side = 2560, name = '合作协议'): Promise<void> {
  await input.evaluate(
    async (field, { count, side, name }) => {
      const files = new DataTransfer();
      for (let nth = 1; nth <= count; nth += 1) {
        const canvas = document.createElement('canvas');
        canvas.width = side;
        canvas.height = side;
        const context = canvas.getContext('2d');
        const pixels = context?.createImageData(side, side);
        if (!context || !pixels) throw new Error('no canvas');
        // getRandomValues gives 64 KiB at a time.
        for (let at = 0; at < pixels.data.length; at += 65_536)
          crypto.getRandomValues(pixels.data.subarray(at, Math.min(at + 65_536, pixels.data.length)));
        for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = 255;
        context.putImageData(pixels, 0, 0);
        const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.95));
        files.items.add(new File([blob ?? ''], `${name}第${nth}页.jpg`, { type: 'image/jpeg' }));
      }
      (field as HTMLInputElement).files = files.files;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    { count, side, name },
  );
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A well-formed PDF of one page with this text. */
export function aPdf(text: string): Buffer {
  const stream = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((each, nth) => {
    const at = file.length;
    file += `${nth + 1} 0 obj\n${each}\nendobj\n`;
    return at;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(`${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
}

type Row = { name: string; state: string; sha256: string | null; bytes: number; content: string | null };

/** The files of a filing as the API tells them. */
export async function filesOf(page: Page, id: string): Promise<Row[]> {
  const answer = await page.request.get(`/api/v1/filings/${id}`);
  return ((await answer.json()) as { attachments: Row[] }).attachments;
}
