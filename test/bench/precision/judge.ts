import type { Defence } from './defences.ts';
import { type Found, placeOf } from './findings.ts';

/** Of this many findings one may be noise. */
const oneIn = 20;

export interface Judged extends Found {
  /** null where nobody has judged it yet. */
  readonly defence: Defence | null;
}

export function judge(found: readonly Found[], defences: readonly Defence[]): readonly Judged[] {
  const known = new Map(defences.map(defence => [placeOf(defence), defence]));
  return found.map(finding => ({ ...finding, defence: known.get(placeOf(finding)) ?? null }));
}

export function isWaved({ defence }: Judged): boolean {
  return defence?.wave !== undefined;
}

/** What is not as promised; empty where all of it is. */
export function brokenPromises(judged: readonly Judged[], defences: readonly Defence[]): readonly string[] {
  const found = new Set(judged.map(placeOf));
  const waved = judged.filter(isWaved).length;
  return [
    ...judged
      .filter(({ defence }) => defence === null)
      .map(finding => `${placeOf(finding)}: nobody has judged this finding.`),
    ...defences
      .filter(defence => !found.has(placeOf(defence)))
      .map(defence => `${placeOf(defence)}: there is no such finding any more.`),
    ...twice(defences).map(place => `${place}: is judged twice.`),
    ...(waved * oneIn > judged.length
      ? [`${waved} of ${judged.length} findings would be waved away by a DBA, more than one in ${oneIn}.`]
      : []),
  ];
}

function twice(defences: readonly Defence[]): readonly string[] {
  return [...Map.groupBy(defences, placeOf)].filter(([, own]) => own.length > 1).map(([place]) => place);
}
