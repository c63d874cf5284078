/**
 * Registered queries: query files read into statements with names, parameters and budgets.
 * It reads text and runs nothing; `params from:` is resolved by the conductor with a database.
 */
export { casesOf } from './cases.ts';
export { resolveSets } from './parameters-from.ts';
export { placeIn } from './place-in.ts';
export { readQueryFile } from './query-file.ts';
export { readQueries } from './read-queries.ts';
export { samplesWanted } from './samples-wanted.ts';
export type * from './types.ts';
export { withCalls } from './with-calls.ts';
