import type { RuleId } from './types.ts';

/** The page of every rule, in Markdown. Written by `node test/rules/pages.ts` from the .md files; do not edit. */
export const pages = {
  'sequential-scan': `# sequential-scan

A big table is read from end to end for a few of its rows.

## What it sees

A \`Seq Scan\` in the plan that was executed, when all of these hold:

- one scan reads at least 10,000 rows, or the table has at least 1,000 pages of 8 kB (\`rows\`, \`pages\`);
- the filter throws away at least 95 % of the rows that were read (\`discarded\`), and at least one of its conditions is
  one that an index could serve;
- the scan is at least 10 % of the buffers that the whole query touches (\`share\`).

It counts rows thrown away, not rows returned: the textbook missing index returns one row of ten million. Rows of
parallel workers and of repeated scans are added up.

It also speaks, whatever the filter keeps, where base used an index for the same table and the query now does more work.

A finding is new, and fails the build, when base did not read the same table from end to end. One that base has too
is listed and fails nothing. Where the query does less work than on base all the same, a new finding is a warning.

## Why it matters

A sequential scan reads every page of the table, so it gets slower with every row that is added, for an answer that
stays as small as it is. On a busy server it also pushes pages out of the cache that others need.

## How to fix it

The finding says which of these it is, with the statement to type:

- the pull request dropped the index that base used: keep it, or recreate it;
- the index is still there, but the column is hidden behind a cast or a function. This is what a changed column type
  does: \`char(12)\` compared with a \`text\` value is compared as \`(region)::text\`. Keep the type, or cast the value;
- no index serves the filter: create one, columns compared with \`=\` first, then one that is compared with a range.
  \`CREATE INDEX CONCURRENTLY\` does not block writers, and cannot run inside a transaction.

See [Introduction to indexes](https://www.postgresql.org/docs/current/indexes-intro.html) and
[Multicolumn indexes](https://www.postgresql.org/docs/current/indexes-multicolumn.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/sequential-scan/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The table is small, or the scan is a small part of the query's work.
- Most of the rows are wanted.
- The scan was stopped early, by a \`LIMIT\`, an \`EXISTS\`, a semi or an anti join.
- No index could serve the filter, such as \`LIKE '%word%'\` or an \`OR\` across columns: the query has to change, not the schema.

The [clean examples](../../fixtures/rules/sequential-scan/clean) run in every test too.

## When to switch it off

For a query that is meant to read everything now and then, such as a nightly export, add a waiver with a reason and a date:

\`\`\`yaml
waivers: [{ query: nightly-export, rule: sequential-scan, reason: nightly job, expires: 2027-03-31 }]
\`\`\`

For a database whose tables in production are far smaller or bigger than the seed, change the thresholds:

\`\`\`yaml
rules: { sequential-scan: { severity: warning, rows: 50000, pages: 5000, discarded: 99%, share: 20% } }
\`\`\`
`,
  'not-in-subquery': `# not-in-subquery

The subquery of NOT IN is asked again for each row.

## What it sees

\`x NOT IN (SELECT …)\`, \`NOT x IN (SELECT …)\` or \`x <> ALL (SELECT …)\`, whose subquery ran at least 1,000 times in the
plan that was executed (\`rows\`). That is so where it depends on the row at hand, and where its result does not fit
into a hash table of \`work_mem\`.

## Why it matters

With a single NULL in what the subquery gives, \`NOT IN\` finds no row: nobody can tell whether \`x\` equals what is not
known. PostgreSQL up to 18 therefore makes no join of it. As long as the result is small it is put into a hash table;
beyond that the subquery is read from its beginning for each row, which is slow all at once.

The finding says whether the column that the subquery gives may be NULL, as the catalogue has it.

## How to fix it

Write \`NOT EXISTS (SELECT FROM … WHERE its.column = x)\`, which becomes an anti join and which NULL does not upset. The
finding writes it where both are columns and the subquery is plain. The two differ where there are NULLs: \`NOT EXISTS\`
keeps rows whose \`x\` is NULL, and does not mind NULLs in the subquery. That is nearly always what was meant.

See [Subquery expressions](https://www.postgresql.org/docs/current/functions-subquery.html#FUNCTIONS-SUBQUERY-NOTIN).

What is flagged, and in which words, is shown by the [flagged examples](../../fixtures/rules/not-in-subquery/flagged),
which run against a real PostgreSQL in every test.

## When it stays silent

- The subquery ran once and its result was hashed: the plan says \`hashed SubPlan\`.
- A list of values: \`NOT IN (1, 2, 3)\`.
- \`NOT EXISTS\`, which is a join.
- It ran a few times only.

The [clean examples](../../fixtures/rules/not-in-subquery/clean) run in every test too.

## When to switch it off

For one query that is known to have few rows in production:

\`\`\`yaml
rules: { not-in-subquery: { rows: 10000, queries: { cleanup: off } } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore not-in-subquery: reason\`.
`,
  'or-across-columns': `# or-across-columns

Either of several columns may match, and so every row is looked at.

## What it sees

An \`OR\` in a plan that was executed, of which each side could be looked up by itself, but not all of them together:

- in the filter of a sequential scan that read at least 10,000 rows (\`rows\`), threw away at least 90 % of them
  (\`discarded\`) and is at least 10 % of the blocks of the whole query (\`share\`). The sides compare different columns,
  one of which no index begins with, or one of them is a subquery;
- in the filter of a join, which compared at least 100,000 pairs of rows (\`pairs\`) and threw away as large a part of
  them.

## Why it matters

\`environment_id = 7 OR region = 'eu'\` can be looked up in two indexes, whose results PostgreSQL combines, but only if
both are there. With a subquery on one side it cannot combine them at all, and a join by \`OR\` has nothing to hash or
sort by: it compares all pairs.

## How to fix it

- Give each column an index. PostgreSQL then reads both and combines them (\`BitmapOr\`).
- Else ask for each side by itself and put the parts together with \`UNION ALL\`, each but the first without what those
  before it give: \`… AND (first side) IS NOT TRUE\`. The rows are then the same, each as often as before. The finding
  writes the whole query where it has no order, limit, aggregate or outer join.

See [Combining multiple indexes](https://www.postgresql.org/docs/current/indexes-bitmap-scans.html).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/or-across-columns/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The pull request took an index away that base has: \`sequential-scan\` says so.
- Each column has an index and PostgreSQL does not combine them: it thinks that a scan is cheaper.
- The sides compare one column: that is a list of values.
- One side could not be looked up in any case, such as \`LIKE '%word%'\`.
- Another condition finds the few rows, or most of the rows are wanted.

The [clean examples](../../fixtures/rules/or-across-columns/clean) run in every test too.

## When to switch it off

For tables that stay small in production, raise the thresholds.

\`\`\`yaml
rules: { or-across-columns: { rows: 50000, pairs: 1000000 } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore or-across-columns: reason\`.
`,
  'offset-pagination': `# offset-pagination

Each page computes all those before it.

## What it sees

\`OFFSET\` in the text of the query, by which the plan that was executed threw away at least 1,000 rows (\`rows\`) that it
had found, and ordered where there is an order.

## Why it matters

PostgreSQL cannot jump to a row by its number: to skip 1,000 rows it has to find them. Page 2 costs twice as much as
page 1, page 1,000 a thousand times as much. When rows are added or deleted between two pages, some rows are shown
twice and others never.

## How to fix it

Remember the last row of a page, and ask for those after it: \`WHERE (deployed_at, id) < (…, …) ORDER BY deployed_at
DESC, id DESC LIMIT 20\`. An index of the same columns begins right there. The columns of the order must tell all rows
apart; the finding adds the primary key where they do not.

It writes the page where the query is of one table with a primary key, all of the order goes in one direction, and
none of its columns may be NULL, which no row comes after.

See [LIMIT and OFFSET](https://www.postgresql.org/docs/current/queries-limit.html).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/offset-pagination/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Fewer rows are skipped: the first pages of anything.
- \`OFFSET 0\`, and an offset that is a parameter whose value is small. Register a parameter set with a late page to
  have it looked at.

The [clean examples](../../fixtures/rules/offset-pagination/clean) run in every test too.

## When to switch it off

Where people only ever see the first pages, and the query has a parameter set for a late one all the same:

\`\`\`yaml
rules: { offset-pagination: { rows: 10000 } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore offset-pagination: reason\`.
`,
  'function-on-column': `# function-on-column

A column is compared inside of a function, where its index cannot see it.

## What it sees

A condition in the filter of a scan that was executed, such as \`date_trunc('day', deployed_at) = …\`, \`lower(email) =
…\` or \`payload ->> 'kind' = …\`, when all of these hold:

- the filter threw away at least 1,000 rows (\`rows\`), and at least 90 % of what was read (\`discarded\`);
- the scan touched at least 200 blocks (\`pages\`; below that a table is small) and is at least 10 % of the blocks of
  the whole query (\`share\`);
- the filter compares no other column as it is: then nobody can tell which condition threw the rows away, and an index
  of that column is what helps;
- no index of the same expression is there.

It looks at the plan first and then for the place in the query, so that it sees through views, subqueries and
partitions. Of a condition that comes with a view there is no place to show.

## Why it matters

An index holds the values of a column in their order. What a function makes of them has another order, so PostgreSQL
reads every row, computes the function and throws nearly all of them away.

## How to fix it

- Dates: compare the column itself with a half-open range, \`>=\` the beginning and \`<\` the beginning of what comes
  after. The finding writes it in the column's own type, and in the time zone that the query names. Where the query
  names none, \`timestamptz\` means the session's, as it did inside of the function. The value of a \`date_trunc\` must be
  a beginning, as it has to be for the condition to hold.
- \`deployed_at + interval '30 days' > now()\`: move what is added to the other side. Of months no rewrite is shown, as
  they are of several lengths.
- \`coalesce(status, 'new') = …\`: compare the column, and ask for \`IS NULL\` where the default is meant.
- Else create an index of the expression. PostgreSQL takes only what depends on nothing but its arguments:
  \`lower(name)\`, but not \`date_trunc('day', deployed_at)\` of a \`timestamptz\`, which depends on the time zone.

See [Indexes on expressions](https://www.postgresql.org/docs/current/indexes-expressional.html) and [Date/time
functions](https://www.postgresql.org/docs/current/functions-datetime.html).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/function-on-column/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The column is compared as it is, and the function is on the other side.
- An index of the expression exists, or the pull request drops it. Where the planner did not want it, it had a reason.
- An index finds the few rows by another column, and the function looks at those only.
- Most of the rows are wanted, or the table is small.

The [clean examples](../../fixtures/rules/function-on-column/clean) run in every test too.

## When to switch it off

For tables that stay small in production, raise the thresholds; for a query that may take its time, switch it off
there.

\`\`\`yaml
rules: { function-on-column: { rows: 10000, queries: { nightly-export: off } } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore function-on-column: reason\`.
`,
  'cast-on-column': `# cast-on-column

A column is compared as another type than its own, which its index does not hold.

## What it sees

A cast of a column in the filter of a scan that was executed, written as in \`id::text = '17'\` or implied as in \`id =
17.0\`, where the number with a point is \`numeric\` and the integer is compared as one. All of these must hold:

- the filter threw away at least 1,000 rows (\`rows\`), and at least 90 % of what was read (\`discarded\`);
- the scan touched at least 200 blocks (\`pages\`; below that a table is small) and is at least 10 % of the blocks of
  the whole query (\`share\`);
- the filter compares no other column as it is: then nobody can tell which condition threw the rows away, and an index
  of that column is what helps;
- no index of the same expression is there.

## Why it matters

An index holds the values of the column's own type. Compared as another one they have another order, so every row is
read, cast and compared. \`id = 17.0\` reads the whole table where \`id = 17\` reads three pages.

## How to fix it

- Give the value the type of the column. The finding writes the comparison where equal texts mean equal values, as of
  integers and UUIDs, and where a number with a point is a whole one. A \`char(12)\` is compared with \`text\` as text;
  cast the value to \`bpchar\`.
- \`deployed_at::date = …\`: compare the column with a half-open range. The finding writes it in the column's own type;
  of a \`timestamptz\` the day is that of the session's time zone, as it was in the cast.
- Else create an index of the expression, where the cast depends on no setting. The text of an enum, a date or a
  \`timestamptz\` does.

See [Type conversion of operators](https://www.postgresql.org/docs/current/typeconv-oper.html).

What is flagged, and in which words, is shown by the [flagged examples](../../fixtures/rules/cast-on-column/flagged),
which run against a real PostgreSQL in every test.

## When it stays silent

- The cast changes nothing: \`varchar\` is printed as \`(region)::text\`, and its index serves.
- Types that PostgreSQL compares as they are: \`int4\` and \`int8\`, \`date\` and \`timestamptz\`, a whole number and
  \`numeric\`.
- The cast is in what is returned, or on the value.
- An index of the same expression exists, another column finds the rows, most rows are wanted, or the table is small.

The [clean examples](../../fixtures/rules/cast-on-column/clean) run in every test too.

## When to switch it off

For tables that stay small in production, raise the thresholds; for one table, give it a severity of its own.

\`\`\`yaml
rules: { cast-on-column: { rows: 10000, tables: { staging: off } } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore cast-on-column: reason\`.
`,
  'leading-wildcard': `# leading-wildcard

A text is looked for by a pattern that no B-tree can serve.

## What it sees

\`LIKE\` or \`ILIKE\` with a constant or a parameter in the filter of a scan that was executed, when the scan read at
least 10,000 rows (\`rows\`), threw away at least 90 % of them (\`discarded\`) and is at least 10 % of the blocks of the
whole query (\`share\`). The pattern is one of these:

- it begins with a wildcard, as in \`'%word%'\`;
- it is of any case (\`ILIKE\`);
- it says how the text begins, and the index of the column is a B-tree that is declared with neither
  \`text_pattern_ops\` nor \`COLLATE "C"\`: in the order of most languages texts that begin alike do not stand together.

## Why it matters

A B-tree finds what begins with something. For any other pattern every row is read and compared, and the time grows
with the table.

## How to fix it

- A word inside of a text: an index of its trigrams, with the extension \`pg_trgm\`. It needs three characters in a row
  between the wildcards; for less, ask for more.
- The end of a text: compare the text read backwards, \`reverse(email) LIKE reverse('%@example.com')\`, with an index of
  \`reverse(email)\`.
- The beginning: an index with \`text_pattern_ops\`, whose order is that of bytes.

See [pg_trgm](https://www.postgresql.org/docs/current/pgtrgm.html) and [Operator
classes](https://www.postgresql.org/docs/current/indexes-opclass.html).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/leading-wildcard/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The pattern has no wildcard: that is an equality.
- An index of trigrams of the column exists.
- An index finds the few rows by another column.
- Most of the rows match, or the table is small.

The [clean examples](../../fixtures/rules/leading-wildcard/clean) run in every test too.

## When to switch it off

For search boxes over tables that stay small, raise the threshold.

\`\`\`yaml
rules: { leading-wildcard: { rows: 100000, discarded: 99% } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore leading-wildcard: reason\`.
`,
  'count-distinct-over-joins': `# count-distinct-over-joins

A join makes many rows of one, and count(DISTINCT …) makes one of them again.

## What it sees

\`count(DISTINCT m.id)\` in a query with a join, when \`m.id\` is unique in its own table, so that only the join can have
made duplicates; at least 10,000 rows were counted (\`rows\`), at least twice as many (\`factor\`) as the counted table
gave. Of several counts in one SELECT, that of the fewest rows is told.

## Why it matters

All rows of the join are made, carried to the aggregate and sorted there, one sort for each \`count(DISTINCT …)\`. Two
joins that have nothing to do with each other multiply: 10 runs and 20 tags are 200 rows for one model.

## How to fix it

- To count the rows for which there is something elsewhere, ask whether it exists: \`SELECT count(*) FROM models m
  WHERE EXISTS (SELECT FROM runs r WHERE r.model_id = m.id)\`. The finding writes it for two tables and a single count.
- To count several things, count each in a subquery of its own, grouped by what joins it, and join the counts.

See [Aggregate expressions](https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-AGGREGATES).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/count-distinct-over-joins/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The column is not unique in its table: then its duplicates are its own.
- The join gives each row once.
- Few rows are counted.
- How many rows of the counted table there were cannot be told, as under a nested loop that reads it again and again:
  then the whole table is what it takes for it.

The [clean examples](../../fixtures/rules/count-distinct-over-joins/clean) run in every test too.

## When to switch it off

For reports that run at night:

\`\`\`yaml
rules: { count-distinct-over-joins: { queries: { monthly-report: off } } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore count-distinct-over-joins: reason\`.
`,
  'order-by-random': `# order-by-random

Everything is sorted by a random number, for a few rows.

## What it sees

A sort whose first key is \`random()\` or \`gen_random_uuid()\` in the plan that was executed, over at least 1,000 rows
(\`rows\`).

## Why it matters

A random order is no order that an index could have: every row is read, gets a number and is sorted by it, each time,
whatever the LIMIT. It is the same work for one row as for all.

## How to fix it

Order a sample of the table instead of the table: \`FROM deployments TABLESAMPLE BERNOULLI (0.3) ORDER BY random()
LIMIT 3\`. \`BERNOULLI\` looks at each row and keeps one of many; \`SYSTEM\` looks at some pages only, and gives rows that
stand together. The finding writes a sample of about twenty times what is wanted, where the query has a constant LIMIT
and is of one table. A sample is small by chance now and then: be ready for fewer rows.

For a single row, choose a key at random between the smallest and the greatest and take the next one: \`WHERE id >= $1
ORDER BY id LIMIT 1\`.

See [TABLESAMPLE](https://www.postgresql.org/docs/current/sql-select.html#SQL-FROM).

What is flagged, and in which words, is shown by the [flagged examples](../../fixtures/rules/order-by-random/flagged),
which run against a real PostgreSQL in every test.

## When it stays silent

- Fewer rows are sorted.
- \`random()\` is returned, not ordered by.
- A sample is ordered.

The [clean examples](../../fixtures/rules/order-by-random/clean) run in every test too.

## When to switch it off

For a table that stays small in production:

\`\`\`yaml
rules: { order-by-random: { rows: 10000 } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore order-by-random: reason\`.
`,
  'select-star': `# select-star

All columns are returned of rows that are wide.

## What it sees

\`SELECT *\`, or \`SELECT d.*\`, in the outermost query, of a table whose rows are at least 2,000 bytes wide (\`bytes\`),
when at least 100 rows are returned (\`rows\`). The width is what ANALYZE saw in the row, and what the table holds out
of line (TOAST), divided by its rows.

## Why it matters

A value of more than about two kilobytes is stored out of line, in pieces of a table of its own. \`*\` has each of them
read, put together, decompressed and sent, whether anybody looks at it or not. EXPLAIN does not show that work, as it
sends nothing to a client. A query that names its columns can also be served by an index alone.

## How to fix it

Name the columns that are needed. The finding writes the list without those that make the rows wide: columns of half a
kilobyte and more, and those of which nothing but a pointer is left in the row. Which of several such columns is the
heavy one cannot be told from the catalogue.

See [TOAST](https://www.postgresql.org/docs/current/storage-toast.html).

What is flagged, and in which words, is shown by the [flagged examples](../../fixtures/rules/select-star/flagged),
which run against a real PostgreSQL in every test.

## When it stays silent

- The rows are narrow, or few of them are returned.
- The \`*\` is in a subquery or an EXISTS: columns that are not asked for further out are not read.
- \`count(*)\`.
- A view: what its columns are made of is not looked up.

The [clean examples](../../fixtures/rules/select-star/clean) run in every test too.

## When to switch it off

For an export that wants everything:

\`\`\`yaml
rules: { select-star: { bytes: 8000, queries: { export: off } } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore select-star: reason\`.
`,
  'write-without-where': `# write-without-where

UPDATE or DELETE of every row of a table.

## What it sees

\`UPDATE\` or \`DELETE\` without a condition, or with \`WHERE true\`, that wrote at least 1,000 rows (\`rows\`) in the plan
that was executed; also in a common table expression.

## Why it matters

An \`UPDATE\` writes a new version of each row, and of its place in the indexes, whether the value differs or not; the
old ones stay until VACUUM, and all rows are locked until the end of the transaction. A \`DELETE\` marks row after row,
and the table stays as big as it was. More often than not a condition was forgotten.

## How to fix it

- Say in WHERE which rows are meant. Of an UPDATE that sets constants the finding writes the condition that leaves
  alone what has the value already: \`WHERE status IS DISTINCT FROM 'done'\`.
- All rows of a table: \`TRUNCATE\`, which throws the files away. It locks the table, needs a right of its own, and
  takes none to which rows of other tables refer.
- All rows, but not at once: in steps by ranges of the primary key, each in a transaction of its own.

See [UPDATE](https://www.postgresql.org/docs/current/sql-update.html) and
[TRUNCATE](https://www.postgresql.org/docs/current/sql-truncate.html).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/write-without-where/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Fewer rows are written.
- The rows are chosen by a condition, by a join (\`FROM\`, \`USING\`), or by a cursor.

The [clean examples](../../fixtures/rules/write-without-where/clean) run in every test too.

## When to switch it off

For a table that is meant to be emptied, such as one of a job queue:

\`\`\`yaml
rules: { write-without-where: { tables: { scratch: off } } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore write-without-where: reason\`.
`,
  'unbounded-select': `# unbounded-select

A whole big table goes to the client.

## What it sees

A query without WHERE, LIMIT, GROUP BY and DISTINCT that returned at least 10,000 rows (\`rows\`), when the plan that
was executed read one table to the end, threw none of its rows away and returned no more than twice as many.

## Why it matters

Such a query works on the day it is written. It takes longer with every row that is added, on the server, on the wire
and in the client, which keeps all of them in memory unless it reads with a cursor.

## How to fix it

Ask for the rows that are needed, or for one page after another by the primary key: \`WHERE id > $1 ORDER BY id LIMIT
1000\`. The finding writes it for a query of one table that has no order of its own. An export is better read with a
cursor, or with \`COPY\`.

See [LIMIT and OFFSET](https://www.postgresql.org/docs/current/queries-limit.html).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/unbounded-select/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Any condition, in the query or in a view that it reads.
- Rows are counted or grouped.
- The table is small, or the many rows are made of a small one by a join.

The [clean examples](../../fixtures/rules/unbounded-select/clean) run in every test too.

## When to switch it off

For an export that is meant to read everything:

\`\`\`yaml
rules: { unbounded-select: { queries: { export: off } } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore unbounded-select: reason\`.
`,
  'union-instead-of-union-all': `# union-instead-of-union-all

UNION looks for duplicates where there are none.

## What it sees

\`UNION\` in the text of the query, for which the plan that was executed sorted or hashed at least 10,000 rows (\`rows\`),
and took none of them away.

## Why it matters

\`UNION\` compares all rows of all branches with each other, in all their columns. \`UNION ALL\` hands them on as they
come: it needs no memory, gives the first row at once, and a LIMIT can end it early.

## How to fix it

Write \`UNION ALL\` where no row can be in two branches, nor twice in one. That there was no duplicate in this data does
not prove that there can be none; the finding says so where it is sure, because each branch returns a constant of its
own. A branch that has duplicates of its own wants \`SELECT DISTINCT\`.

See [Combining queries](https://www.postgresql.org/docs/current/queries-union.html).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/union-instead-of-union-all/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- A duplicate was found.
- Few rows are looked through.
- \`DISTINCT\` over a \`UNION ALL\`: somebody asked for it.
- The plan has no such step, as where a branch was known to be empty.

The [clean examples](../../fixtures/rules/union-instead-of-union-all/clean) run in every test too.

## When to switch it off

Where duplicates are possible and the seed has none:

\`\`\`yaml
rules: { union-instead-of-union-all: { queries: { all-events: off } } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore union-instead-of-union-all: reason\`.
`,
} as unknown as Readonly<Record<RuleId, string>>;
