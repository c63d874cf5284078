/**
 * PostgreSQL servers that plangate starts, and sessions on them. Everything it makes is deleted when disposed.
 * It knows nothing of migrations, queries or plans; `pg` appears only here.
 */
export * from './types.ts';
