/**
 * `npm run bench:precision`: what plangate says of databases that are in order. Its own conductor looks at healthy
 * workloads; every finding has to be defended. Ends with exit code 1 when one is not, or when too many are noise.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { sameAgain } from '../trust/alarms.ts';
import { checkWith } from '../trust/check.ts';
import { describeMachine, describeRevision } from '../trust/machine.ts';
import { readDefences } from './defences.ts';
import { type Found, listFindings } from './findings.ts';
import { brokenPromises, judge } from './judge.ts';
import { type Looked, renderPage, renderTables } from './render.ts';
import { readHealthyWorkloads } from './workloads.ts';

const started = new Date();
const { values } = parseArgs({
  options: { out: { type: 'string' }, match: { type: 'string', default: '' } },
});
const revision = await describeRevision();
const match = new RegExp(values.match);
let server = 'not started';
const check = checkWith('embedded', ({ postgres }) => {
  if (postgres !== null) server = `PostgreSQL ${postgres.version}, ${postgres.engine}`;
});

const looked: Looked[] = [];
const found: Found[] = [];
for (const { name, files } of (await readHealthyWorkloads()).filter(({ name }) => match.test(name))) {
  // What was there before is what a repository in order shows; nothing is new but a README.
  const report = await check(files, sameAgain(files, 'cloned'));
  const failed = report.cases.filter(({ status }) => status === 'errored');
  if (failed.length > 0) throw new Error(`${name}: ${failed.map(({ query }) => query).join(', ')} failed.`);
  looked.push({ workload: name, queries: new Set(report.cases.map(({ query }) => query)).size });
  found.push(...listFindings(name, report));
  console.log(`${name}: ${report.cases.length} cases in ${(report.duration / 1000).toFixed(1)} s`);
}
const defences = (await readDefences()).filter(({ workload }) => match.test(workload));
const judged = judge(found, defences);
const broken = brokenPromises(judged, defences);
console.log(renderTables(judged, looked));
console.log(broken.length === 0 ? 'No promise is broken.' : broken.map(text => `BROKEN: ${text}`).join('\n'));
if (values.out !== undefined) {
  const told = describeMachine(started, process.argv.slice(2), server, 'bench:precision');
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, renderPage(judged, looked, broken, { ...revision, ...told }));
}
process.exitCode = broken.length === 0 ? 0 : 1;
