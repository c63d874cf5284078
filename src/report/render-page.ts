import { wrapWidth } from './display-width.ts';
import { painter } from './paint.ts';
import type { TerminalOptions } from './render-terminal.ts';
import { homepage } from './sarif-rules.ts';

/** A page of Markdown, of plangate's own, as text for a terminal: headings, paragraphs, lists and code. */
export function renderPage(markdown: string, options: TerminalOptions): string {
  const paint = painter(options.colour);
  const width = Math.max(40, options.width);
  const lines: string[] = [];
  for (const block of blocksOf(markdown)) {
    const heading = /^#+ (.*)$/.exec(block);
    if (heading !== null) lines.push(paint('strong', inline(heading[1] ?? '')));
    else if (block.startsWith('```'))
      lines.push(
        ...block
          .split('\n')
          .slice(1, -1)
          .map(line => `    ${line}`),
      );
    else lines.push(...itemsOf(block).flatMap(item => wrapped(item, width)));
    lines.push('');
  }
  return lines.join('\n');
}

/** Parts with empty lines between them; a fence is one, whatever is in it. */
function blocksOf(markdown: string): readonly string[] {
  return markdown.match(/^```[\s\S]*?^```$|^.+(?:\n(?!```).+)*/gm) ?? [];
}

/** The items of a list, or a paragraph by itself, each on one line. */
function itemsOf(block: string): readonly string[] {
  return block.split(/\n(?=(?:-|\d+\.) )/).map(item => item.replace(/\s*\n\s*/g, ' '));
}

function wrapped(item: string, width: number): readonly string[] {
  const mark = /^(?:-|\d+\.) /.exec(item)?.[0] ?? '';
  return wrapWidth(inline(item.slice(mark.length)), width - mark.length).map(
    (line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`,
  );
}

/** Without marks; addresses behind their words, those in the repository as a browser takes them. */
function inline(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, (_, words: string, target: string) => {
      return `${words} (${target.replace(/^(?:\.\.\/)+/, `${homepage}/blob/HEAD/`)})`;
    })
    .replace(/[`*]/g, '');
}
