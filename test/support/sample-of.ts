type Json = Record<string, unknown>;

/** The smallest value that a schema of an OpenAPI description takes, for the parts of an answer that a test does not care for. */
export function sampleOf(description: Json, schema: Json): unknown {
  if (typeof schema.$ref === 'string') return sampleOf(description, resolve(description, schema.$ref));
  if (schema.nullable === true) return null;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [first] = (schema.oneOf ?? schema.anyOf ?? []) as Json[];
  if (first !== undefined) return sampleOf(description, first);
  if (Array.isArray(schema.allOf)) {
    return Object.assign({}, ...(schema.allOf as Json[]).map(each => sampleOf(description, each)));
  }
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  if (schema.type === 'boolean') return false;
  if (schema.type === 'array') return [];
  if (schema.type === 'string') {
    if (schema.format === 'uri') return 'https://api.github.com/sample';
    return schema.format === 'date-time' ? '2026-01-15T00:00:00Z' : 'sample';
  }
  const properties = (schema.properties ?? {}) as Record<string, Json>;
  const required = (schema.required ?? []) as string[];
  return Object.fromEntries(required.map(name => [name, sampleOf(description, properties[name] ?? {})]));
}

function resolve(description: Json, reference: string): Json {
  let value: unknown = description;
  for (const key of reference.slice(2).split('/')) value = (value as Json)[key];
  return value as Json;
}
