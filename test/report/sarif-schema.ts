import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Log } from 'sarif';

const require = createRequire(import.meta.url);

/**
 * OASIS's JSON Schema of SARIF 2.1.0, as npm has it. It is written for draft 4, of which it uses nothing that later drafts
 * read otherwise but the name of its own id.
 */
const {
  id: _,
  $schema,
  ...schema
} = JSON.parse(
  readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as { readonly id: string; readonly $schema: string };

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

/** What is wrong with `log` by the schema; empty for nothing. */
export function sarifFaults(log: unknown): readonly string[] {
  return validate(log) ? [] : (validate.errors ?? []).map(each => `${each.instancePath} ${each.message}`);
}

/** The log as a value; throws where it is no valid SARIF. */
export function readSarif(text: string): Log {
  const log: unknown = JSON.parse(text);
  const faults = sarifFaults(log);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return log as Log;
}
