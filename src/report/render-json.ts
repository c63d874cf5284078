import type { Report } from './schema.ts';

/** The report as indented JSON in the order of its keys, which `buildReport` sets; ended by a line break. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
