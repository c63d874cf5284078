/**
 * Writes the generated parts of src/postgres/settings.md: `node test/postgres/settings-page.ts`. A test compares them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { markdownTable } from 'markdown-table';
import { ownSettings, reservedSettings, statementSettings } from '../../src/postgres/own-settings.ts';
import { leftOut, planShaping } from '../../src/postgres/plan-shaping.ts';

const file = new URL('../../src/postgres/settings.md', import.meta.url);
const code = (text: string) => `\`${text}\``;

function ownTable(): string {
  const rows = [...ownSettings, statementSettings].map(({ settings, why }) => [
    Object.entries(settings)
      .map(([name, value]) => code(`${name} = ${value === '' ? "''" : value}`))
      .join('<br>'),
    why,
  ]);
  return markdownTable([['Setting', 'Why'], ...rows], { alignDelimiters: false });
}

function taken(): string {
  return Object.entries(planShaping)
    .map(([name, { since }]) => (since > 14 ? `${code(name)} (from ${since} on)` : code(name)))
    .join(', ');
}

function leftTable(): string {
  const rows = Object.entries(leftOut).map(([name, why]) => [code(name), why]);
  return markdownTable([['Setting', 'Why not'], ...rows], { alignDelimiters: false });
}

const parts: Readonly<Record<string, string>> = {
  own: `\n${ownTable()}\n`,
  reserved: [...reservedSettings].map(code).join(', '),
  taken: taken(),
  left: `\n${leftTable()}\n`,
};

/** The page with its generated parts as the code says. */
export function withParts(page: string): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const from = text.indexOf(open);
    const to = text.indexOf(close);
    if (from < 0 || to < from) throw new Error(`settings.md has no ${open} … ${close}`);
    return `${text.slice(0, from + open.length)}${part}${text.slice(to)}`;
  }, page);
}

export const readPage = () => readFileSync(file, 'utf8');

if (import.meta.main) writeFileSync(file, withParts(readPage()));
