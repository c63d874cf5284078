import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testServer } from '../../support/postgres.ts';
import { openStage, readStory } from '../../support/staged-case.ts';
import type { RecordedCase, RecordedSide } from './recorded.ts';

/**
 * Runs every story of this folder, or those that are named, on a real PostgreSQL and writes what it counted and how long
 * it took to numbers.json: `node test/comparison/mixed/record.ts [NAME]…`
 */
const folder = import.meta.dirname;
const file = join(folder, 'numbers.json');
const wanted = process.argv.slice(2);
const known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, RecordedCase>;
const names = readdirSync(folder)
  .filter(name => name.endsWith('.sql'))
  .map(name => name.replace('.sql', ''));

await using server = await testServer(17);
const stage = await openStage(server, 11);
for (const name of names) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const { comparison } = await stage(name, readStory(readFileSync(join(folder, `${name}.sql`), 'utf8')));
  const { base, head } = comparison.result.sides;
  const side = (from: typeof base): RecordedSide => {
    if (from.kind !== 'measured') throw new Error(`${name} was not measured`);
    const { workSamples, latency, plan } = from.measurement;
    return { cost: plan.root.totalCost, work: workSamples, latency };
  };
  known[name] = { server: server.version.text, base: side(base), head: side(head) };
  const counts = comparison.counts.map(each => `${each.count} ${each.base} → ${each.head} ${each.answer}`);
  const time = `${comparison.latency?.base.median} → ${comparison.latency?.head.median} ms ${comparison.latency?.answer}`;
  process.stdout.write(`${name}: ${counts.join(', ')}, ${time}: ${comparison.direction}\n`);
}
const sorted = names.map(name => [name, known[name]]);
writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`);
