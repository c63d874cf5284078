import { z } from 'zod';
import { reportSchema } from './schema.ts';

/** The JSON Schema (draft 2020-12) of the JSON report, published as dist/report.schema.json. */
export function reportJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(reportSchema, { target: 'draft-2020-12' });
  return { ...schema, title: 'plangate report', description: 'What plangate found between base and head.' };
}
