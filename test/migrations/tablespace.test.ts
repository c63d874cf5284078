import { expect, test } from 'vitest';
import { inPlaceTablespace } from '../../src/migrations/tablespace.ts';
import { splitStatements } from '../../src/sql/index.ts';

test.each<[string, string | null]>([
  ["CREATE TABLESPACE fast LOCATION '/mnt/fast'", "CREATE TABLESPACE fast LOCATION ''"],
  [
    "create tablespace \"location\" owner x location /* '/a' */ E'/it\\'s' with (seq_page_cost = 1)",
    "create tablespace \"location\" owner x location /* '/a' */ '' with (seq_page_cost = 1)",
  ],
  ['CREATE TABLESPACE fast', null],
  ["CREATE TABLE location (x text DEFAULT 'location')", null],
])('%s', (sql, expected) => {
  expect(splitStatements(sql).map(inPlaceTablespace)).toEqual([expected]);
});
