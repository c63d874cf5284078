import { htmlLine, htmlLines, jsonInScript } from './escape-html.ts';
import { formatCount, formatMilliseconds } from './numbers.ts';
import type { CaseReport, SideReport } from './schema.ts';

/** Both plans as text, with EXPLAIN's JSON beside each, from which the page's script draws it. */
export function htmlPlans({ base, head }: CaseReport): string {
  if (base === null && head === null) return '';
  const both = base !== null && head !== null;
  return [
    `<div class="plans${both ? ' both' : ''}">`,
    ...(base === null ? [] : [plan(both ? 'Before' : 'Plan on base', base, '−')]),
    ...(head === null ? [] : [plan(both ? 'After' : 'Plan', head, '+')]),
    '</div>',
  ].join('\n');
}

function plan(name: string, side: SideReport, sign: '−' | '+'): string {
  const numbers = `${formatCount(side.work.buffers)} buffers, ${formatMilliseconds(side.latency.median)}`;
  return [
    `<section class="plan"><h4>${name} <small>${htmlLine(numbers)}</small></h4>`,
    `<pre class="tree">${marked(side, sign)}</pre>`,
    `<script type="application/json">${jsonInScript(side.explain)}</script>`,
    ...(side.nested.length === 0 ? [] : [outside(side)]),
    '</section>',
  ].join('\n');
}

/** Lines whose nodes changed the most are marked by a sign at their start, and by colour. */
function marked({ plan, changedLines }: SideReport, sign: '−' | '+'): string {
  const text = htmlLines(plan);
  if (changedLines.length === 0) return text;
  const changed = new Set(changedLines);
  return text
    .split('\n')
    .map((line, index) => (changed.has(index) ? `<mark>${sign} ${line}</mark>` : `  ${line}`))
    .join('\n');
}

function outside({ nested }: SideReport): string {
  const items = nested.map(({ text, calls, buffers }) => {
    const count = `${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'}, ${formatCount(buffers)} buffers`;
    return `<li><code>${htmlLine(text, 300)}</code> <small>${count}</small></li>`;
  });
  return `<p>Executed outside the plan:</p><ul class="plain">${items.join('')}</ul>`;
}
