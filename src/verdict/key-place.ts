import type { WrittenPolicy } from '../config/index.ts';
import type { Gates, PolicyChange } from './policy-changes.ts';

type Place = Pick<PolicyChange, 'side' | 'file' | 'line'>;

/** Where a key of plangate.yml stands on head; where head does not write it, where base does. */
export function keyPlace(
  { base, head }: Gates,
  path: readonly (string | number)[],
  isOnHead: boolean,
): Place {
  return isOnHead ? placeOn('head', head, path) : placeOn('base', base, path);
}

function placeOn(side: Place['side'], written: WrittenPolicy, path: readonly (string | number)[]): Place {
  return { side, file: written.file, line: written.file === null ? null : written.lineOf(path) };
}
