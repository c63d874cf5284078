import { describe, expect, it } from 'vitest';
import { parseStatement } from '../../src/rules/parsed-statement.ts';
import { queryLevels } from '../../src/rules/query-levels.ts';
import { locationOf } from '../../src/rules/sql-nodes.ts';
import { withViews } from '../../src/rules/with-views.ts';

const view = (name: string, definition: string, schema = 'public') => ({ schema, name, definition });
const views = [
  view('late', ' SELECT runs.id\n   FROM runs\n  WHERE runs.late;'),
  view('later', ' SELECT late.id FROM late l;'),
  view('pair', ' SELECT 1 AS one;', 'a'),
  view('pair', ' SELECT 2 AS two;', 'b'),
  view('loop', ' SELECT loop.id FROM loop;'),
  view('unread', ' SELECT FROM WHERE;'),
];

/** The tables that each level of a statement reads, and the view that it is from. */
async function read(sql: string) {
  const statement = await withViews(await parseStatement(sql), { tables: [], views });
  if (statement === null) throw new Error('not parsed');
  return queryLevels(statement).map(({ select, sources }) => {
    const from = statement.viewOf(locationOf(select?.targetList));
    const names = sources.map(({ name, table }) => (table === null ? `(${name})` : table.name));
    return `${from ?? ''}: ${names.join(', ')}`;
  });
}

describe('the views of a statement', () => {
  it.each<[string, string[]]>([
    ['select id from runs', [': runs']],
    ['select id from late', [': (late)', 'late: runs']],
    ['select x.id from public.late x join runs on true', [': (x), runs', 'late: runs']],
    ['select id from later', [': (later)', 'later: (l)', 'late: runs']],
    ['select id from other.late', [': late']],
    ['with late as (select 1 as id) select id from late', [': ', ': (late)']],
    ['select id from pair', [': pair']],
    ['select one from a.pair', [': (pair)', 'pair: ']],
    ['select id from unread', [': unread']],
    ['insert into late select id from late', [': (late)', 'late: runs']],
  ])('%s', async (sql, levels) => {
    const found = await read(sql);
    expect(found.toSorted()).toEqual(levels.toSorted());
  });

  it('that read themselves end', async () => {
    expect((await read('select id from loop')).length).toBeLessThan(20);
    expect(
      (await read(`select 1 from ${Array.from({ length: 300 }, (_, at) => `late l${at}`).join()}`)).length,
    ).toBe(101);
  });

  it('leave the places of the statement itself as they are', async () => {
    const statement = await withViews(await parseStatement('select é, id from late order by id'), {
      tables: [],
      views,
    });
    const [level] = statement === null ? [] : queryLevels(statement);
    expect(statement?.offsetOf(locationOf(level?.select?.sortClause))).toBe(32);
    expect(statement?.viewOf(locationOf(level?.select?.sortClause))).toBeNull();
    expect(statement?.offsetOf(locationOf(level?.select))).toBe(7);
  });
});
