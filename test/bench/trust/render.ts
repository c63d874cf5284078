import { markdownTable } from 'markdown-table';
import type { AlarmCount } from './alarms.ts';
import { type Catches, type Caught, isMissed } from './catches.ts';
import type { Machine } from './machine.ts';
import {
  alarmsOf,
  brokenPromises,
  culpritsOf,
  type Results,
  shareOf,
  unproven,
  upperBound,
} from './promises.ts';

type Row = readonly string[];

/** The page of results, in Markdown, with where each part of them is from. */
export function renderPage(results: Results, runs: readonly (readonly [string, Machine])[]): string {
  const broken = brokenPromises(results);
  return `# Can its verdicts be trusted?

Written by \`npm run bench:trust\`, which anyone can run. It puts identical sides, seeded regressions and their reverse through
plangate's own conductor with default settings, on real repositories and a real PostgreSQL, and counts what is called what.

${runTable(runs)}

**${broken.length === 0 ? 'No promise is broken.' : `Not every promise is kept: ${broken.join(' ')}`}**${partOf(results)}

${renderTables(results)}
## How it is counted

- *Identical sides* are one repository twice. *Cloned*: head adds a README and comments in the query files, so base is built once and
  cloned. *Built*: a comment in the seed makes plangate build both sides, each on a server of its own. *Load*: an endless loop on every
  core and a process that writes, reads and walks memory at random. A false alarm is a case that fails. With none in N comparisons the rate is
  below 3/N with 95 % confidence.
- A *regression* is a change of a migration or of a query. What it really did is what the report measured: *by work* is at least 1.3 × the blocks, temporary
  blocks or WAL and more than the floor; *by time* is at most that, and at least 1.5 × and 5 ms slower. What is neither is no
  regression on this machine and is not counted. Every kind says which of the two it is, and one that turns out to be another, or neither, breaks
  a promise. *Caught* means that its case fails; *mixed* is a warning that shows both directions and is no catch.
- *Improvements* are regressions the other way round; both sides are built. Caught means that the case is called better.
- The *culprit* is right when the report names the file that does the harm and a line of the statement in it.
`;
}

function runTable(runs: readonly (readonly [string, Machine])[]): string {
  const rows = runs.map(([part, machine]) => [
    part,
    machine.date,
    `${machine.commit}${machine.isChanged ? ' and changes' : ''}`,
    machine.postgres,
    `${machine.cores} cores (${machine.processor}), ${machine.kernel}`,
    `\`${machine.command}\``,
    `${(machine.duration / 60_000).toFixed(0)} min`,
  ]);
  return markdownTable([['part', 'date', 'commit', 'server', 'machine', 'command', 'took'], ...rows]);
}

function partOf(results: Results): string {
  const missing = unproven(results);
  return missing.length === 0 ? '' : `\n\nNot all parts were run. ${missing.join(' ')}`;
}

/** All tables of what was run, in Markdown, which a terminal can show too. */
export function renderTables(results: Results): string {
  const { alarms, catches, improvements, cost } = results;
  const { all, failed } = alarmsOf(results);
  const parts = [
    all === 0
      ? ''
      : `## False alarms\n\n**${failed} of ${all.toLocaleString('en')}** comparisons of identical sides failed${failed === 0 ? `: less than ${upperBound(all)} (95 % upper bound, 3/N)` : ''}.\n\n${alarmTable(alarms ?? [], [catches, improvements])}`,
    catches === null
      ? ''
      : `## Regressions\n\n${summary(catches)}\n\n${kindTable(catches)}\n${missedList(catches)}`,
    improvements === null
      ? ''
      : `## Improvements\n\n${summary(improvements)}\n\n${kindTable(improvements)}\n${missedList(improvements)}`,
    cost === null
      ? ''
      : `## What it costs\n\n${markdownTable([
          ['one default run of ml-registry', 'limit', 'took'],
          ...cost.map(({ story, duration }) => [story, '60 s', `${(duration / 1000).toFixed(1)} s`]),
        ])}\n`,
  ];
  return parts.filter(part => part !== '').join('\n');
}

function alarmTable(alarms: readonly AlarmCount[], others: readonly (Catches | null)[]): string {
  const rows = alarms.map(({ workload, way, load, comparisons, failed, warned, unstable }) =>
    [workload, way, load ? 'on all cores' : 'none', comparisons, failed, warned, unstable].map(String),
  );
  const untouched = others.reduce((sum, each) => sum + (each?.untouched ?? 0), 0);
  const untouchedFailed = others.reduce((sum, each) => sum + (each?.falseAlarms ?? 0), 0);
  if (untouched > 0)
    rows.push([
      'untouched queries beside others that change',
      '',
      '',
      String(untouched),
      String(untouchedFailed),
      '',
      '',
    ]);
  return `${numbers(['workload', 'sides', 'load', 'comparisons', 'failed', 'warned', 'time told nothing'], rows, 3)}\n`;
}

function summary({ caught }: Catches): string {
  const work = shareOf(caught, 'work');
  const time = shareOf(caught, 'time');
  const culprits = culpritsOf(caught);
  const none = caught.filter(({ effect }) => effect.is === 'none').length;
  return [
    `- by work: **${of(work)}**`,
    `- by time alone: **${of(time)}**`,
    ...(culprits === null ? [] : [`- culprit right: **${of(culprits)}**`]),
    ...(none === 0 ? [] : [`- ${none} did too little on this machine to be counted`]),
  ].join('\n');
}

function of({ all, caught }: { readonly all: number; readonly caught: number }): string {
  return `${caught} of ${all}`;
}

function kindTable({ caught }: Catches): string {
  const rows = [...Map.groupBy(caught, ({ kind }) => kind)].map(([kind, own]) => {
    const counted = own.filter(({ effect }) => effect.is !== 'none');
    const culprits = culpritsOf(own);
    return [
      kind,
      String(counted.length),
      String(counted.filter(({ answer }) => answer === 'caught').length),
      String(counted.filter(({ answer }) => answer === 'mixed').length),
      range(counted.map(({ effect }) => effect.work)),
      range(counted.map(({ effect }) => effect.time)),
      culprits === null ? '' : of(culprits),
    ];
  });
  const titles = ['kind', 'counted', 'caught', 'mixed', 'work', 'time', 'culprit right'];
  return `${numbers(titles, rows, 1)}\n`;
}

/** Smallest and largest ratio. */
function range(ratios: readonly number[]): string {
  if (ratios.length === 0) return '';
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map(ratio =>
    ratio === Number.POSITIVE_INFINITY ? 'from 0' : ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1),
  );
  return low === high ? `${low} ×` : `${low} – ${high} ×`;
}

function missedList({ caught }: Catches): string {
  const missed = caught.filter(each => isMissed(each) || each.culprit === 'wrong');
  if (missed.length === 0) return '';
  return `\nNot as promised:\n\n${missed.map(line).join('\n')}\n`;
}

function line({ kind, name, effect, answer, culprit }: Caught): string {
  const what = effect.is === 'errored' ? 'could not be measured' : answer;
  return `- ${kind}, ${name}: ${what}, work ${range([effect.work])}, time ${range([effect.time])}${culprit === 'wrong' ? ', another culprit was named' : ''}`;
}

/** A table whose columns from `first` on are numbers. */
function numbers(titles: Row, rows: readonly Row[], first: number): string {
  const align = titles.map((_, k) => (k < first ? 'l' : 'r'));
  return markdownTable([titles, ...rows], { align });
}
