/**
 * Registered queries: query files read into statements with names, parameters and budgets.
 * It reads text and runs nothing; `params from:` is resolved by the conductor with a database.
 */
export type * from './types.ts';
