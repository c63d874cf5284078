/**
 * `npm run bench:trust`: how often plangate cries wolf and how often it sleeps. Its own conductor judges identical
 * sides, seeded regressions and their reverse, on real repositories and servers. Ends with exit code 1 when a promise is broken, and when a
 * whole run proves too little.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Report } from '../../../src/report/index.ts';
import { countAlarms } from './alarms.ts';
import { countCatches, countImprovements } from './catches.ts';
import { checkWith } from './check.ts';
import { measureCost } from './cost.ts';
import { openJournal } from './journal.ts';
import { readKept, resultsOf, runsOf, withResults, writeKept } from './kept.ts';
import { describeMachine, describeRevision } from './machine.ts';
import { readOptions } from './options.ts';
import { type Results, shortcomings } from './promises.ts';
import { renderPage, renderTables } from './render.ts';

const started = new Date();
const options = readOptions(process.argv.slice(2));
const journal = await openJournal(started);
const revision = await describeRevision();
let server = 'not started';
const seen = ({ postgres }: Report) => {
  if (postgres !== null) server = `PostgreSQL ${postgres.version}, ${postgres.engine}`;
};
const check = checkWith(options.engine ?? 'embedded', seen);
const has = (part: (typeof options.parts)[number]) => options.parts.includes(part);

const results: Results = {
  cost: has('cost') ? await measureCost(options.engine, seen, journal) : null,
  catches: has('catches') ? await countCatches(check, options, journal) : null,
  improvements: has('improvements') ? await countImprovements(check, options, journal) : null,
  alarms: has('alarms') ? await countAlarms(check, options, journal) : null,
};
const short = shortcomings(results, options);
console.log(renderTables(results));
console.log(short.length === 0 ? 'No promise is broken.' : short.map(text => `BROKEN: ${text}`).join('\n'));
console.log(`Details of everything that needs a look: ${journal.file}`);
if (options.out !== null) {
  const machine = { ...revision, ...describeMachine(started, process.argv.slice(2), server) };
  await mkdir(dirname(options.out), { recursive: true });
  const file = options.out.replace(/(?:\.md)?$/, '.json');
  const kept = withResults(await readKept(file), results, machine);
  await writeKept(file, kept);
  await writeFile(options.out, renderPage(resultsOf(kept), runsOf(kept)));
}
process.exitCode = short.length === 0 ? 0 : 1;
