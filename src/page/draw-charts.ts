import * as Plot from '@observablehq/plot';
import type { ChartRow, ChartValue } from '../report/index.ts';

interface Chart {
  readonly title: string;
  readonly words: string;
  readonly value: (row: ChartRow) => ChartValue;
  /** The interval of each side's value, where it is a sample. */
  readonly ranges: (
    row: ChartRow,
  ) => readonly { readonly side: 'base' | 'head'; readonly range: readonly [number, number] }[];
  /** What 0 is drawn as, on a scale that has no 0. */
  readonly least: number;
  readonly tick: (value: number) => string;
}

const counts = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

const charts: readonly Chart[] = [
  {
    title: 'Buffers',
    words: 'blocks of 8 kB touched',
    value: row => row.buffers,
    ranges: () => [],
    least: 1,
    tick: value => counts.format(value),
  },
  {
    title: 'Latency',
    words: 'median, and the interval around it',
    value: row => row.latency,
    ranges: ({ latency }) => [
      { side: 'base', range: latency.baseRange },
      { side: 'head', range: latency.headRange },
    ],
    least: 0.001,
    tick: value =>
      value < 1
        ? `${counts.format(value * 1000)} µs`
        : value < 1000
          ? `${counts.format(value)} ms`
          : `${counts.format(value / 1000)} s`,
  },
];

/** Height of a row: its name, and the line from base to head below it. */
const rowHeight = 46;

/** Charts of buffers and latency, base to head, what moved most first; drawn anew when the page's width changes. */
export function drawCharts(): void {
  const place = document.getElementById('drawn');
  const data = document.getElementById('charts')?.textContent;
  if (place === null || data == null) return;
  const { rows, measured } = JSON.parse(data) as { rows: ChartRow[]; measured: number };
  if (rows.length === 0) return;
  const section = document.createElement('section');
  section.className = 'charts';
  const more = measured > rows.length ? `the ${rows.length} that moved most, of ${measured}` : '';
  section.innerHTML = `<h2>Before and after <small>${more}</small></h2>
    <p class="legend"><span><svg viewBox="0 0 14 14" aria-hidden="true"><circle cx="7" cy="7" r="4" class="base"/></svg> base</span>
    <span class="bad"><svg viewBox="0 0 14 14" aria-hidden="true"><path d="M7 2 12.2 11H1.8z"/></svg> head, worse</span>
    <span class="good"><svg viewBox="0 0 14 14" aria-hidden="true"><path d="M7 1.2 12.8 7 7 12.8 1.2 7z"/></svg> head, better</span>
    <span class="plain"><svg viewBox="0 0 14 14" aria-hidden="true"><circle cx="7" cy="7" r="4.2"/></svg> head, no difference</span></p>`;
  const figures = charts.map(chart => {
    const figure = document.createElement('figure');
    section.append(figure);
    return { chart, figure };
  });
  place.replaceWith(section);
  let drawn = 0;
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === drawn || width === 0) return;
    drawn = width;
    for (const { chart, figure } of figures) figure.replaceChildren(caption(chart), draw(chart, rows, width));
  });
  for (const { figure } of figures.slice(0, 1)) observer.observe(figure);
}

function caption({ title, words }: Chart): HTMLElement {
  const element = document.createElement('figcaption');
  const small = document.createElement('small');
  small.textContent = ` ${words}`;
  element.append(title, small);
  return element;
}

const colours = { worse: 'var(--bad)', better: 'var(--good)', same: 'var(--faint)' } as const;
const symbols = { worse: 'triangle', better: 'diamond', same: 'circle' } as const;

function draw(
  { title, value, ranges, least, tick }: Chart,
  rows: readonly ChartRow[],
  width: number,
): Element {
  const at = (number: number) => Math.max(number, least);
  const y = (row: ChartRow) => row.index;
  const colour = (row: ChartRow) => colours[value(row).answer];
  const href = (row: ChartRow) => `#case-${row.index}`;
  const words = (row: ChartRow) => {
    const { base, head, factor } = value(row);
    return `${row.label}: ${tick(base)} → ${tick(head)}${factor === '' ? '' : ` (${factor})`}`;
  };
  const spans = rows.flatMap(row => ranges(row).map(({ side, range }) => ({ row, side, range })));
  return Plot.plot({
    width,
    height: rows.length * rowHeight + 30,
    marginLeft: 8,
    marginRight: 70,
    marginTop: 4,
    marginBottom: 26,
    style: { background: 'transparent', color: 'var(--soft)', fontFamily: 'inherit', fontSize: '12px' },
    ariaLabel: `${title}, base to head: ${rows.map(words).join('; ')}`,
    x: {
      type: 'log',
      label: null,
      grid: true,
      ticks: Math.max(3, Math.floor(width / 110)),
      tickFormat: tick,
      insetLeft: 10,
      insetRight: 10,
    },
    y: { type: 'band', domain: rows.map(y), axis: null, padding: 0 },
    symbol: { legend: false },
    marks: [
      Plot.ruleY(rows.slice(1), { y, stroke: 'var(--line)', dy: -rowHeight / 2 }),
      Plot.ruleY(spans, {
        y: ({ row }) => row.index,
        x1: ({ range }) => at(range[0]),
        x2: ({ range }) => at(range[1]),
        stroke: ({ row, side }) => (side === 'base' ? 'var(--faint)' : colour(row)),
        strokeWidth: 11,
        strokeOpacity: 0.28,
        strokeLinecap: 'round',
        dy: 9,
      }),
      Plot.link(rows, {
        x1: row => at(value(row).base),
        x2: row => at(value(row).head),
        y1: y,
        y2: y,
        stroke: colour,
        strokeWidth: 2,
        dy: 9,
      }),
      Plot.dot(rows, {
        x: row => at(value(row).base),
        y,
        r: 4,
        fill: 'var(--card)',
        stroke: 'var(--soft)',
        strokeWidth: 1.75,
        dy: 9,
      }),
      ...(['worse', 'better', 'same'] as const).map(answer =>
        Plot.dot(
          rows.filter(row => value(row).answer === answer),
          {
            x: row => at(value(row).head),
            y,
            r: answer === 'same' ? 4 : 5.5,
            fill: colours[answer],
            symbol: symbols[answer],
            dy: 9,
            title: words,
            href,
          },
        ),
      ),
      Plot.text(rows, {
        y,
        text: 'label',
        frameAnchor: 'left',
        textAnchor: 'start',
        dy: -11,
        fill: 'var(--ink)',
        href,
        clip: false,
      }),
      Plot.text(rows, {
        y,
        text: row => value(row).factor,
        frameAnchor: 'right',
        textAnchor: 'start',
        dx: 8,
        dy: 9,
        fill: colour,
        fontWeight: 600,
      }),
    ],
  });
}
