import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { PlangateError } from './errors.ts';
import type { PageParts } from './report/index.ts';

/**
 * Reads what the build put into dist/page, for HTML reports. Bundled, this file is in dist/ or in a folder of it; as a
 * source, beside dist/.
 */
export function readPageParts(): PageParts {
  const folder = ['page/', '../page/', '../dist/page/']
    .map(path => new URL(path, import.meta.url))
    .find(url => existsSync(new URL('report.js', url)));
  if (folder === undefined) {
    throw new PlangateError({
      kind: 'usage',
      place: '--report',
      problem: 'The parts of the HTML report are missing: there is no dist/page/report.js.',
      remedy: 'Install plangate again, or build it: npm run build.',
    });
  }
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const [script, planScript] = [read('report.js'), read('plan.js')];
  return {
    script,
    styles: read('report.css'),
    planScript,
    planStyles: read('plan.css'),
    scriptHash: hashOf(script),
    planScriptHash: hashOf(planScript),
  };
}

/** As a Content-Security-Policy names a script. */
function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
