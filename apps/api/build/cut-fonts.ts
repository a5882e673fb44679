import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';

const root = join(import.meta.dirname, '../../..');
const source = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
const target = join(import.meta.dirname, '../dist/assets/fonts');

/** What a page of ours never needs: shaping of other scripts, vertical setting, hints for screens of long ago. */
const options = {
  targetFormat: 'sfnt',
  noLayoutClosure: true,
  noHinting: true,
  keepFeatures: [],
  dropTables: ['GSUB', 'GPOS', 'GDEF', 'BASE', 'vhea', 'vmtx', 'VORG', 'gasp', 'DSIG', 'kern'],
};

function textsUnder(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|json)$/.test(file))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
    .join('');
}

/** The characters of GB 2312, row by row. */
function gb2312(): string {
  const decoder = new TextDecoder('gb2312');
  let found = '';
  for (let row = 0xa1; row <= 0xf7; row += 1) {
    if (row > 0xa9 && row < 0xb0) continue;
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) found += decoder.decode(Uint8Array.of(row, cell));
  }
  return found;
}

function everyday(): Set<string> {
  const ascii = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
  const own = ['packages/domain/src', 'apps/api/src', 'apps/web/messages/zh'].map(textsUnder).join('');
  return new Set([...ascii, ...gb2312(), ...own].filter((each) => each >= ' ' && each !== '\ufffd'));
}

const file = (weight: string) => join(source, weight, `NotoSansSC_${weight}.ttf`);

/** The whole of Unicode as far as the full font may know it, without what the everyday fonts hold. */
function rareBeside(held: ReadonlySet<string>): string {
  const planes = [[0xa0, 0xd7ff] as const, [0xf900, 0x323af] as const];
  return planes
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)))
    .filter((each) => !held.has(each))
    .join('');
}

/**
 * Cuts the fonts of printed documents: two weights with everyday characters, one file with all others, which is read only where
 * a name needs it. Does nothing where they are there already for the same texts.
 */
export async function cutFonts(): Promise<void> {
  const held = everyday();
  const text = [...held].sort().join('');
  const stamp = createHash('sha256').update(text).update(JSON.stringify(options)).digest('hex');
  const stampFile = join(target, '../../fonts-stamp.txt');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  mkdirSync(target, { recursive: true });
  const cut = async (name: string, weight: string, characters: string) => {
    const made = join(target, `${name}.ttf`);
    // Tests of several packages may begin at once: a file is there whole or not at all.
    writeFileSync(`${made}.${process.pid}`, await subsetFont(readFileSync(file(weight)), characters, options));
    renameSync(`${made}.${process.pid}`, made);
  };
  await cut('regular', '400Regular', text);
  await cut('strong', '600SemiBold', text);
  await cut('rare', '400Regular', rareBeside(held));
  writeFileSync(stampFile, stamp);
}

if (import.meta.main) await cutFonts();
