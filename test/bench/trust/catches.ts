import type { Report } from '../../../src/report/index.ts';
import { isMeasured, outlineOf } from './alarms.ts';
import { type Batch, makeBatches, type Seeded } from './batches.ts';
import type { Check } from './check.ts';
import { type Effect, effectOf, gainOf } from './effect.ts';
import type { Journal } from './journal.ts';
import type { TrustOptions } from './options.ts';

type CaseReport = Report['cases'][number];

/** What became of one seeded regression, or of its reverse. */
export interface Caught {
  readonly kind: string;
  readonly name: string;
  readonly effect: Effect;
  /** `caught`: a failure (or, reversed, an improvement). `mixed`: a warning that shows both directions. */
  readonly answer: 'caught' | 'mixed' | 'missed';
  /** null where nothing was caught, and where reports do not say it. */
  readonly culprit: 'right' | 'wrong' | null;
}

export interface Catches {
  readonly caught: readonly Caught[];
  /** Comparisons of queries that no regression touches, of which both sides were measured, and how many of them failed. */
  readonly untouched: number;
  readonly falseAlarms: number;
  /** Such queries with a side that was not measured. Results from before these were told apart have none. */
  readonly unmeasured?: number;
}

/** Puts regressions into pull requests and looks which are caught, and who is blamed. */
export function countCatches(check: Check, options: TrustOptions, journal: Journal): Promise<Catches> {
  const batches = makeBatches(options.match).filter((_, k) => k % options.stride === 0);
  return judgeAll(batches, 'regression', journal, async batch => {
    const { cases, duration } = await check(batch.base, batch.head);
    return { cases, duration, effect: effectOf, answer: answerToLoss };
  });
}

/** One third of the reversed regressions is as many as are promised. */
const reversedStride = 3;

/** Puts the same changes into pull requests the other way round. */
export function countImprovements(check: Check, options: TrustOptions, journal: Journal): Promise<Catches> {
  const batches = makeBatches(
    options.match,
    ({ alone, needsRows }) => alone !== true && needsRows !== true,
  ).filter((_, k) => k % (reversedStride * options.stride) === 0);
  return judgeAll(batches, 'improvement', journal, async batch => {
    const { cases, duration } = await check(batch.head, batch.base);
    return { cases, duration, effect: gainOf, answer: answerToGain };
  });
}

function answerToLoss({ outcome, status }: CaseReport): Caught['answer'] {
  if (outcome === 'fail') return 'caught';
  return status === 'mixed' ? 'mixed' : 'missed';
}

function answerToGain({ outcome, direction }: CaseReport): Caught['answer'] {
  if (direction === 'better' && outcome !== 'fail') return 'caught';
  return direction === 'mixed' ? 'mixed' : 'missed';
}

interface Judged {
  readonly cases: readonly CaseReport[];
  readonly duration: number;
  readonly effect: (case_: CaseReport) => Effect;
  readonly answer: (case_: CaseReport) => Caught['answer'];
}

async function judgeAll(
  batches: readonly Batch[],
  what: 'regression' | 'improvement',
  journal: Journal,
  judge: (batch: Batch) => Promise<Judged>,
): Promise<Catches> {
  const caught: Caught[] = [];
  let untouched = 0;
  let falseAlarms = 0;
  let unmeasured = 0;
  for (const [k, batch] of batches.entries()) {
    const { cases, duration, effect, answer } = await judge(batch);
    const before = caught.length;
    for (const seeded of batch.seeded) {
      const case_ = cases.find(({ query }) => query === seeded.query);
      if (case_ === undefined) throw new Error(`the report says nothing of ${seeded.query}`);
      const found = { effect: effect(case_), answer: answer(case_) };
      const culprit = what === 'regression' && found.answer === 'caught' ? blame(case_, seeded) : null;
      const { kind, instance } = seeded;
      caught.push({ kind: kind.name, name: instance.name, ...found, culprit });
      if (found.answer !== 'caught' || culprit === 'wrong' || found.effect.is !== kind.expect)
        await journal.note({
          what: `${what}: ${found.answer}`,
          kind: kind.name,
          name: instance.name,
          ...found,
          culprit,
          blamed: blamed(case_),
          expected: seeded.culprit,
          ...outlineOf(case_),
        });
    }
    for (const case_ of cases.filter(({ query }) => query.startsWith('untouched-'))) {
      if (!isMeasured(case_)) {
        unmeasured++;
        await journal.note({ what: `not both sides measured, beside a ${what}`, ...outlineOf(case_) });
        continue;
      }
      untouched++;
      if (case_.outcome !== 'fail') continue;
      falseAlarms++;
      await journal.note({ what: `false alarm beside a ${what}`, ...outlineOf(case_) });
    }
    const own = caught.slice(before);
    const missed = own
      .filter(each => isMissed(each))
      .map(({ kind, name, answer }) => `${kind}, ${name}: ${answer}`);
    journal.say(
      `${what}s, pull request ${k + 1} of ${batches.length}: ${own.filter(each => each.answer === 'caught').length} of ${own.length} in ${(duration / 1000).toFixed(1)} s${missed.length === 0 ? '' : `; MISSED ${missed.join('; ')}`}`,
    );
  }
  return { caught, untouched, falseAlarms, unmeasured };
}

/** What was big enough to be promised and was not caught. */
export function isMissed({ effect, answer }: Caught): boolean {
  return effect.is === 'errored' || (effect.is !== 'none' && answer !== 'caught');
}

/** Who the report blames, as far as it says so. */
function blamed(case_: CaseReport): Blame | null {
  return 'culprit' in case_ ? ((case_.culprit as Blame | null) ?? null) : null;
}

interface Blame {
  readonly kind: string;
  readonly file: string | null;
  readonly line: number | null;
}

/** null where reports have no word for it. */
function blame(case_: CaseReport, { culprit }: Seeded): 'right' | 'wrong' | null {
  if (!('culprit' in case_)) return null;
  const found = blamed(case_);
  if (found === null || found.kind !== culprit.kind || found.file !== culprit.file) return 'wrong';
  return found.line !== null && found.line >= culprit.first && found.line <= culprit.last ? 'right' : 'wrong';
}
