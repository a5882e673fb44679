import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

type Tree = { [key: string]: Tree | string | unknown[] };

function flatten(tree: Tree, prefix: string, out: Map<string, string>): Map<string, string> {
  for (const [key, value] of Object.entries(tree)) {
    if (key === '$schema') continue;
    const name = prefix ? `${prefix}.${key}` : key;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) flatten(value, name, out);
    else out.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return out;
}

export function readMessages(folder: string, locale: string): Map<string, string> {
  const out = new Map<string, string>();
  for (const file of readdirSync(join(folder, locale))) {
    if (file.endsWith('.json')) flatten(JSON.parse(readFileSync(join(folder, locale, file), 'utf8')) as Tree, '', out);
  }
  return out;
}

const inputs = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');

/** Every message exists in both languages with the same inputs; returns sentences about those that do not. */
export function missingMessages(base: Map<string, string>, other: Map<string, string>): string[] {
  const found: string[] = [];
  for (const [key, text] of base) {
    const translated = other.get(key);
    if (translated === undefined) found.push(`${key} is missing in en`);
    else if (translated.trim() === '') found.push(`${key} is empty in en`);
    else if (inputs(text) !== inputs(translated)) found.push(`${key} has other inputs in en`);
  }
  for (const key of other.keys()) if (!base.has(key)) found.push(`${key} is missing in zh`);
  return found;
}

const used = /\bm\[(['"])([^'"]+)\1\]/g;

/** The build fails when a message is missing in a language or when code names one that does not exist: it would print `undefined`. */
export function completeMessages(folder: string): Plugin {
  let base = new Map<string, string>();
  return {
    name: 'complete-messages',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      base = readMessages(folder, 'zh');
      const found = missingMessages(base, readMessages(folder, 'en'));
      if (found.length > 0) this.error(`messages are not complete:\n  ${found.join('\n  ')}`);
    },
    transform(code, id) {
      if (!id.includes('/src/') || id.includes('/paraglide/') || id.includes('node_modules')) return;
      for (const [, , key = ''] of code.matchAll(used))
        if (!base.has(key)) this.error(`${id} uses the message ${key}, which does not exist`);
    },
  };
}
