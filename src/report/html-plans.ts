import { htmlLine, htmlLines, jsonInScript } from './escape-html.ts';
import { formatCount, formatMilliseconds } from './numbers.ts';
import type { CaseReport, SideReport } from './schema.ts';

/** What differs, then both plans as text with EXPLAIN's JSON beside each, from which the page's script draws it. */
export function htmlPlans({ base, head, planDiff }: CaseReport): string {
  if (base === null && head === null) return '';
  const both = base !== null && head !== null;
  return [
    ...(planDiff === null ? [] : [difference(planDiff)]),
    `<div class="plans${both ? ' both' : ''}">`,
    ...(base === null ? [] : [plan(both ? 'Before' : 'Plan on base', base)]),
    ...(head === null ? [] : [plan(both ? 'After' : 'Plan', head)]),
    '</div>',
  ].join('\n');
}

const signs = { ' ': ' ', '-': '−', '+': '+', '!': '!' } as const;
const words = { '-': 'before', '+': 'after', '!': 'more' } as const;

/** Both plans as one; what differs bears a sign at its start, and a colour. */
function difference(lines: NonNullable<CaseReport['planDiff']>): string {
  const marked = lines.map(({ sign, text }) => {
    const line = `${signs[sign]} ${htmlLines(text)}`;
    return sign === ' ' ? line : `<mark class="${words[sign]}">${line}</mark>`;
  });
  return `<h4>What differs</h4>\n<pre class="tree difference">${marked.join('\n')}</pre>`;
}

function plan(name: string, side: SideReport): string {
  const numbers = `${formatCount(side.work.buffers)} buffers, ${formatMilliseconds(side.latency.median)}`;
  return [
    `<section class="plan"><h4>${name} <small>${htmlLine(numbers)}</small></h4>`,
    `<pre class="tree">${htmlLines(side.plan)}</pre>`,
    `<script type="application/json">${jsonInScript(side.explain)}</script>`,
    ...(side.nested.length === 0 ? [] : [outside(side)]),
    '</section>',
  ].join('\n');
}

function outside({ nested }: SideReport): string {
  const items = nested.map(({ text, caller, calls, buffers }) => {
    const count = `${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'}, ${formatCount(buffers)} buffers`;
    const who = caller === null ? '' : `${htmlLine(caller, 200)}: `;
    return `<li>${who}<code>${htmlLine(text, 300)}</code> <small>${count}</small></li>`;
  });
  return `<p>Executed outside the plan:</p><ul class="plain">${items.join('')}</ul>`;
}
