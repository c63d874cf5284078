import { PlangateError } from '../errors.ts';
import type { PageParts } from './page-parts.ts';
import { renderHtml } from './render-html.ts';
import { renderJson } from './render-json.ts';
import { renderJunit } from './render-junit.ts';
import { type MarkdownOptions, renderMarkdown } from './render-markdown.ts';
import { renderSarif } from './render-sarif.ts';
import type { Report } from './schema.ts';

/** What formats for people lead to. */
export type FormatOptions = Pick<MarkdownOptions, 'links' | 'runUrl' | 'name'>;

export interface Format {
  readonly name: string;
  /** `page` is called only where a format is made of it, because it reads files. */
  readonly render: (report: Report, page: () => PageParts, options: FormatOptions) => string;
}

/** What `--report FILE` can write, by the ending of the file's name. */
export const formats: Readonly<Record<string, Format>> = {
  '.html': { name: 'HTML', render: (report, page, options) => renderHtml(report, page(), options) },
  '.json': { name: 'JSON', render: renderJson },
  '.md': { name: 'Markdown', render: (report, _page, options) => renderMarkdown(report, options) },
  '.sarif': { name: 'SARIF', render: renderSarif },
  '.xml': { name: 'JUnit', render: renderJunit },
};

/** The format that the name of `file` asks for. Throws a PlangateError (usage) when there is none. */
export function formatOf(file: string): Format {
  const ending = /\.[^./\\]*$/.exec(file)?.[0] ?? '';
  const format = Object.hasOwn(formats, ending.toLowerCase()) ? formats[ending.toLowerCase()] : undefined;
  if (format !== undefined) return format;
  const known = Object.entries(formats).map(([each, { name }]) => `${each} (${name})`);
  throw new PlangateError({
    kind: 'usage',
    place: `--report ${file}`,
    problem:
      ending === '' ? 'The file has no ending that names a format.' : `"${ending}" is no report format.`,
    remedy: `Use a name that ends in ${known.join(', ').replace(/, ([^,]*)$/, ' or $1')}.`,
  });
}
