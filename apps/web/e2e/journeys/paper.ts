import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import type * as Reader from 'pdfjs-dist';

const SCALE = 2.5;

/** Prints by a link of the page and returns the file. */
export async function printed(page: Page, link: Locator): Promise<Buffer> {
  const arriving = page.waitForEvent('download');
  await link.click();
  return readFileSync(await (await arriving).path());
}

/** The one page of a file as a camera sees it: nothing but pixels. */
export async function photographed(page: Page, file: Buffer) {
  const drawn = await page.evaluate(
    async ({ base64, scale }) => {
      const address = '/pdf-reader/pdf.min.mjs';
      const reader = (await import(address)) as typeof Reader;
      reader.GlobalWorkerOptions.workerSrc = '/pdf-reader/pdf.worker.min.mjs';
      const data = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const book = await reader.getDocument({ data, useWasm: false }).promise;
      const sheet = await book.getPage(1);
      const viewport = sheet.getViewport({ scale });
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [viewport.width, viewport.height];
      await sheet.render({ canvas, viewport }).promise;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      // One channel is enough for black on white, and as text it comes here at once: as numbers it takes half a minute.
      const lines: string[] = [];
      for (let at = 0; at < pixels.length; at += canvas.width * 4) {
        let line = '';
        for (let x = 0; x < canvas.width; x += 1) line += String.fromCharCode(pixels[at + x * 4] ?? 255);
        lines.push(line);
      }
      return { pages: book.numPages, width: canvas.width, height: canvas.height, grey: btoa(lines.join('')) };
    },
    { base64: file.toString('base64'), scale: SCALE },
  );
  expect(drawn.pages).toBe(1);
  const { width, height } = drawn;
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [at, grey] of Buffer.from(drawn.grey, 'base64').entries()) pixels.fill(grey, at * 4, at * 4 + 3);
  return { pixels, width, height };
}
