/** Writes the published JSON Schemas into dist/: the report's and plangate.yml's. Part of `npm run build`. */
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from './config/index.ts';
import { reportJsonSchema } from './report/index.ts';

const schemas = { 'report.schema.json': reportJsonSchema(), 'config.schema.json': configJsonSchema() };
for (const [file, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(`../dist/${file}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}
