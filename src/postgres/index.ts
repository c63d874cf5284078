/**
 * PostgreSQL servers that plangate starts, and sessions on them. Everything it makes is deleted when disposed.
 * It knows nothing of migrations, queries or plans; `pg` appears only here.
 */

export { sweepAbandonedServers } from './abandoned.ts';
export { type DifferentSetting, settingsOfBase, withBases, withSettings } from './base-settings.ts';
export { readCatalogue } from './catalogue.ts';
export { killAllServers, stopAllServers } from './leftovers.ts';
export { type Partitions, readPartitions } from './partitions.ts';
export { type PlannerSettings, plannerSettings, readPlannerSettings } from './planner-settings.ts';
export { roleSettings } from './role-settings.ts';
export { requestedSettings, takeSettings } from './settings-from.ts';
export { startServer } from './start-server.ts';
export * from './types.ts';
export { reachServer } from './url/reach-server.ts';
