/**
 * Migrations and seeds: from an empty database to a migrated, seeded, vacuumed and analysed one, for both sides.
 * It runs what the repository holds as it stands; it does not know any migration tool's bookkeeping, and it undoes nothing.
 */
export { buildSides } from './build-sides.ts';
export type { BuiltSides, SideInput, TimedMigration } from './types.ts';
