import { expect, test } from 'vitest';
import { findTableChanges } from '../../src/migrations/table-changes.ts';
import type { TableState } from '../../src/migrations/table-state.ts';

const table = (oid: string, changes: Partial<TableState> = {}): TableState => ({
  oid,
  schema: 'public',
  name: `t${oid}`,
  kind: 'table',
  file: `1${oid}`,
  changes: 0,
  columns: [
    { number: 1, name: 'a', nature: '23 -1 0' },
    { number: 2, name: 'b', nature: '25 -1 100' },
  ],
  children: [],
  extras: [],
  ...changes,
});

const found = (before: TableState[], after: TableState[]) => {
  const { created, changed, columns } = findTableChanges(before, after);
  return {
    created: created.map(each => each.oid),
    changed: changed.map(({ base, head }) => `${base.name} > ${head.name}`),
    columns: columns.map(({ table: { oid }, names }) => [oid, ...names]),
  };
};

const nothing = { created: [], changed: [], columns: [] };
const third = { number: 3, name: 'c', nature: '23 -1 0' };
const [a, b] = table('1').columns;

test.each<[string, Partial<TableState>, Partial<ReturnType<typeof found>>]>([
  ['nothing', {}, {}],
  ['another name', { name: 'renamed' }, {}],
  ['a column that went away', { columns: a ? [a] : [] }, {}],
  ['a column with another name', { columns: a && b ? [a, { ...b, name: 'c' }] : [] }, {}],
  ['a new column', { columns: a && b ? [a, b, third] : [] }, { columns: [['1', 'c']] }],
  ['another file', { file: '99' }, { changed: ['t1 > t1'] }],
  [
    'another file and a new column',
    { file: '99', columns: a && b ? [a, b, third] : [] },
    { changed: ['t1 > t1'] },
  ],
  ['changed rows of a renamed table', { changes: 5, name: 'new' }, { changed: ['t1 > new'] }],
  [
    'another type without a new file',
    { columns: a && b ? [a, { ...b, nature: '1043 14 100' }] : [] },
    { changed: ['t1 > t1'] },
  ],
  ['a new expression index', { extras: ['77'] }, { changed: ['t1 > t1'] }],
  ['a new child', { children: ['2'] }, { changed: ['t1 > t1'] }],
])('%s', (_, changes, expected) => {
  expect(found([table('1')], [table('1', changes)])).toEqual({ ...nothing, ...expected });
});

test('an expression index that went away changes nothing', () => {
  expect(found([table('1', { extras: ['77'] })], [table('1')])).toEqual(nothing);
});

test('parents change with their children, new ones included', () => {
  const parent = table('1', { kind: 'partitioned table', file: null, children: ['2', '3'] });
  expect(found([parent, table('2'), table('3')], [parent, table('2', { changes: 1 }), table('3')])).toEqual({
    ...nothing,
    changed: ['t1 > t1', 't2 > t2'],
  });
  const more = { ...parent, children: ['2', '3', '4'] };
  expect(found([parent, table('2'), table('3')], [more, table('2'), table('3'), table('4')])).toEqual({
    ...nothing,
    created: ['4'],
    changed: ['t1 > t1'],
  });
});

test('a table that went away is nobody’s concern', () => {
  expect(found([table('1'), table('2')], [table('2')])).toEqual(nothing);
});
