/**
 * The report: one serialisable value, and pure renderers of it. Renderers return text; someone else writes it.
 * It computes no verdict and measures nothing.
 */
export type { Annotation, AnnotationLevel } from './annotation.ts';
export { annotationsOf } from './annotations.ts';
export { buildReport, type ReportInput } from './build-report.ts';
export { errorReport } from './error-report.ts';
export type { Explanation } from './explanation.ts';
export { explanationsJson } from './explanations-json.ts';
export { type Format, type FormatOptions, formatOf, formats } from './formats.ts';
export { gateName } from './gate-name.ts';
export { headline, isQuiet, plainHeadline } from './headline.ts';
export type { ChartRow, ChartValue } from './html-charts.ts';
export { reportJsonSchema } from './json-schema.ts';
export type { RepositoryLinks } from './links.ts';
export type { PageParts } from './page-parts.ts';
export { type ExplanationOptions, renderExplanations } from './render-explanations.ts';
export { renderHtml } from './render-html.ts';
export { renderJson } from './render-json.ts';
export { renderJunit } from './render-junit.ts';
export { type MarkdownOptions, renderMarkdown } from './render-markdown.ts';
export { type RulesInForce, renderRule, renderRules } from './render-rules.ts';
export { renderSarif } from './render-sarif.ts';
export { renderSummary } from './render-summary.ts';
export { renderTerminal, type TerminalOptions } from './render-terminal.ts';
export * from './schema.ts';
export { skippedReport } from './skipped-report.ts';
export { isJudged } from './standing.ts';
