import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Officers read PDF files by this reader, served from here: nothing inside a file is run, and every browser shows the same.
const from = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const to = new URL('../static/pdf-reader/', import.meta.url).pathname;
const copy = (folder: string, names: readonly string[], into = '') => {
  mkdirSync(join(to, into), { recursive: true });
  for (const name of names) copyFileSync(join(from, folder, name), join(to, into, name));
};
copy('legacy/build', ['pdf.min.mjs', 'pdf.worker.min.mjs']);
copy('wasm', ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js'], 'decoders');
// How Chinese text is encoded where a file does not bring its own letters along.
const chinese = /^(?:Adobe-GB1|UniGB|GBK|GB-|GBpc|GBT|GBKp|GBK2K|Identity)/;
copy(
  'cmaps',
  readdirSync(join(from, 'cmaps')).filter((name) => chinese.test(name)),
  'cmaps',
);
