import { type OptionRow, optionTable } from './option-table.ts';

const width = 98;
const indent = 26;

/** What `plangate --help` prints. */
export function helpText(): string {
  return `plangate: the query-plan gate for PostgreSQL pull requests

Builds base and head side by side on one throw-away PostgreSQL, runs every registered query on both,
and compares plans, counted work and latency. Nothing in your checkout is changed.

Usage: plangate check [options]
       plangate explain QUERY|FILE|- [options]
       plangate rules [RULE] [--repo DIR] [--config FILE]

Options:
${optionTable.flatMap(optionHelp).join('\n')}
${entry('-h, --help', 'Print this help.')}
${entry('--version', 'Print the version.')}

Examples:
  plangate check
      Compares the working tree with where it left the default branch.
  plangate check --base origin/main --report plangate.md --report plangate.json
      Compares with a branch, and keeps the report for people and for programs.
  plangate check --query latest-deployments --engine local
      Measures one query, on the PostgreSQL that is installed here.
  plangate explain latest-deployments
      Runs one registered query on a database built as head says, and shows its plan with what is
      costly marked and what the rules say of it; with a query file, all queries in it.
  psql -XAtc 'EXPLAIN (ANALYZE, BUFFERS) SELECT 1' | plangate explain -
      The same for a plan from anywhere, in the text or JSON format, from a file or standard input;
      or for a query that nobody registered, which is run on that database.
  plangate rules
      Lists the rules, with the severities of this repository; plangate rules RULE shows a page.

Exit code: 0 pass or warn, 1 fail, 2 when plangate could not do its job. explain: 0 whatever it
finds, 2 for what is no plan.
Configuration: plangate.yml. Its keys, query files and the rules are explained in the README.
`;
}

function optionHelp(row: OptionRow): readonly string[] {
  if (row.option === null) return [];
  const initially = row.value === null || row.default === '' ? '' : ` [default: ${row.default}]`;
  return [entry(`--${row.option}${row.value === null ? '' : ` ${row.value}`}`, row.summary + initially)];
}

/** The name on the left, the words wrapped on the right, on their own line when the name is long. */
function entry(name: string, words: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width - indent) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  lines.push(line);
  const left = `  ${name}`;
  const first = left.length + 2 > indent ? `${left}\n${' '.repeat(indent)}` : left.padEnd(indent);
  return first + lines.join(`\n${' '.repeat(indent)}`);
}
