import type { MultiformatMessageString, ReportingConfiguration, ReportingDescriptor } from 'sarif';
import { ruleKeys } from '../config/index.ts';
import { pages, rules } from '../rules/index.ts';
import { errorWords, type VerdictRule, verdictRules } from './verdict-rules.ts';

/** Where plangate lives. */
export const homepage = 'https://github.com/plangate/plangate';

const judging = `${homepage}#how-a-pull-request-is-judged`;

/** GitHub cuts what is longer. */
const descriptionLimit = 1024;

/**
 * Everything that a result or a notification may be about: all that plangate knows, always in the same places, and after
 * it what else the report names.
 */
export function sarifRules(named: readonly string[]): readonly ReportingDescriptor[] {
  const known = [
    ...Object.values(rules).map(({ id }) => pageRule(id, pages[id], ruleKeys[id].severity)),
    ...Object.entries(verdictRules).map(([id, rule]) => verdictDescriptor(id, rule)),
    ...Object.entries(errorWords).map(([kind, words]) => errorDescriptor(kind, words)),
  ];
  const ids = new Set(known.map(({ id }) => id));
  return [...known, ...[...new Set(named)].filter(id => !ids.has(id)).map(unknownRule)];
}

/** What a foreign report calls a rule. */
function unknownRule(id: string): ReportingDescriptor {
  return { id, shortDescription: { text: `plangate does not know the rule ${id}.` } };
}

/** A rule with a page: its first paragraph in short, the reason why it matters in full, all of it as help. */
function pageRule(id: string, page: string, severity: keyof typeof configured): ReportingDescriptor {
  const [, short = ''] = page.split('\n\n');
  const why = /^## Why it matters\n\n(.*?)\n\n/ms.exec(page)?.[1] ?? '';
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: plain(short) },
    fullDescription: { text: `${plain(short)} ${plain(why)}`.slice(0, descriptionLimit) },
    helpUri: `${homepage}/blob/HEAD/src/rules/${id}.md`,
    help: help(
      page
        .replaceAll('](../../', `](${homepage}/blob/HEAD/`)
        .replace(/\]\((?=[a-z-]+\.md\))/g, `](${homepage}/blob/HEAD/src/rules/`),
    ),
    defaultConfiguration: configured[severity],
    properties,
  };
}

function verdictDescriptor(id: string, { level, short, full, remedy }: VerdictRule): ReportingDescriptor {
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: short },
    fullDescription: { text: full },
    helpUri: judging,
    help: help(`${full}\n\n${remedy}\n\n[How a pull request is judged](${judging})`),
    defaultConfiguration: configured[level],
    properties,
  };
}

function errorDescriptor(kind: string, words: string): ReportingDescriptor {
  const text = `plangate could not judge this change: ${words}.`;
  return {
    id: `error-${kind}`,
    name: nameOf(`error-${kind}`),
    shortDescription: { text },
    fullDescription: { text: `${text} Nothing is said of its queries, so it has not passed.` },
    helpUri: homepage,
    help: help(`${text} The message names the place, what was found and what to do.`),
    defaultConfiguration: configured.error,
    properties,
  };
}

const configured = {
  off: { enabled: false, level: 'none' },
  note: { level: 'note' },
  warning: { level: 'warning' },
  error: { level: 'error' },
} as const satisfies Record<string, ReportingConfiguration>;

const properties = { tags: ['postgresql', 'performance'], precision: 'very-high' };

function help(markdown: string): MultiformatMessageString {
  const text = markdown
    .replace(/^```.*\n/gm, '')
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, '$1 ($2)')
    .replace(/[`*]/g, '');
  return { text, markdown };
}

function plain(markdown: string): string {
  return markdown.replace(/[`*]/g, '').replace(/\s+/g, ' ').trim();
}

/** `sequential-scan` as `SequentialScan`. */
function nameOf(id: string): string {
  return id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
