/**
 * The report: one serialisable value, and pure renderers of it. Renderers return text; someone else writes it.
 */
export * from './schema.ts';
