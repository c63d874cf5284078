import { htmlLine } from './escape-html.ts';
import { formatBytes, formatCount, formatFactor, formatMilliseconds } from './numbers.ts';
import type { CaseReport, SideReport } from './schema.ts';

interface Line {
  readonly name: CaseReport['budgets'][number]['name'];
  readonly noun: string;
  /** null for what is not known; `budget` is what the budget says of that side. */
  readonly value: (side: SideReport, budget: number | null) => number | null;
  readonly format: (value: number) => string;
  /** The interval of a sampled value; the least and the most where counted executions differ. */
  readonly interval?: (side: SideReport) => { readonly low: number; readonly high: number } | null;
}

function spread(name: keyof NonNullable<SideReport['mostWork']>): NonNullable<Line['interval']> {
  return ({ work, mostWork }) => (mostWork === null ? null : { low: work[name], high: mostWork[name] });
}

const lines: readonly Line[] = [
  {
    name: 'buffers',
    noun: 'buffers',
    value: side => side.work.buffers,
    format: formatCount,
    interval: spread('buffers'),
  },
  {
    name: 'temp',
    noun: 'temporary blocks',
    value: side => side.work.temp,
    format: formatCount,
    interval: spread('temp'),
  },
  {
    name: 'wal',
    noun: 'WAL',
    value: side => side.work.wal,
    format: formatBytes,
    interval: spread('wal'),
  },
  {
    name: 'rows',
    noun: 'rows',
    value: side => side.work.rows,
    format: value => formatCount(Math.round(value)),
  },
  {
    name: 'rows-read',
    noun: 'rows read',
    value: (_, budget) => budget,
    format: value => formatCount(Math.round(value)),
  },
  {
    name: 'latency',
    noun: 'latency',
    value: side => side.latency.median,
    format: formatMilliseconds,
    interval: side => side.latency,
  },
  { name: 'latency-p95', noun: '95 % latency', value: (_, budget) => budget, format: formatMilliseconds },
  { name: 'latency-p99', noun: '99 % latency', value: (_, budget) => budget, format: formatMilliseconds },
  {
    name: 'planning',
    noun: 'planning',
    value: side => side.planning.median,
    format: formatMilliseconds,
    interval: side => side.planning,
  },
];

/** Everything that was counted and timed, and the budgets. What is 0 on both sides and has no budget is left out. */
export function htmlMeasurements(entry: CaseReport): string {
  const { base, head } = entry;
  if (base === null && head === null) return '';
  const budgets = new Map(entry.budgets.map(budget => [budget.name, budget]));
  const rows = lines.flatMap(line => {
    const budget = budgets.get(line.name);
    const values = [
      base === null ? null : line.value(base, budget?.base ?? null),
      head === null ? null : line.value(head, budget?.head ?? null),
    ] as const;
    if (budget === undefined && values.every(value => value === null || value === 0)) return [];
    const limit =
      budget === undefined
        ? '<td></td>'
        : `<td class="number${budget.over ? ' bad' : ''}">${htmlLine(line.format(budget.limit))}${budget.over ? ', exceeded' : ''}</td>`;
    return [
      `<tr><th scope="row">${line.noun}</th>${side(line, base, values[0])}${side(line, head, values[1])}<td class="number">${change(values)}</td>${budgets.size === 0 ? '' : limit}</tr>`,
    ];
  });
  const budgetHeader = budgets.size === 0 ? '' : '<th scope="col" class="number">budget</th>';
  return [
    '<div class="scroll"><table class="measured"><thead><tr><td></td>',
    '<th scope="col" class="number">base</th><th scope="col" class="number">head</th><th scope="col" class="number">change</th>',
    `${budgetHeader}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
    htmlLocks(entry),
  ].join('');
}

function side({ format, interval }: Line, side: SideReport | null, value: number | null): string {
  if (side === null || value === null) return '<td></td>';
  const range = interval?.(side) ?? null;
  const between =
    range === null || range.low === range.high
      ? ''
      : ` <small>${htmlLine(`${format(range.low)} – ${format(range.high)}`)}</small>`;
  return `<td class="number">${htmlLine(format(value))}${between}</td>`;
}

function change([base, head]: readonly (number | null)[]): string {
  return base == null || head == null || base === 0 ? '' : htmlLine(formatFactor(head / base));
}

/** The plan locks, and what became of them. */
function htmlLocks({ locks }: CaseReport): string {
  if (locks.length === 0) return '';
  const items = locks.map(({ text, base, head }) => {
    const states = [`base: ${base ?? 'not measured'}`, `head: ${head ?? 'not measured'}`].join(', ');
    return `<li><code>${htmlLine(text, 300)}</code> <small>${htmlLine(states)}</small></li>`;
  });
  return `<h4>Plan locks</h4><ul class="plain">${items.join('')}</ul>`;
}
