/**
 * Migrations and seeds: from an empty database to a migrated, seeded, vacuumed and analysed one, for both sides.
 * It runs what the repository holds as it stands, but for a tablespace's folder and the parts of files that undo; it does
 * not know any migration tool's bookkeeping.
 */
export { buildHead, buildSides } from './build-sides.ts';
export type { Script } from './script.ts';
export { takeBoth, takeHead } from './take-sides.ts';
export {
  applyScripts,
  buildMixture,
  needsOwnServer,
  readBoth,
  StatementRun,
  type StepFiles,
} from './trial.ts';
export type { BuiltSides, SideInput, Sides, TimedMigration } from './types.ts';
export { withoutTransaction } from './without-transaction.ts';
