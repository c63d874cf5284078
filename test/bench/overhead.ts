import { readFileSync } from 'node:fs';
import { reportSchema } from '../../src/report/index.ts';
import { Runner } from '../support/runner.ts';
import { dropsKey, tinyRepository } from '../support/tiny-repository.ts';
import { median, type Ratio } from './ratio.ts';

/**
 * What the Action adds to the conductor's own time: Node's start, the event, every format, artifact, summary, check run and
 * comment against a loopback GitHub.
 */
export async function benchOverhead(): Promise<Ratio> {
  await using runner = await Runner.start(tinyRepository(dropsKey));
  const samples: number[] = [];
  for (let round = 0; round <= 5; round++) {
    const started = performance.now();
    const step = await runner.step('pull_request');
    const took = performance.now() - started;
    if (step.code !== 1) throw new Error(`the Action ended with ${step.code}:\n${step.stdout}`);
    const { duration } = reportSchema.parse(JSON.parse(readFileSync(step.outputs.report ?? '', 'utf8')));
    if (round > 0) samples.push(took - duration);
  }
  return {
    name: "the Action, beyond the conductor's time",
    against: 'the two seconds allowed',
    limit: 1,
    ours: median(samples),
    bound: 2000,
  };
}
