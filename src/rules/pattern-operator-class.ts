/**
 * The operator class by which an index of a column serves LIKE whatever its collation.
 * https://www.postgresql.org/docs/current/indexes-opclass.html
 */
export function patternOperatorClass(type: string): string {
  if (type.startsWith('character varying')) return 'varchar_pattern_ops';
  return type.startsWith('character') ? 'bpchar_pattern_ops' : 'text_pattern_ops';
}
