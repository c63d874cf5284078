import type { CatalogueTable } from '../postgres/index.ts';
import { findsTheSame } from './alike-indexes.ts';
import type { whyUnserved } from './why-unserved.ts';

type Why = Awaited<ReturnType<typeof whyUnserved>>;

/** A table that inherits from another one, and what would create the wanted index on it. */
interface Child {
  /** As it is typed. */
  readonly named: string;
  /** null where it cannot be told. */
  readonly table: CatalogueTable | null;
  readonly create: string;
}

/** Why an index does not serve that could by its definition: it is of one table, and some that inherit from it have none like it. */
export function notInherited(why: Why, table: CatalogueTable | null, children: readonly Child[]): Why {
  const index = table?.indexes.find(({ name }) => name === why.unservedBy);
  if (why.unservedWhy !== 'planner' || index === undefined) return why;
  const without = children.filter(
    child => child.table !== null && !child.table.indexes.some(own => findsTheSame(own, index)),
  );
  if (without.length === 0) return why;
  return {
    ...why,
    unservedWhy: 'inheritance',
    unservedDetail: without.map(({ create }) => create).join(' '),
    unservedAgainst: without.map(({ named }) => named).join(', '),
  };
}
