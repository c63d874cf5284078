/**
 * Writes the generated parts of README.md, between their markers: `node test/readme.ts`. A test compares them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { configTable, helpText, inputsTable, outputsTable, rulesTable } from '../src/config/index.ts';
import { rules } from '../src/rules/index.ts';

const file = new URL('../README.md', import.meta.url);
const example = new URL('../.github/examples/pull-request.yml', import.meta.url);

export const parts: Readonly<Record<string, string>> = {
  example: `\`\`\`yaml\n# .github/workflows/plangate.yml\n${readFileSync(example, 'utf8')}\`\`\``,
  inputs: inputsTable(),
  outputs: outputsTable(),
  keys: configTable(),
  rules: rulesTable(Object.values(rules).map(({ id }) => id)),
  help: `\`\`\`text\n${helpText().trimEnd()}\n\`\`\``,
};

export function withParts(readme: string): string {
  let text = readme;
  for (const [name, part] of Object.entries(parts)) {
    const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
    const from = text.indexOf(open);
    const to = text.indexOf(close);
    if (from < 0 || to < from) throw new Error(`README.md has no ${open.trim()} … ${close}`);
    text = `${text.slice(0, from + open.length)}${part.trimEnd()}\n${text.slice(to)}`;
  }
  return text;
}

if (import.meta.main) writeFileSync(file, withParts(readFileSync(file, 'utf8')));
