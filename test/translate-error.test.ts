import { describe, expect, it } from 'vitest';
import { PlangateError } from '../src/errors.ts';
import { DatabaseError } from '../src/postgres/index.ts';
import { translateError } from '../src/translate-error.ts';

const fields = {
  severity: 'FATAL',
  code: '53300',
  detail: null,
  hint: null,
  position: null,
  internalQuery: null,
  where: null,
  schema: null,
  table: null,
  constraint: null,
};

describe('an error that ended a run', () => {
  it('is told as what came first where cleaning up failed too', async () => {
    const cleanUp = () => ({
      [Symbol.asyncDispose]: () => Promise.reject(new Error('a database could not be dropped')),
    });
    const run = async () => {
      await using _outer = cleanUp();
      await using _inner = cleanUp();
      throw new TypeError('the cause');
    };
    const thrown: unknown = await run().catch((error: unknown) => error);
    const { error, warnings } = translateError(thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect(warnings).toEqual(['a database could not be dropped', 'a database could not be dropped']);
  });

  it('is a known one where PostgreSQL said it', () => {
    const { error, warnings } = translateError(
      new DatabaseError('too many connections for role "maker"', fields),
    );
    expect(error).toBeInstanceOf(PlangateError);
    expect(String(error)).toContain(
      'too many connections for role "maker". plangate needs eight connections',
    );
    expect(warnings).toEqual([]);
  });

  it('is left as it is otherwise', () => {
    const error = new RangeError('x');
    expect(translateError(error)).toEqual({ error, warnings: [] });
  });
});
