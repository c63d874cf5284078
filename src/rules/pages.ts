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
parallel workers and of repeated scans are added up. Partitions of a table, and tables that inherit from one, are one scan.

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
- an index has the columns and does not serve: it begins with another one, is partial, made by an expression, of another
  collation or operator class, or its build did not finish. Or the planner took it for dearer;
- a nested loop makes the scan again and again: the finding then says what \`repeated-scan\` knows of it;
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
  'repeated-scan': `# repeated-scan

A nested loop reads a whole table once for each row of its other side.

## What it sees

A sequential scan on the inner side of a \`Nested Loop\` in the plan that was executed, when all of these hold:

- it ran at least twice (\`scans\`), and more often than the loop itself;
- each time it read at least 100 rows on average (\`rows\`), and all times together touched at least 1,000 buffers (\`pages\`);
- that is at least 50 % of what the whole loop touches (\`share\`).

Partitions of a table, and tables that inherit from one, are one scan. A parallel scan is made once, however many workers
share it. The scan may stand deeper than right below the loop, such as in a subquery that is sorted for each row.

Where \`sequential-scan\` speaks of the same scan, the two are one finding: that rule's, as it counts the rows thrown away,
with how often the scan is made and what to do about it from this one. It is new when base did not repeat the scan.

## Why it matters

The work is the product of two tables: ten times the rows on either side is ten times the work, on both a hundred times. A
lookup in an index, or a hash that is built once, grows with their sum.

## How to fix it

- Where base used an index: keep it, or recreate it. The finding has its definition.
- Where the condition of the join compares a column of the inner table: create the index that the finding names, so that each
  row of the outer side is looked up. That the planner then uses it is tried for every example in a test.
- Where it compares an expression: compare the column itself by \`=\`, so that a hash join is possible too.

See [Planner and optimizer](https://www.postgresql.org/docs/current/planner-optimizer.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/repeated-scan/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- \`Materialize\` or \`Memoize\` keeps the rows, so that the table is read once. What the join then throws away is
  \`late-filter\`'s.
- The table is so small that an index would read as much of it.
- A subquery runs once for each row (\`SubPlan\`): \`correlated-subplan\` speaks of it.

The [clean examples](../../fixtures/rules/repeated-scan/clean) run in every test too.

## When to switch it off

For a query that joins by something that no index serves, and is meant to:

\`\`\`yaml
rules: { repeated-scan: { queries: { nightly-matching: off } } }
\`\`\`

For tables that are far smaller in the seed than in production, lower the thresholds:

\`\`\`yaml
rules: { repeated-scan: { scans: 10, rows: 20, pages: 100, share: 30% } }
\`\`\`
`,
  'index-filter': `# index-filter

An index finds far more rows than are wanted, and a filter throws the others away one by one.

## What it sees

An \`Index Scan\`, \`Index Only Scan\` or \`Bitmap Heap Scan\` with a filter, when all of these hold:

- the filter throws away at least 90 % of the rows that the index found (\`discarded\`);
- those are at least 1,000 rows in all (\`rows\`);
- at least one condition of the filter is one that an index could serve;
- the scan, its bitmaps included, is at least 10 % of the buffers that the whole query touches (\`share\`).

Rows of repeated scans and of parallel workers are added up. EXPLAIN rounds them to whole rows for each repetition, so the
least that they can be is what counts. Partitions of a table, and tables that inherit from one, are one scan.

## Why it matters

What the index cannot tell is looked up in the table, one visit for each row that it finds. The plan looks good, as it uses
an index, and yet most of its work is thrown away, more with every row that is added.

## How to fix it

The finding says which of these it is, with the statement to type:

- an index that has the columns of the condition and those of the filter: first what is compared with \`=\`, then the order
  that a \`LIMIT\` wants, then one column that is compared with a range;
- an index that has them is there and does not serve: it is partial and the query does not ask for its rows in these words,
  it begins with another column, is made by an expression, has another collation or operator class, or its build did
  not finish. Or the planner took it for dearer: then the finding says how many rows it expected.

\`CREATE INDEX CONCURRENTLY\` does not block writers; partitioned tables have no such thing, so there it is plain
\`CREATE INDEX\`. See [Multicolumn indexes](https://www.postgresql.org/docs/current/indexes-multicolumn.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/index-filter/flagged), which run against a real PostgreSQL in every test; another
test types what they say, and the finding is gone.

## When it stays silent

- The filter keeps more than a tenth, or throws away few rows.
- No index could serve any part of the filter, such as \`LIKE '%word%'\`.
- The index is read for the order of a \`LIMIT\` alone: \`wrong-index-for-order\` speaks.
- What is thrown away is thrown away by the recheck of a lossy bitmap: that is \`lossy-bitmap\`'s.

The [clean examples](../../fixtures/rules/index-filter/clean) run in every test too.

## When to switch it off

Where another index would cost its table's writers more than it gives these readers:

\`\`\`yaml
rules: { index-filter: { severity: note, tables: { audit_log: off }, discarded: 99%, rows: 10000, share: 30% } }
\`\`\`
`,
  'wrong-index-for-order': `# wrong-index-for-order

An index is read from its beginning for the order of a \`LIMIT\`, and nearly every row of it is thrown away.

## What it sees

An index scan whose rows a \`LIMIT\` gets in the order of the index, with no condition on the index, when all of these hold:

- the filter throws away at least 90 % of the rows that were read (\`discarded\`);
- those are at least 1,000 rows in all (\`rows\`);
- an index could serve at least one condition of the filter;
- the scan is at least 10 % of the buffers that the whole query touches (\`share\`).

\`min()\` and \`max()\` are planned as the first row of an index, and are seen too. Where the order is merged from partitions, their
scans are one.

## Why it matters

For \`WHERE environment_id = 7 ORDER BY deployed_at LIMIT 10\` the planner may read the index on \`deployed_at\` and stop at the tenth
row that matches. It takes matching rows for evenly spread over the order. Where they all come late, or there are fewer than ten,
it reads the whole index and the table with it. Such a plan is fast for one value and a thousand times slower for another.

## How to fix it

- Create the index that the finding names: the columns that the filter compares with \`=\` first, then the order. It finds the
  rows and gives them in order, so that the \`LIMIT\` ends after as many as it wants.
- Where an index is there that serves the filter and the planner did not choose it, the finding names it, and why not as far as
  that can be told.

See [Indexes and ORDER BY](https://www.postgresql.org/docs/current/indexes-ordering.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/wrong-index-for-order/flagged), which run against a real PostgreSQL in every test;
another test types what they say, and the finding is gone.

## When it stays silent

- The rows came soon: few were read for nothing.
- There is no \`LIMIT\`: then everything is read in order, and \`index-filter\` speaks where it is thrown away.
- The index has a condition: that is \`index-filter\`'s too. Never do both speak of one scan.
- No index could serve the filter, so that there is no better one than that of the order.

The [clean examples](../../fixtures/rules/wrong-index-for-order/clean) run in every test too.

## When to switch it off

For a query whose filter matches many rows in production, and few in the seed:

\`\`\`yaml
rules: { wrong-index-for-order: { queries: { latest-deployments: note }, discarded: 99%, rows: 10000, share: 30% } }
\`\`\`
`,
  'late-filter': `# late-filter

A join puts rows together that its filter then throws away.

## What it sees

A join whose \`Join Filter\`

- throws away at least 100,000 pairs of rows in all (\`rows\`), and
- at least 90 % of all that were put together (\`discarded\`).

In a \`Nested Loop\` the join filter is what the tables are joined by, tried for all pairs of rows. In a \`Hash Join\` or \`Merge Join\`
it is the part of the condition that is not an equality of both sides, looked at after the pairs are found.

It counts pairs, not buffers: they are tried in memory, which no count of blocks shows. Trying a pair took 0.1 to 0.2 µs on the
machine that the threshold was found on, so that 100,000 of them are more than 10 ms. Where the inner side is read
anew for each row, this is told with what \`repeated-scan\` says.

## Why it matters

The time is that of the product of both sides, while what is returned stays small. It does not show in the number of rows that
a query returns, nor in its buffers.

## How to fix it

The finding says which of these it is:

- an equality that is tried pair by pair: create the index by which the inner side is looked up;
- an equality that a hash could find, and the planner tried all pairs: its statistics are old, or \`enable_hashjoin\` is off;
- alternatives (\`a.x = b.x OR a.y = b.x\`): one join for each, put together by \`UNION\`;
- a range on both ends (\`t BETWEEN starts AND ends\`): one column of a range type with a GiST index, asked with \`@>\`;
- functions or casts around the columns: compare the columns themselves by \`=\`, so that they can be hashed.

See [Using EXPLAIN](https://www.postgresql.org/docs/current/using-explain.html) and
[Range types](https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-INDEXING).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/late-filter/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Few pairs are tried, such as two small tables.
- Most pairs are wanted.
- The pairs are found by a hash, a merge or an index, and no join filter is left.

The [clean examples](../../fixtures/rules/late-filter/clean) run in every test too.

## When to switch it off

For a query that has to compare everything with everything, such as a search for near duplicates:

\`\`\`yaml
rules: { late-filter: { queries: { near-duplicates: off }, rows: 1000000, discarded: 99% } }
\`\`\`
`,
  'heap-fetches': `# heap-fetches

An index-only scan has to visit the table all the same.

## What it sees

An \`Index Only Scan\` that reads at least 100 rows (\`rows\`) and visits the table for at least 25 % of them (\`share\`), as EXPLAIN's
\`Heap Fetches\` counts. Rows that nobody can see any more are visited too and count as read.

## Why it matters

An index does not know who may see a row. The visibility map does, for whole pages: \`VACUUM\` marks a page all of whose rows
everybody may see, and any write to the page takes the mark away. Without the mark each row is looked up in the table, and the
index-only scan costs what an index scan costs.

## How to fix it

\`VACUUM\` helps, until the pages are written to again. Where they are all the time, let autovacuum come sooner: the finding has
the statement for its table.

In databases that plangate builds, every table is vacuumed with \`FREEZE\` before anything is measured, after the seed and
after migrations that change it. So pages are unmarked there only by what is measured: a case that writes. It is rolled back, and
the marks that it took away stay away: those of the pages with the old rows, and those of the pages that the new versions
were put on, which may be many where pages have room. Its next execution sees that, and so do cases that are measured after
it. Both sides do the same, so that their counts stay comparable. The finding then says: this reader depends on \`VACUUM\`,
as a registered query writes what it reads.

A database that was there already is read as it is: there the finding says how far autovacuum has come.

See [Index-only scans](https://www.postgresql.org/docs/current/indexes-index-only-scans.html) and
[Routine vacuuming](https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-VISIBILITY-MAP).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/heap-fetches/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The pages are marked, which is what every example without a write shows.
- Few rows are read, or few of those that are read stand on unmarked pages.

The [clean examples](../../fixtures/rules/heap-fetches/clean) run in every test too.

## When to switch it off

For a table that is written to all the time, so that no \`VACUUM\` keeps up:

\`\`\`yaml
rules: { heap-fetches: { tables: { jobs: off }, rows: 1000, share: 50% } }
\`\`\`
`,
  'lossy-bitmap': `# lossy-bitmap

A bitmap of rows does not fit into \`work_mem\`, so that whole pages are read and their rows checked again.

## What it sees

A \`Bitmap Heap Scan\` of which at least 50 % of the blocks are lossy (\`share\`), at least 100 of them (\`pages\`): EXPLAIN's \`Lossy
Heap Blocks\` and \`Exact Heap Blocks\`. Up to PostgreSQL 17 these leave out what parallel workers read.

## Why it matters

A bitmap has one bit for each row of a page. When it outgrows \`work_mem\`, PostgreSQL keeps one for the whole page instead. No
page more is read for that, but the condition is evaluated for every row on it. That costs processor time, and
counts of blocks do not show it.

## How to fix it

The finding has the \`work_mem\` that an exact bitmap takes: 64 bytes for each page that was visited, and a tenth more. A test
types it, and the bitmap is exact. Set it for the role or the transaction, not for the whole server, as every sort and hash of
every session may take as much.

Where the bitmap is that big because the index finds too much, a more selective index is the better step.

See [work_mem](https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-WORK-MEM).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/lossy-bitmap/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The bitmap is exact. The \`Recheck Cond\` in its plan is then not evaluated.
- Rows are checked again because the index itself is not exact (GIN, GiST, BRIN).
- Few blocks are lossy.

The [clean examples](../../fixtures/rules/lossy-bitmap/clean) run in every test too.

## When to switch it off

Where memory is short, and such scans are rare:

\`\`\`yaml
rules: { lossy-bitmap: { severity: off } }
\`\`\`

Or only for what matters more:

\`\`\`yaml
rules: { lossy-bitmap: { severity: warning, share: 80%, pages: 10000 } }
\`\`\`
`,
  'cartesian-product': `# cartesian-product

A join without a condition: every row of one side meets every row of the other.

## What it sees

A \`Nested Loop\` without a join filter, when all of these hold:

- it makes at least 1,000 rows in all (\`rows\`), and at least 90 % of all pairs (\`share\`);
- there is more than one row on either side;
- no chain of conditions leads from the tables of one side to those of the other, anywhere in the plan;
- nobody wrote \`CROSS JOIN\` between them.

Conditions are looked for in joins, filters and indexes alike, through subqueries, CTEs, views and partitions, as EXPLAIN shows what
is left of them. Where both sides are compared with the same value, that is their condition: of \`a.x = b.x AND a.x = 7\`
PostgreSQL makes \`a.x = 7\` and \`b.x = 7\`.

## Why it matters

It is nearly always a condition that was forgotten. The result is wrong or made right again by \`DISTINCT\`, and the work is the
product of two tables: with ten times the rows on both sides, a hundred times as much.

## How to fix it

Write joins as \`JOIN … ON …\`, which PostgreSQL does not take without a condition, rather than as a list of tables with the
conditions in \`WHERE\`, where one that is missing is not missed. Where all pairs are meant, say \`CROSS JOIN\`: the rule is silent then,
and so is the next reader.

See [Joined tables](https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-JOIN).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/cartesian-product/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- One side is a single row, such as a setting or a total.
- \`CROSS JOIN\` says that it is meant.
- One side comes from a function or from \`VALUES\`: days of a calendar, elements of an array.
- The planner crosses two small tables on purpose, to look the pairs up in an index of a third.

The [clean examples](../../fixtures/rules/cartesian-product/clean) run in every test too.

## When to switch it off

Write \`CROSS JOIN\` instead. Where the text cannot be changed, as something generates it:

\`\`\`yaml
rules: { cartesian-product: { severity: warning, queries: { generated-report: off }, rows: 100000, share: 99% } }
\`\`\`
`,
  'large-offset': `# large-offset

\`OFFSET\` throws away rows that were computed for it.

## What it sees

A \`Limit\` that was given at least 1,000 rows more than it returned (\`rows\`), at least 50 % of all that it was given
(\`discarded\`), in a statement with \`OFFSET\`. It counts the rows that came, not the number in the query, so that an
offset beyond the end counts for what there was.

## Why it matters

Page 100 computes the rows of the 99 pages before it, joins, sorts and all, and throws them away: every page is slower than the one
before. Rows that are added or deleted in between shift the pages too, so that a reader misses some and sees others twice.

## How to fix it

Begin where the last page ended. Instead of

\`\`\`sql
SELECT id, started_at FROM runs ORDER BY started_at DESC, id DESC LIMIT 20 OFFSET 3000;
\`\`\`

remember the last row of the page, and ask for those beyond it:

\`\`\`sql
SELECT id, started_at FROM runs WHERE (started_at, id) < ($1, $2) ORDER BY started_at DESC, id DESC LIMIT 20;
\`\`\`

The columns must be unique together, hence the primary key at the end, and go in one direction. An index on them finds the place
at once. NULLs have no place in such a comparison. What this cannot do is to jump to page 100: then let people
filter instead.

See [LIMIT and OFFSET](https://www.postgresql.org/docs/current/queries-limit.html) and
[Row-wise comparison](https://www.postgresql.org/docs/current/functions-comparisons.html#ROW-WISE-COMPARISON).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/large-offset/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The page is an early one.
- More is returned than thrown away, as in an export by parts.
- There is no \`OFFSET\`: \`LIMIT … WITH TIES\` reads on for one row too.

The [clean examples](../../fixtures/rules/large-offset/clean) run in every test too.

## When to switch it off

For pages that nobody turns that far:

\`\`\`yaml
rules: { large-offset: { severity: note, rows: 10000, discarded: 90% } }
\`\`\`
`,
  'no-partition-pruning': `# no-partition-pruning

All partitions are scanned although the filter is about what they are made by.

## What it sees

Scans of all partitions of a table, when all of these hold:

- there are at least 3 of them (\`partitions\`), and none was left out, neither when the query was planned nor when it ran;
- at least 50 % of them give no row (\`empty\`), so that they were scanned for nothing;
- the filter compares the first column of the partition key in a form that cannot choose partitions;
- the scans are at least 10 % of the buffers that the whole query touches (\`share\`).

## Why it matters

Partitions pay off when a query reads one of them instead of all. Where it reads all, they cost: each is planned, locked and
scanned, every new one makes the query slower, and those that nobody needs any more are kept in the cache.

## How to fix it

The finding says what keeps the filter from choosing:

- a function or cast around the column, such as \`date_trunc('month', day) = …\`: compare the column itself, dates with a half-open
  range;
- a form that is no comparison with \`<\`, \`<=\`, \`=\`, \`>=\`, \`>\` or \`IN\`, such as \`<>\`, \`LIKE\` or an \`OR\` with another column;
- partitions that are made by an expression: compare that expression, in the same words;
- a range of what partitions are hashed by: a hash can be told by \`=\` alone;
- a volatile function such as \`clock_timestamp()\`: \`now()\` has one value for the whole statement;
- \`enable_partition_pruning\` is off.

See [Partition pruning](https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITION-PRUNING).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/no-partition-pruning/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Some partitions were left out.
- The rows that are wanted are in most partitions, or the filter says nothing about the key.
- The filter has a form that chooses partitions, and they all qualify: another condition throws their rows away.

The [clean examples](../../fixtures/rules/no-partition-pruning/clean) run in every test too.

## When to switch it off

For a table that is partitioned to be deleted from by parts, not to be read by parts:

\`\`\`yaml
rules: { no-partition-pruning: { tables: { events: off }, partitions: 12, empty: 80%, share: 30% } }
\`\`\`
`,
} as unknown as Readonly<Record<RuleId, string>>;
