/** What is the same in every HTML report: scripts and styles that the build put together, with what allows them to run. */
export interface PageParts {
  /** The page's own script and styles. */
  readonly script: string;
  readonly styles: string;
  /** Those of the frames that plans are drawn in. */
  readonly planScript: string;
  readonly planStyles: string;
  /** `sha256-…` of both scripts, for the Content-Security-Policy. */
  readonly scriptHash: string;
  readonly planScriptHash: string;
}
