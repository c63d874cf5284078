/**
 * The report: one serialisable value, and pure renderers of it. Renderers return text; someone else writes it.
 * It computes no verdict and measures nothing.
 */
export { buildReport, type ReportInput } from './build-report.ts';
export { errorReport } from './error-report.ts';
export { type Format, formatOf, formats } from './formats.ts';
export { headline, isQuiet } from './headline.ts';
export type { ChartRow, ChartValue } from './html-charts.ts';
export { reportJsonSchema } from './json-schema.ts';
export type { PageParts } from './page-parts.ts';
export { renderHtml } from './render-html.ts';
export { renderJson } from './render-json.ts';
export { type MarkdownOptions, renderMarkdown } from './render-markdown.ts';
export { renderSummary } from './render-summary.ts';
export { renderTerminal, type TerminalOptions } from './render-terminal.ts';
export * from './schema.ts';
