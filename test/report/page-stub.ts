import type { PageParts } from '../../src/report/index.ts';

/** Stands for the large parts of the HTML report, which are the same in every report. */
export const pageStub: PageParts = {
  script: 'the script of the page',
  styles: 'the styles of the page',
  planScript: 'the script of a plan',
  planStyles: 'the styles of a plan',
  scriptHash: 'sha256-page',
  planScriptHash: 'sha256-plan',
};
