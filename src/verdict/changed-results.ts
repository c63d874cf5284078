import type { ResultsMode } from '../config/index.ts';
import { keyPlace } from './key-place.ts';
import type { Gates, PolicyChange } from './policy-changes.ts';

const strictness: Readonly<Record<ResultsMode, number>> = { off: 0, bag: 1, ordered: 2 };

/** What of the check that both sides return the same rows is switched off or lets more pass: for all queries, and for one. */
export function changedResults(gates: Gates): readonly PolicyChange[] {
  return [...ofAll(gates), ...ofQueries(gates)];
}

function ofAll(gates: Gates): readonly PolicyChange[] {
  const [base, head] = [gates.base.policy, gates.head.policy];
  const change = (key: string, text: string): PolicyChange => ({
    kind: 'results-loosened',
    text,
    ...keyPlace(gates, [key], gates.head.isWritten([key])),
  });
  const changes: PolicyChange[] = [];
  if (strictness[head.results] < strictness[base.results])
    changes.push(change('results', `results is loosened from ${base.results} to ${head.results}`));
  if (head.results !== 'off' && head.resultsTolerance > base.resultsTolerance) {
    const values = `from ${base.resultsTolerance} to ${head.resultsTolerance}`;
    changes.push(change('results-tolerance', `results-tolerance is loosened ${values}`));
  }
  return changes;
}

/** As with budgets, what plangate.yml moved is not told again for each query. */
function ofQueries({ base, head }: Gates): readonly PolicyChange[] {
  const before = new Map(base.queries.map(query => [query.name, query]));
  return head.queries.flatMap((query): PolicyChange[] => {
    const was = before.get(query.name);
    if (was === undefined) return [];
    const held = was.results ?? base.policy.results;
    const byAnnotation = query.results ?? base.policy.results;
    const after = query.results ?? head.policy.results;
    const isLooser = (mode: ResultsMode) => strictness[mode] < strictness[held];
    if (!isLooser(byAnnotation) || !isLooser(after)) return [];
    const text = `${query.name}: results is loosened from ${held} to ${after}`;
    return [
      {
        kind: 'results-loosened',
        text,
        side: 'head',
        file: query.file,
        line: query.lines.results ?? query.line,
      },
    ];
  });
}
