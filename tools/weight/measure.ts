import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { webFolder } from '../paths.ts';
import type { PageWeight } from './limits.ts';

const output = join(webFolder, '.svelte-kit/output');

type Route = { id: string; page: { layouts: (number | undefined)[]; leaf: number } | null };
type Manifest = { _: { client: { imports: string[] }; nodes: unknown[]; routes: Route[] } };
type Node = { scripts: string[]; tags: string[]; csr: boolean | undefined };

const textOf = (path: string) => readFileSync(join(output, path), 'utf8');
const moduleOf = async (path: string) => (await import(pathToFileURL(join(output, path)).href)) as unknown;

/** Kit lists with each node every script that it imports statically; its options stand in a module of their own. */
async function readNode(at: number): Promise<Node> {
  const text = textOf(`server/nodes/${at}.js`);
  const imports = /^export const imports = (\[.*\]);$/m.exec(text)?.[1];
  if (imports === undefined) throw new Error(`no imports in node ${at}`);
  const options = /^import \* as universal from '\.\.\/(.+)';$/m.exec(text)?.[1];
  const component = /import\('\.\.\/(entries\/.+?)'\)/.exec(text)?.[1];
  const tags = component === undefined ? [] : textOf(`server/${component}`).matchAll(/<script [^>]*src="\/([^"]+)"/g);
  const { csr } = options === undefined ? {} : ((await moduleOf(`server/${options}`)) as { csr?: boolean });
  return { scripts: JSON.parse(imports) as string[], tags: [...tags].flatMap((each) => each[1] ?? []), csr };
}

/** Gzipped bytes of the JavaScript that each page of the built product loads first. */
export async function measurePages(): Promise<PageWeight[]> {
  const { manifest } = (await moduleOf('server/manifest.js')) as { manifest: Manifest };
  const { client, nodes, routes } = manifest._;
  const read = await Promise.all(nodes.map((_, at) => readNode(at)));
  const sizes = new Map<string, number>();
  const sizeOf = (script: string) => {
    const size = sizes.get(script) ?? gzipSync(textOf(`client/${script}`)).length;
    sizes.set(script, size);
    return size;
  };
  return routes.flatMap(({ id, page }) => {
    if (page === null) return [];
    const branch = [...page.layouts, page.leaf].flatMap((at) => (at === undefined ? [] : (read[at] ?? [])));
    const runs = branch.findLast((each) => each.csr !== undefined)?.csr ?? true;
    // Kit's start asks for the root layout and the root error page (0 and 1) whatever the page is.
    const loaded = [...client.imports, ...[read[0], read[1], ...branch].flatMap((each) => each?.scripts ?? [])];
    const scripts = new Set([...branch.flatMap((each) => each.tags), ...(runs ? loaded : [])]);
    const bytes = [...scripts].reduce((total, script) => total + sizeOf(script), 0);
    return [{ id, bytes }];
  });
}
