// src/version.ts
/** The version in package.json, put in by the bundler; `source` when run from the sources. */
const version = "1.0.0";

export { version as t };