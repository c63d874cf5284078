declare const PLANGATE_VERSION: string | undefined;

/** The version in package.json, put in by the bundler; `source` when run from the sources. */
export const version: string = typeof PLANGATE_VERSION === 'string' ? PLANGATE_VERSION : 'source';
