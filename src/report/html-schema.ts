import { htmlLine } from './escape-html.ts';
import { toneMark } from './html-marks.ts';
import { remedyBlock } from './html-overview.ts';
import { fileUrl, type RepositoryLinks } from './links.ts';
import type { FindingReport, Report } from './schema.ts';
import { schemaFindings } from './schema-findings.ts';

/** What the change does to the schema: where, what, and what to do. */
export function htmlSchema(report: Report, links: RepositoryLinks | undefined): string[] {
  const found = schemaFindings(report);
  if (found.length === 0) return [];
  return [
    '<section><h2>Schema</h2>',
    ...found.map(({ finding, tone }) =>
      [
        `<article class="told ${tone}">`,
        `<h3>${toneMark(tone)} ${htmlLine(finding.relation ?? finding.rule, 200)} <small>${htmlLine(finding.rule)}</small></h3>`,
        ...place(report, finding, links),
        `<p>${htmlLine(finding.message, 2000)}</p>`,
        remedyBlock(finding),
        '</article>',
      ].join('\n'),
    ),
    '</section>',
  ];
}

function place(report: Report, finding: FindingReport, links: RepositoryLinks | undefined): string[] {
  if (finding.file === null) return [];
  const code = `<code>${htmlLine(`${finding.file}:${finding.line}`, 300)}</code>`;
  const url = fileUrl(report, finding, links);
  return [
    `<p class="place">${url === null ? code : `<a href="${htmlLine(url)}" rel="noopener noreferrer">${code}</a>`}</p>`,
  ];
}
