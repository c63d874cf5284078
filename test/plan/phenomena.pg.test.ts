import { describe, expect, it } from 'vitest';
import { buildSchema, explainPhenomenon } from '../../fixtures/plans/phenomena.ts';
import { balance, type Imbalance, parsePlan, planWork, shape, walk } from '../../src/plan/index.ts';
import { startServer } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { fixturePlan, majors, phenomenaOf } from './fixture-plans.ts';

/** The plans again, from a new server: what is committed is what PostgreSQL does, and not by chance. */
describe.each(majors)('PostgreSQL %i, asked again', major => {
  it('makes the same plans with the same work, and their books balance', async ({ skip }) => {
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
    }
  });
});
