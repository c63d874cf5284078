import { type Comparison, quantileOf, testQuantile } from '../comparison/index.ts';
import { type Budgets, budgetFor, type LimitName, limitNames, quantiles } from '../config/index.ts';
import type { Measurement } from '../measurement/index.ts';
import { rowsRead } from '../plan/index.ts';
import type { BudgetReport, SideReport } from './schema.ts';

type Sides = Readonly<Record<'base' | 'head', SideReport | null>>;

interface Value {
  /** null for a quantile that too few samples show. */
  readonly shown: number | null;
  /** Whether it is surely over a limit. */
  isOver(limit: number): boolean;
}

/** The limits that hold for a case, and how its sides stand to them. */
export function budgetsOf({ result }: Comparison, budgets: Budgets, sides: Sides): BudgetReport[] {
  const budget = budgetFor(budgets, result.case.query);
  return limitNames.flatMap(name => {
    const limit = budget[name];
    if (limit === undefined) return [];
    const value = (side: 'base' | 'head') => {
      const [own, report] = [result.sides[side], sides[side]];
      return own.kind === 'measured' && report !== null ? budgetValueOf(name, own.measurement, report) : null;
    };
    const [base, head] = [value('base'), value('head')];
    return [
      {
        name,
        limit,
        base: base?.shown ?? null,
        head: head?.shown ?? null,
        over: head?.isOver(limit) ?? false,
      },
    ];
  });
}

function budgetValueOf(name: LimitName, { latency, plan }: Measurement, side: SideReport): Value {
  switch (name) {
    case 'latency':
    case 'planning':
      return { shown: side[name].median, isOver: limit => side[name].low > limit };
    case 'latency-p95':
    case 'latency-p99': {
      const { share, samples } = quantiles[name];
      const shown = latency.length < samples ? null : quantileOf(latency, share);
      return { shown, isOver: limit => testQuantile(latency, share, limit).isSurelyOver };
    }
    case 'rows-read': {
      const { rows, uncertainty } = rowsRead(plan);
      return { shown: rows, isOver: limit => rows - uncertainty > limit };
    }
    default:
      return { shown: side.work[name], isOver: limit => side.work[name] > limit };
  }
}
