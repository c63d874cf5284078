import { buffersOf, caseLabel, latencyOf } from './case-words.ts';
import { jsonInScript } from './escape-html.ts';
import { terminalLine } from './escape-terminal.ts';
import { type rankedCases, standings, type Tone } from './standing.ts';

/** One row of the charts: what the page's script draws. `base` and `head` in blocks or ms, with the interval in ms. */
export interface ChartRow {
  /** Number of its fold, `case-3`. */
  readonly index: number;
  readonly label: string;
  readonly tone: Tone;
  readonly buffers: ChartValue;
  readonly latency: ChartValue & {
    readonly baseRange: readonly [number, number];
    readonly headRange: readonly [number, number];
  };
}

export interface ChartValue {
  readonly base: number;
  readonly head: number;
  /** `35 ×`, `~` or ''. */
  readonly factor: string;
  /** Whether it counts as worse or better. */
  readonly answer: 'worse' | 'better' | 'same';
}

/** Rows beyond this many nobody looks at. */
const mostRows = 12;

/** The cases that were measured on both sides, what moved most first, as JSON for the page. */
export function chartData(cases: ReturnType<typeof rankedCases>): string {
  const rows = [...cases.entries()].flatMap(([index, { entry, standing }]): ChartRow[] => {
    const { base, head, change } = entry;
    if (base === null || head === null || change === null) return [];
    const { answer } = change;
    return [
      {
        index,
        label: terminalLine(caseLabel(entry), 80),
        tone: standings[standing].tone,
        buffers: {
          base: base.work.buffers,
          head: head.work.buffers,
          factor: buffersOf(entry)?.factor ?? '',
          answer: change.counts.buffers,
        },
        latency: {
          base: base.latency.median,
          head: head.latency.median,
          factor: latencyOf(entry)?.factor ?? '',
          answer: answer === 'slower' ? 'worse' : answer === 'faster' ? 'better' : 'same',
          baseRange: [base.latency.low, base.latency.high],
          headRange: [head.latency.low, head.latency.high],
        },
      },
    ];
  });
  const order: readonly Tone[] = ['bad', 'warn', 'good', 'plain'];
  const shown = rows
    .toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone) || moved(b) - moved(a))
    .slice(0, mostRows);
  return jsonInScript(JSON.stringify({ rows: shown, measured: rows.length }));
}

/** How many times as much, or as little, the larger of both changes is. */
function moved({ buffers, latency }: ChartRow): number {
  const times = ({ base, head, answer }: ChartValue, least: number) => {
    return answer === 'same' ? 0 : Math.abs(Math.log(Math.max(head, least) / Math.max(base, least)));
  };
  return Math.max(times(buffers, 1), times(latency, 0.001));
}
