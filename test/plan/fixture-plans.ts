import { readdirSync, readFileSync } from 'node:fs';
import { type Phenomenon, readPhenomena } from '../../fixtures/plans/phenomena.ts';
import { type Plan, parsePlan } from '../../src/plan/index.ts';

export { majors } from '../../fixtures/plans/phenomena.ts';

export interface FixturePlan {
  readonly major: number;
  readonly name: string;
  readonly text: string;
  readonly plan: Plan;
}

const folder = new URL('../../fixtures/plans/', import.meta.url);

/** Every plan in fixtures/plans/`major`. */
export function fixturePlans(major: number): readonly FixturePlan[] {
  const names = readdirSync(new URL(`${major}/`, folder)).map(file => file.replace(/\.json$/, ''));
  return names.toSorted().map(name => {
    const text = readFileSync(new URL(`${major}/${name}.json`, folder), 'utf8');
    return { major, name, text, plan: parsePlan(JSON.parse(text)) };
  });
}

export function fixturePlan(major: number, name: string): Plan {
  return parsePlan(JSON.parse(readFileSync(new URL(`${major}/${name}.json`, folder), 'utf8')));
}

/** What can be shown by `major`. */
export function phenomenaOf(major: number): readonly Phenomenon[] {
  return readPhenomena().filter(({ from, to }) => from <= major && major <= to);
}
