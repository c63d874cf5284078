import { notOurs, refusal, shown } from './refusal.ts';

/** What zod's `safeParse` is; the schema belongs to another room. */
export type Validate<T> = (
  value: unknown,
) =>
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * `value`, when it is a report.
 *
 * @throws PlangateError (github) that names the first place where it is none
 */
export function validated<T>(value: unknown, validate: Validate<T>, place: string): T {
  const result = validate(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = (issue?.path ?? []).map(String).join('.');
  const schema = numberOf(value);
  if (path === 'schema' && schema !== null) {
    throw refusal(
      place,
      `The report's schema is ${schema}, which this version of plangate does not know.`,
      'Use one version of plangate in the workflow that checks and in the one that publishes.',
    );
  }
  const where = path === '' ? '' : `${shown(path)}: `;
  throw refusal(place, `It is no report: ${where}${shown(issue?.message ?? 'invalid')}.`, notOurs);
}

function numberOf(value: unknown): number | null {
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : null;
  return typeof schema === 'number' ? schema : null;
}
