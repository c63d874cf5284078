import type { Waiver } from '../config/index.ts';
import { waiverWords } from './describe-reason.ts';
import { keyPlace } from './key-place.ts';
import type { Gates, PolicyChange } from './policy-changes.ts';

/** Waivers of head that let pass what none of base's does, or for longer. */
export function changedWaivers(gates: Gates): readonly PolicyChange[] {
  const base = gates.base.policy.waivers;
  return gates.head.policy.waivers.flatMap((waiver, index): PolicyChange[] => {
    if (base.some(known => covers(known, waiver) && lastsAsLong(known, waiver))) return [];
    const isLonger = base.some(known => covers(known, waiver));
    const what = waiverWords(waiver);
    const until = waiver.expires === null ? 'for ever' : `until ${waiver.expires}`;
    return [
      {
        kind: isLonger ? 'waiver-extended' : 'waiver-added',
        text: `a waiver of ${what} is ${isLonger ? 'extended' : 'added'}, ${until}: ${waiver.reason}`,
        ...keyPlace(gates, ['waivers', index], true),
      },
    ];
  });
}

/** A waiver without a rule is one of everything about its query. */
function covers(known: Waiver, waiver: Waiver): boolean {
  return (
    known.query === waiver.query &&
    known.relation === waiver.relation &&
    (known.rule === null || known.rule === waiver.rule)
  );
}

function lastsAsLong(known: Waiver, waiver: Waiver): boolean {
  return known.expires === null || (waiver.expires !== null && waiver.expires <= known.expires);
}
