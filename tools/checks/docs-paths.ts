import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../paths.ts';
import { sourceFiles } from '../source-files.ts';

const topFolders = /^(apps|packages|tools|docs|\.ci|\.github)\//;
const variable = /[<>*{}[\]()…$]|\.\.\./;

function mentionedPaths(text: string) {
  const code = [...text.matchAll(/`([^`\s]+)`/g)].map(([, path = '']) => path).filter((path) => topFolders.test(path));
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, path = '']) => path);
  return { code, links: links.filter((path) => !/^[a-z]+:/.test(path)) };
}

/** Paths in documents exist: code spans from the root, links from the document. */
export function checkDocsPaths() {
  const documents = [...sourceFiles('docs'), 'README.md', 'AGENTS.md', 'CHANGELOG.md'].filter(
    (path) => path.endsWith('.md') && existsSync(join(root, path)),
  );
  return documents.flatMap((document) => {
    const { code, links } = mentionedPaths(readFileSync(join(root, document), 'utf8'));
    const missing = [
      ...code.filter((path) => !variable.test(path) && !existsSync(join(root, path))),
      ...links.filter((path) => !existsSync(join(root, dirname(document), decodeURI(path)))),
    ];
    return missing.map((path) => `${document} names ${path}, which does not exist`);
  });
}
