import type { CasePair } from '../measurement/index.ts';
import { MeasuredSession } from '../measurement/index.ts';
import type { Sides } from '../migrations/index.ts';
import { type DifferentSetting, type Server, withBases } from '../postgres/index.ts';
import type { Case } from '../queries/index.ts';
import type { Side } from '../workspace/index.ts';
import { Trials } from './trials.ts';
import type { ColdReads, TrialPolicy } from './types.ts';

type Built = Pick<Sides, 'head'> & { readonly base: NonNullable<Sides['base']> };

/**
 * The blocks that one execution must read on each side where nothing is cached: of a database whose files were just
 * copied, none is in shared_buffers. What planning reads is not among them.
 *
 * @param settings in which base's sessions differ from what its server was started with
 */
export async function coldReads(
  pair: CasePair,
  sides: Built,
  servers: Readonly<Record<Side, Server>>,
  settings: readonly DifferentSetting[],
  policy: TrialPolicy,
  signal: AbortSignal,
): Promise<ColdReads | null> {
  if (pair.base === null || pair.head === null) return null;
  const read = async (side: Side, case_: Case) => {
    await using trials = new Trials(servers[side], sides[side], null);
    signal.throwIfAborted();
    const copy = await trials.copyOf(sides[side]);
    const database = side === 'base' ? withBases(copy, settings) : copy;
    await using session = await MeasuredSession.open(database, policy);
    const cancel = () => void session.cancel().catch(() => {});
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const { plan } = await session.explain(case_);
      return plan.root.buffers?.sharedRead ?? null;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };
  const base = await read('base', pair.base);
  const head = await read('head', pair.head);
  return base === null || head === null ? null : { base, head };
}
