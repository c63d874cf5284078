/**
 * Writes src/rules/pages.ts, the rules' pages as values, so that formats can carry them along wherever plangate runs:
 * `node test/rules/pages.ts`. A test compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../src/rules/index.ts';

const folder = join(import.meta.dirname, '../../src/rules');
export const pagesFile = join(folder, 'pages.ts');

export function pagesModule(): string {
  const entries = Object.keys(rules).map(id => {
    const page = readFileSync(join(folder, `${id}.md`), 'utf8');
    return `  '${id}': \`${page.replace(/\\|`|\$\{/g, '\\$&')}\`,\n`;
  });
  return `import type { RuleId } from './types.ts';

/** The page of every rule, in Markdown. Written by \`node test/rules/pages.ts\` from the .md files; do not edit. */
export const pages: Readonly<Record<RuleId, string>> = {
${entries.join('')}};
`;
}

if (import.meta.main) writeFileSync(pagesFile, pagesModule());
