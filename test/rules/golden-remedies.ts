import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What head's findings of a flagged example say to do, as rules.pg.test.ts has it from a real PostgreSQL: three lines a
 * finding, the last of them the remedy, and an empty one between two.
 */
export function goldenRemedies(rule: string, example: string): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, 'golden', rule, `${example}.txt`), 'utf8');
  return text
    .trimEnd()
    .split('\n\n')
    .map(finding => finding.split('\n'))
    .filter(([title = '']) => / on head\b/.test(title))
    .map(([, , ...remedy]) => remedy.join('\n'));
}
