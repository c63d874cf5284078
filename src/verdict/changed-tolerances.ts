import { formatCount, formatMilliseconds, formatShare } from '../comparison/index.ts';
import type { Tolerances } from '../config/index.ts';
import { keyPlace } from './key-place.ts';
import type { Gates, PolicyChange } from './policy-changes.ts';

const keys: Readonly<
  Record<keyof Tolerances, { readonly key: string; readonly words: (value: number) => string }>
> = {
  buffers: { key: 'buffers', words: formatShare },
  temp: { key: 'temp', words: formatShare },
  wal: { key: 'wal', words: formatShare },
  latency: { key: 'latency', words: formatShare },
  latencyFloor: { key: 'latency-floor', words: formatMilliseconds },
  buffersFloor: { key: 'buffers-floor', words: formatCount },
};

/** Tolerances and floors that let a query get worse by more than base's do. */
export function changedTolerances(gates: Gates): readonly PolicyChange[] {
  const [base, head] = [gates.base.policy.tolerances, gates.head.policy.tolerances];
  return Object.entries(keys).flatMap(([name, { key, words }]): PolicyChange[] => {
    const [before, after] = [base[name as keyof Tolerances], head[name as keyof Tolerances]];
    if (after <= before) return [];
    const text = `the tolerance ${key} is loosened from ${words(before)} to ${words(after)}`;
    // What is looser than base's without being written is the default, in the place of what base writes.
    const isWritten = gates.head.isWritten(['tolerances', key]);
    return [{ kind: 'tolerance-loosened', text, ...keyPlace(gates, ['tolerances', key], isWritten) }];
  });
}
