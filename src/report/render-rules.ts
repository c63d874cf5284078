import { type RuleId, type RuleSettings, ruleKeys, writtenThreshold } from '../config/index.ts';
import { pages, rules } from '../rules/index.ts';
import { wrapWidth } from './display-width.ts';
import { painter } from './paint.ts';
import { renderPage } from './render-page.ts';
import type { TerminalOptions } from './render-terminal.ts';

/** What is in force, and the file that says so; null where every rule has its default. */
export interface RulesInForce {
  readonly rules: Readonly<Record<string, RuleSettings>>;
  readonly file: string | null;
}

const tones = { off: 'faint', note: 'plain', warning: 'warn', error: 'bad' } as const;
const groups = [
  ['queries', 'query', 'queries'],
  ['tables', 'table', 'tables'],
  ['tags', 'tag', 'tags'],
] as const;

/** Every rule on a line: its id, its severity, and what it sees. */
export function renderRules({ rules: inForce, file }: RulesInForce, options: TerminalOptions): string {
  const paint = painter(options.colour);
  const ids = Object.values(rules).map(({ id }) => id);
  const indent = Math.max(...ids.map(id => id.length)) + 2;
  const room = Math.max(30, options.width - indent - 9);
  const lines = ids.flatMap(id => {
    const { severity } = settingsOf(id, inForce);
    const exceptions = exceptionsOf(inForce[id]);
    const sees = `${ruleKeys[id].sees}${exceptions === '' ? '' : ` (${exceptions})`}`;
    const [first = '', ...rest] = wrapWidth(sees, room);
    return [
      `${paint('strong', id.padEnd(indent))}${paint(tones[severity], severity.padEnd(9))}${first}`,
      ...rest.map(line => `${' '.repeat(indent + 9)}${line}`),
    ];
  });
  const source = file === null ? 'Severities are the defaults.' : `Severities are those of ${file}.`;
  const foot = wrapWidth(`${source} plangate rules RULE shows a rule's page.`, Math.max(40, options.width));
  return `${[...lines, '', ...foot.map(line => paint('faint', line))].join('\n')}\n`;
}

/** A rule's page, and what is in force of it. */
export function renderRule(
  id: RuleId,
  { rules: inForce, file }: RulesInForce,
  options: TerminalOptions,
): string {
  const { severity, thresholds } = settingsOf(id, inForce);
  const keys: Readonly<Record<string, { readonly kind: Parameters<typeof writtenThreshold>[0] }>> =
    ruleKeys[id].thresholds;
  const written = Object.entries(keys).map(
    ([name, { kind }]) => `${name}: ${writtenThreshold(kind, thresholds[name] ?? 0)}`,
  );
  const exceptions = exceptionsOf(inForce[id]);
  const words = [`severity: ${severity}${exceptions === '' ? '' : ` (${exceptions})`}`, ...written].join(
    ', ',
  );
  const source = file === null ? 'By default' : `In ${file}`;
  const foot = wrapWidth(`${source}: ${words}`, Math.max(40, options.width));
  return `${renderPage(pages[id], options)}\n${foot.join('\n')}\n`;
}

function settingsOf(id: RuleId, inForce: RulesInForce['rules']): RuleSettings {
  return inForce[id] ?? { severity: ruleKeys[id].severity, thresholds: {} };
}

/** `another one for 2 queries and 1 tag` */
function exceptionsOf(settings: RuleSettings | undefined): string {
  const parts = groups.flatMap(([group, singular, plural]) => {
    const count = Object.keys(settings?.[group] ?? {}).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? singular : plural}`];
  });
  return parts.length === 0 ? '' : `another severity for ${parts.join(', ')}`;
}
