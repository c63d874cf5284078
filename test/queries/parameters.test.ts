import fc from 'fast-check';
import { parse } from 'libpg-query';
import { describe, expect, it } from 'vitest';
import { type Rewritten, rewriteParameters } from '../../src/queries/parameters.ts';

function rewrite(text: string): Rewritten {
  const rewritten = rewriteParameters(text);
  if ('problem' in rewritten) throw new Error(rewritten.problem);
  return rewritten;
}

describe('parameters', () => {
  it.each([
    ['a = :b', 'a = $1', ['b']],
    ['a=:b', 'a=$1', ['b']],
    ['a<:b', 'a<$1', ['b']],
    ['a = @b', 'a = $1', ['b']],
    ['(@a,:b)', '($1,$2)', ['a', 'b']],
    [':b, :a, :b', '$1, $2, $1', ['b', 'a']],
    [':a::text', '$1::text', ['a']],
    [':a ::text', '$1 ::text', ['a']],
    ['-:a', '-$1', ['a']],
    ['f(x => :a, y := :b)', 'f(x => $1, y := $2)', ['a', 'b']],
    [':größe + :_x1$', '$1 + $2', ['größe', '_x1$']],
    ['limit :n/* c */offset :m-- c', 'limit $1/* c */offset $2-- c', ['n', 'm']],
    ['x[:i]', 'x[$1]', ['i']],
    ['ARRAY[:a, :b]', 'ARRAY[$1, $2]', ['a', 'b']],
    ['x[1: :n]', 'x[1: $1]', ['n']],
    ['x[:lo : :hi]', 'x[$1 : $2]', ['lo', 'hi']],
    ['$1 + $2 + $1', '$1 + $2 + $1', ['1', '2']],
  ] as const)('are found in %s', (text, sql, names) => {
    expect(rewrite(text)).toMatchObject({ sql, names });
  });

  it("are sqlc's too", () => {
    expect(rewrite("a = sqlc.arg(b) AND c = sqlc.narg( 'd e' ) OR sqlc.ARG(b)")).toMatchObject({
      sql: 'a = $1 AND c = $2 OR $1',
      names: ['b', 'd e'],
    });
  });

  it.each([
    "':a @b $1'",
    "E'\\':a'",
    '"q:a @b"',
    '$$ :a $1 $$',
    '$t$ @a $t$',
    '-- :a @b $1',
    '/* :a /* @b */ $1 */',
    'a::text',
    'a :: text',
    'f(a := 1)',
    'x[1:2]',
    'x[a:b]',
    'x[a : b]',
    'x[1:n]',
    'x[f(1):n]',
    'x[y[1]:n]',
    "json_object('k':v)",
    'json_object("k":v)',
    'a @> b',
    'a <@ b',
    'a<@b',
    'a @@ b',
    'a @@@ b',
    'a @? b',
    'a @-@b',
    'a ~@ b',
    '@ b',
    'a@b',
    'x.@ y',
    'sqlc.embed(a)',
    'sqlc.arg(a, b)',
    'sqlc.arg',
    'a : b',
  ])('are not in %s', text => {
    expect(rewrite(text)).toMatchObject({ sql: text, names: [] });
  });

  /** Expressions that hold what looks like parameters but is none, and how many there really are. */
  const text = fc.string({ unit: fc.constantFrom(...':@$1ab é😀[]-/*.,;() ') });
  const free = fc.oneof(
    text.map(inner => `'${inner}'`),
    text.map(inner => `E'\\'${inner}'`),
    text.map(inner => `"x${inner}"`),
    text.map(inner => `$q$${inner}$q$`),
    text.map(inner => `1 /* ${inner.replaceAll('*', '+')} */`),
    text.map(inner => `1 -- ${inner}\n`),
    fc.constantFrom(
      'a::text',
      'f(a := 1)',
      'x[1:2]',
      'x[a:b]',
      'a @> b',
      'a <@ b',
      'a @@ b',
      '@ a',
      'a @-@ b',
      'a::x[]',
    ),
  );
  const name = fc.constantFrom('a', 'since', 'größe', '_x', 'select1', 'a$1');
  const parameter = fc.tuple(fc.constantFrom(':', '@'), name);
  const around = fc.constantFrom(
    ['', ''],
    ['(', ')'],
    ['x[', ']'],
    ['ARRAY[', ']'],
    ['- ', ''],
    ['a = ', '::text'],
  );
  const expressions = fc.array(
    fc.oneof(
      free.map(sql => ({ sql, name: null, before: '', after: '' })),
      fc.tuple(parameter, around).map(([[sign, given], [before = '', after = '']]) => ({
        sql: `${sign}${given}`,
        name: given,
        before,
        after,
      })),
    ),
    { minLength: 1, maxLength: 8 },
  );

  it('are replaced, nothing else is, and PostgreSQL can read what comes out', async () => {
    await fc.assert(
      fc.asyncProperty(expressions, async list => {
        const original = `SELECT ${list.map(each => each.before + each.sql + each.after).join(', ')}`;
        const names = [...new Set(list.flatMap(each => (each.name === null ? [] : [each.name])))];
        const expected = list.map(each =>
          each.name === null ? each.sql : `${each.before}$${names.indexOf(each.name) + 1}${each.after}`,
        );
        const rewritten = rewrite(original);
        expect(rewritten.names).toEqual(names);
        expect(rewritten.sql).toBe(`SELECT ${expected.join(', ')}`);
        const tree = JSON.stringify(await parse(rewritten.sql));
        expect(tree.match(/"ParamRef"/g)?.length ?? 0).toBe(list.filter(each => each.name !== null).length);
      }),
      { numRuns: 500 },
    );
  });

  it('leave a way back to where each character came from', () => {
    fc.assert(
      fc.property(expressions, list => {
        const original = `SELECT ${list.map(each => each.before + each.sql + each.after).join(', ')}`;
        const { sql, original: back } = rewrite(original);
        for (let offset = 0; offset <= sql.length; offset++) {
          const from = back(offset);
          const inParameter = ':@'.includes(original.charAt(from)) && /[$\d]/.test(sql.charAt(offset));
          if (!inParameter) expect(original.charAt(from)).toBe(sql.charAt(offset));
        }
      }),
      { numRuns: 200 },
    );
  });
});
