/**
 * Culprits: for each case that got worse, whether the query's text, a statement of a migration, a seed or a setting of the server moved
 * it, found by building what lies between base and head and measuring there. It judges nothing, drops every database that it makes,
 * and says nothing rather than guess.
 */
export { type CulpritLimits, findCulprits } from './find-culprits.ts';
export type * from './types.ts';
