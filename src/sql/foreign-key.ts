/**
 * Whether a statement is a foreign key's own: its checks and actions compare by operators with a schema, and leave
 * out inheriting tables. Source: src/backend/utils/adt/ri_triggers.c of PostgreSQL 14–18.
 */
export function isForeignKey(text: string): boolean {
  return /\bONLY\b/.test(text) && text.includes('OPERATOR(pg_catalog.') && !text.includes(';');
}
