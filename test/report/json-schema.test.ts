import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { reportJsonSchema } from '../../src/report/json-schema.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { samples } from './samples.ts';

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(reportJsonSchema());

test.each(
  Object.entries(samples),
)('the JSON report of %s is valid by the published schema', (_name, report) => {
  const value: unknown = JSON.parse(renderJson(report));
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
});

test('the published schema refuses what is no report', () => {
  const { unchanged } = samples;
  expect(validate({ ...unchanged, verdict: 'maybe' })).toBe(false);
  expect(validate({ ...unchanged, schema: 2 })).toBe(false);
  expect(validate({ ...unchanged, unknown: 1 })).toBe(false);
  expect(validate({})).toBe(false);
});
