import { describe, expect, it } from 'vitest';
import {
  buildSchema,
  explainAsText,
  explainPhenomenon,
  type Phenomenon,
  writes,
} from '../../fixtures/plans/phenomena.ts';
import {
  balance,
  type Imbalance,
  type Plan,
  parsePlan,
  parseTextPlan,
  planWork,
  shape,
  walk,
} from '../../src/plan/index.ts';
import { startServer } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { fixturePlan, majors, phenomenaOf } from './fixture-plans.ts';
import { toldByBoth } from './told-by-both.ts';

/**
 * The plans again, from a new server of the oldest and the newest major: what is committed is what PostgreSQL does, and not by
 * chance. `npm run plans` makes those of all.
 */
describe.each(
  [majors[0], majors.at(-1)].filter(major => major !== undefined),
)('PostgreSQL %i, asked again', major => {
  // A CTE is shut down on its own clock and on no reader's: where the process must wait just then, times do not add up.
  it('makes the same plans with the same work, whose books balance, and whose text says what their JSON says', {
    retry: 1,
  }, async ({ skip }) => {
    const request = { engine: 'embedded', version: major, locale: 'C.UTF-8', settings: {} } as const;
    const started = startServer({ ...request, environment: process.env }, silent);
    await using server = await started.catch(error => {
      // The oldest is not published for every platform.
      if (major === 14 && /No PostgreSQL 14 was found/.test(String(error))) return null;
      throw error;
    });
    if (server === null) return skip('PostgreSQL 14 is not installed here');
    await using session = await (await server.createDatabase('plans')).connect();
    await buildSchema(session);
    const compareText = async (phenomenon: Phenomenon, plan: Plan, isRepeatable: boolean) => {
      const text = await explainAsText(session, major, phenomenon);
      expect(toldByBoth(parseTextPlan(text), isRepeatable), text).toEqual(toldByBoth(plan, isRepeatable));
    };
    const later: { phenomenon: Phenomenon; plan: Plan }[] = [];
    for (const phenomenon of phenomenaOf(major)) {
      const plan = parsePlan(await explainPhenomenon(session, major, phenomenon));
      const before = fixturePlan(major, phenomenon.name);
      expect(shape(plan), phenomenon.name).toBe(shape(before));
      // While nobody waits for a Gather, its workers go on: then they have more time than it, whenever that happens.
      const isOverlap = ({ what, node }: Imbalance) =>
        what === 'time' && walk(plan)[node]?.type.startsWith('Gather');
      expect(
        balance(plan).imbalances.filter(imbalance => !isOverlap(imbalance)),
        phenomenon.name,
      ).toEqual([]);
      // Which worker takes which page is chance, and so is what each of them spills.
      const isParallel = walk(plan).some(node => node.type.startsWith('Gather'));
      if (!isParallel) expect(planWork(plan), phenomenon.name).toEqual(planWork(before));
      // Asking a second time would leave more behind than one had left when the plans were recorded.
      if (writes(phenomenon)) later.push({ phenomenon, plan });
      else await compareText(phenomenon, plan, !isParallel);
    }
    for (const { phenomenon, plan } of later) await compareText(phenomenon, plan, false);
  });
});
