import { markdownTable } from 'markdown-table';
import type { Machine } from '../trust/machine.ts';
import { isWaved, type Judged } from './judge.ts';

/** A workload, and how many queries of it were measured. */
export interface Looked {
  readonly workload: string;
  readonly queries: number;
}

/** The page of results, in Markdown. */
export function renderPage(
  judged: readonly Judged[],
  looked: readonly Looked[],
  broken: readonly string[],
  machine: Machine,
): string {
  const told =
    broken.length === 0 ? '' : `\n\nNot as promised:\n\n${broken.map(text => `- ${text}`).join('\n')}`;
  return `# What does it say of healthy databases?

Written by \`npm run bench:precision\`, which anyone can run. It puts workloads that are in order through plangate's own conductor
with default settings on a real PostgreSQL, and lists every finding. Each is judged as a strict DBA would: worth
acting on, or noise. More than one in twenty of noise is an error, and so is a finding that nobody has judged.

${runTable(machine)}

**${summary(judged)}**${told}

${renderTables(judged, looked)}
## The workloads

- *pgbench*: its tables at scale 3, and the statements of its scripts tpcb-like, simple-update and select-only.
- *ml-registry*: the [demo's repository](../fixtures/ml-registry/README.md) with its queries rewritten as its stories do, and the
  indexes that they want.
- *tpc-h*: the tables of TPC-H with 120,000 lines of orders, primary keys, indexes on foreign keys and dates, and its 22
  questions in words of our own.
- *documents*, *full-text*, *look-ups* and *partitions* are [those of the trust bench](../test/bench/trust/workloads): jsonb with GIN
  and expression indexes, articles that are searched by their words, queries of well below a millisecond, and readings by month.

A finding that several parameter sets of a query show is one. The judgements stand in
[defences.yml](../test/bench/precision/defences.yml).
`;
}

/** What was found, in Markdown, which a terminal can show too. */
export function renderTables(judged: readonly Judged[], looked: readonly Looked[]): string {
  const of = (workload: string) => judged.filter(each => each.workload === workload);
  const rows = looked.map(({ workload, queries }) => {
    const own = of(workload);
    return [workload, queries, own.length, own.filter(isWaved).length].map(String);
  });
  const counts = markdownTable([['workload', 'queries', 'findings', 'waved away'], ...rows], {
    align: ['l', 'r', 'r', 'r'],
  });
  const lists = looked.map(({ workload }) => list(workload, of(workload)));
  return `${counts}\n${lists.join('')}`;
}

function runTable({
  date,
  commit,
  isChanged,
  postgres,
  cores,
  processor,
  kernel,
  command,
  duration,
}: Machine) {
  return markdownTable([
    ['date', 'commit', 'server', 'machine', 'command', 'took'],
    [
      date,
      `${commit}${isChanged ? ' and changes' : ''}`,
      postgres,
      `${cores} cores (${processor}), ${kernel}`,
      `\`${command}\``,
      `${Math.round(duration / 1000)} s`,
    ],
  ]);
}

function summary(judged: readonly Judged[]): string {
  const waved = judged.filter(isWaved).length;
  return `${judged.length} findings, ${waved === 0 ? 'none' : waved} of which a DBA would wave away.`;
}

function list(workload: string, judged: readonly Judged[]): string {
  if (judged.length === 0) return `\n## ${workload}\n\nNo findings.\n`;
  return `\n## ${workload}\n\n${judged.map(item).join('\n')}\n`;
}

function item(finding: Judged): string {
  const { rule, severity, query, relation, message } = finding;
  const where = [query ?? 'the schema', relation].filter(part => part !== null).join(', ');
  return `- **${rule}** (${severity}), ${where}  \n  ${quoted(message)}\n  ${verdict(finding)}`;
}

/** Messages hold SQL, which Markdown would read as its own. */
function quoted(message: string): string {
  return `\`${message.replaceAll(/\s+/g, ' ').replaceAll('`', "'")}\`  `;
}

function verdict({ defence }: Judged): string {
  if (defence === null) return '**Nobody has judged it.**';
  return defence.wave === undefined
    ? `*A DBA would act:* ${defence.act}`
    : `*A DBA would wave it away:* ${defence.wave}`;
}
