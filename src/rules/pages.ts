import type { RuleId } from './types.ts';

/** The page of every rule, in Markdown. Written by `node test/rules/pages.ts` from the .md files; do not edit. */
export const pages: Readonly<Record<RuleId, string>> = {
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
  collation or operator class, a hash index asked for a range, or its build did not finish;
- an index has the columns, and tables that inherit from its table have none like it, as tables do not inherit indexes;
- the query compares by another collation than the one that the index is sorted by (\`COLLATE\`);
- an index has the columns, and the planner did not take it. plangate asks it again with sequential scans switched off. If it
  then takes the index, whatever the definition seemed to say, the index only seemed dearer: the finding gives both estimated
  costs, and the rows that were expected where others came. If not, the comparison as it is written is none of the
  index's: the finding gives the columns' types and collations. Partitions, and tables that inherit, are tried together, each
  with its own part of the index or one that holds the same: where only some then take it, nothing is said of that;
- such an index only seems dearer because statistics are stale or coarse. In a copy of the database, which is dropped afterwards,
  plangate analyses the table anew, then with more statistics of the columns, and says which of the two made the planner
  take the index. A database that is only read is not copied: there the finding says how many rows have changed since the
  table was last analysed. One of more than 1 GB is not copied either;
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
- The scan was stopped early, by a \`LIMIT\`, an \`EXISTS\`, a semi or an anti join. One that is made again and again, and reads
  \`rows\` of the table each time, is told all the same.
- No index could serve the filter, such as \`LIKE '%word%'\`, \`id::text = '17'\` of a number, \`17 = ANY (ids)\` of an array,
  an \`OR\` across columns, or a jsonpath that compares with \`>\`: GIN finds what is equal. The query has to change, not the schema:
  \`cast-on-column\`, \`function-on-column\`, \`leading-wildcard\` and \`or-across-columns\` say how.
- An index could serve a part of the filter that keeps more than a fifth of the rows, as far as the planner's estimate tells, and
  what throws the others away is another part: \`state = 'done' AND lower(region) = 'eu'\` where nearly all are done.

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
- those are at least 1,000 rows in all (\`rows\`), and 10 for each look-up (\`each\`);
- at least one condition of the filter is one that an index could serve;
- the scan, its bitmaps included, is at least 10 % of the buffers that the whole query touches (\`share\`).

Rows of repeated scans and of parallel workers are added up. EXPLAIN rounds them to whole rows for each repetition, so the
least that they can be is what counts, against the most that may have been kept. Partitions of a table, and tables that inherit from one, are one scan.

## Why it matters

What the index cannot tell is looked up in the table, one visit for each row that it finds. The plan looks good, as it uses
an index, and yet most of its work is thrown away, more with every row that is added.

## How to fix it

The finding says which of these it is, with the statement to type:

- an index that has the columns of the condition and those of the filter: first what is compared with \`=\`, then the order
  that a \`LIMIT\` wants, then one column that is compared with a range;
- an index that has them is there and does not serve: it is partial and the query does not ask for its rows in these words,
  it begins with another column, is made by an expression, has another collation or operator class, or its build did
  not finish;
- an index that has them is there, and the planner took it for dearer. plangate asks it again without the other indexes of the table and
  with sequential scans switched off, in a transaction that is rolled back. If it then takes the index, the finding gives both
  estimated costs, the rows that were expected where others came, and whether fresh or finer statistics change that; if not, the
  comparison as it is written is none of the index's. It takes a superuser, and in a database that is only read it is not tried;
- an index finds the rows of the filter, though not by the other condition, and the planner did not take it: the finding names
  it, what came of trying it, and the index to create that has both.

\`CREATE INDEX CONCURRENTLY\` does not block writers; partitioned tables have no such thing, so there it is plain
\`CREATE INDEX\`. See [Multicolumn indexes](https://www.postgresql.org/docs/current/indexes-multicolumn.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/index-filter/flagged), which run against a real PostgreSQL in every test; another
test types what they say, and the finding is gone.

## When it stays silent

- The filter keeps more than a tenth, or throws away few rows.
- No index could serve any part of the filter, such as \`LIKE '%word%'\`, or those that it could serve keep more than a tenth of the
  rows, as the number of different values tells: what throws the others away is the rest of the filter.
- Each look-up throws away few rows, as of the lines of an order: they share a page or two, and another index would find
  that page no sooner.
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
- Where an index is there that serves the filter and the planner did not choose it, the finding names it, and why not. plangate
  asks the planner again without the other indexes of the table, as for \`index-filter\`, and gives both estimated costs up to the
  \`LIMIT\`.
- An index that finds the rows but has no order, such as GIN, is taken where the rows are selected in a
  \`WITH … AS MATERIALIZED\` first, and ordered and limited afterwards.

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
  'sort-for-limit': `# sort-for-limit

A \`LIMIT\` keeps a few rows of many that are read and sorted for it.

## What it sees

A \`Sort\` below a \`LIMIT\`, by columns of one relation, when all of these hold:

- it sorts at least 1,000 rows (\`rows\`), and at least 10 times those that it hands on (\`factor\`);
- reading the relation touches at least 1,000 blocks (\`pages\`), and that is at least 30 % of the buffers that the whole query
  touches (\`share\`);
- an index in that order would touch a tenth of them (\`factor\`) at most, if it met the rows that the \`LIMIT\` wants as often as the
  sort did, and each in a block of its own. What an index finds now by \`=\` the new one finds too; for what it finds otherwise, by a
  range or by GIN, the new one would look through the whole table.

The relation may be joined to others, as long as its rows lead to those that are sorted. Partitions of a table are one relation.

Or it is in a branch of \`UNION ALL\` that has a \`WHERE\` or a join, and nothing but the order stands between the branches and the
\`LIMIT\`. PostgreSQL plans such a branch by itself, without the order of the whole, and reads all of it, whatever index there is.

## Why it matters

For the newest 50 rows of a table all of it is read and sorted, again for every page that somebody opens, and with every row that
is added it takes longer. Top-N heapsort keeps the sort cheap and does nothing about the reading.

## How to fix it

- Create the index that the finding names: the columns that the filter compares with \`=\` first, then the order. The rows come
  sorted, and the \`LIMIT\` ends the scan, and the joins above it, after as many as it wants.
- A B-tree is read in both directions: one for \`ORDER BY deployed_at\` serves \`ORDER BY deployed_at DESC\` too. Of several columns
  the directions must all agree with the index, or all disagree.
- Order and limit each branch of a \`UNION ALL\` too, in parentheses, so that an index ends its reading:
  \`(SELECT … ORDER BY at DESC LIMIT 5) UNION ALL (SELECT … ORDER BY at DESC LIMIT 5) ORDER BY at DESC LIMIT 5\`. With an \`OFFSET\`
  a branch can have all rows up to the page, so its limit is the sum of both. The finding writes the query where the order is by
  columns that are of one type and collation in all branches, and says which index its first branch is missing, if any; what
  another one is missing is found once it has its own \`LIMIT\`.

See [Indexes and ORDER BY](https://www.postgresql.org/docs/current/indexes-ordering.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/sort-for-limit/flagged), which run against a real PostgreSQL in every test;
another test types what they say: the rows are the same, and the finding is gone.

## When it stays silent

- The rows are put together before they are sorted, by \`GROUP BY\`, \`DISTINCT\`, \`UNION\` or a window: all of them are needed.
- The order is an expression's, or takes columns of several relations.
- The relation is on the side of an outer join that may be missing, or its rows are looked up one by one.
- The branches of a \`UNION ALL\` are joined or filtered before they are sorted: how many rows of one are wanted, nobody knows.
- An index in that order is there, and the planner, which could have asked for it, does without. Where base used one and the query
  now reads the whole table, \`sequential-scan\` speaks.
- Most of what is sorted is wanted, or the relation is small.

The [clean examples](../../fixtures/rules/sort-for-limit/clean) run in every test too.

## When to switch it off

For a report that nobody waits for:

\`\`\`yaml
rules: { sort-for-limit: { queries: { nightly-top-models: off }, pages: 10000, share: 50% } }
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

Or a CTE that the query makes \`MATERIALIZED\`, gives columns of a table as they are and reads once: all its rows are kept before the
filter of the \`CTE Scan\` throws as large a part of them away, at least a tenth of \`rows\`, although an index begins with a column that
the filter compares.

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
- a CTE that is kept: \`AS NOT MATERIALIZED\`, or the condition inside of it;
- functions or casts around the columns: compare the columns themselves by \`=\`, so that they can be hashed.

See [Using EXPLAIN](https://www.postgresql.org/docs/current/using-explain.html) and
[Range types](https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-INDEXING).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/late-filter/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Few pairs are tried, such as two small tables.
- Most pairs are wanted.
- A CTE is read more than once, computes something or calls a function: the condition inside of it might mean something else.
- The pairs are found by a hash, a merge or an index, and no join filter is left.

The [clean examples](../../fixtures/rules/late-filter/clean) run in every test too.

## When to switch it off

For a query that has to compare everything with everything, such as a search for near duplicates:

\`\`\`yaml
rules: { late-filter: { queries: { near-duplicates: off }, rows: 1000000, discarded: 99% } }
\`\`\`
`,
  'row-misestimate': `# row-misestimate

The planner expected far more or fewer rows of a step than came, and the error begins there.

## What it sees

A step of the plan whose estimate and rows differ at least 10 times, either way (\`factor\`), when all of these hold:

- at least 100 rows were expected, or came, each time it ran (\`rows\`);
- what comes of it, or the step above it, or the step itself, touches at least 10 % of the query's blocks (\`share\`);
- the steps below it are expected well, so that the error begins here;
- it is no step that only passes on what it is given, and nothing above it stopped it early;
- something comes of it: a nested loop above, or the index scan itself, touches at least 500 blocks (\`pages\`), and twice those of
  the tables that it looks up (\`dearer\`); a loop throws away at least 100,000 pairs of rows (\`pairs\`); a sort or hash above goes to
  disk; or a hash or merge join reads as many blocks of its other side, and twice what looking up so few rows would take. A scan that
  is off at least a hundred times (\`factor\` squared) speaks without that: statistics of its columns end it.

Of partitions of one table that are off, and nothing comes of it, the one that is most so is told.

A finding is new when base does not show the same, or shows less than half as much.

## Why it matters

The planner chooses joins, their order and their memory by the number of rows that it expects. An error of ten times at the bottom is one of a
thousand three joins further up, and the reason why a plan that was right for small data is not for large.

## How to fix it

- Columns that say the same (\`zip\` and \`city\`) are taken for independent: \`CREATE STATISTICS\` on both.
- Of an expression the planner knows nothing: compare the column itself, or make statistics, or an index, on the expression.
- Of one column, a larger statistics target keeps more of its common values.
- Of a join, statistics help little: say a condition on both sides, or bring the step that filters most forward.

See [Row estimation examples](https://www.postgresql.org/docs/current/row-estimation-examples.html) and [extended statistics](https://www.postgresql.org/docs/current/planner-stats.html#PLANNER-STATS-EXTENDED).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/row-misestimate/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Both numbers are small: nobody would plan otherwise.
- Nothing comes of it, as of the groups that a report ends with, or of ten times the rows where each is looked up as cheaply as can be.
- It is about HAVING, of which the planner always expects a third.
- What hides the rows from the planner is told already (\`function-on-column\`, \`or-across-columns\`, \`not-in-subquery\` and the like):
  then the finding about that says both.
- A \`LIMIT\`, the run condition of a window function, a subquery, a semi, anti or merge join above may have stopped the step early.
- The error comes from further down, or the step is part of a recursion.

The [clean examples](../../fixtures/rules/row-misestimate/clean) run in every test too.

## When to switch it off

It is a note and fails nothing. Where its data is made up and its columns depend on each other as production's do not:

\`\`\`yaml
rules: { row-misestimate: { severity: off } }
\`\`\`
`,
  'sort-spill': `# sort-spill

A sort that does not fit into \`work_mem\` goes to disk.

## What it sees

A \`Sort\` or \`Incremental Sort\` whose method used a disk, in the leader or in a worker, when both hold:

- it wrote and read at least 100 temporary blocks of 8 kB (\`pages\`);
- those are at least 5 % of the blocks that the query moves, temporary ones included (\`share\`).

A finding is new when base does not show the same, or shows less than half as much.

## Why it matters

The rows are written to files, merged, and read back: the same rows move several times. On a test machine the files stay in the
cache of the operating system; on a busy server they compete for it, and then for the disk.

## How to fix it

- Sort fewer or narrower rows: filter before the sort, leave out columns that are only shown, and fetch them afterwards.
- Read the rows in the order that is wanted, from an index on the columns of the sort.
- Give this one query the memory, with \`SET LOCAL work_mem\` in its transaction. The finding says about how much, reckoned from the
  planner's width of a row and what PostgreSQL keeps beside each; it is an estimate, so measure. Each sort of each session may take
  as much, which is why the setting of the whole server is better left small.

See [work_mem](https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-WORK-MEM).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/sort-spill/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The sort keeps only the first rows, for a \`LIMIT\`.
- The files are a small part of the query's work.
- The rows fit into memory.

The [clean examples](../../fixtures/rules/sort-spill/clean) run in every test too.

## When to switch it off

For reports that may take their time:

\`\`\`yaml
rules: { sort-spill: { tags: { report: off } } }
\`\`\`

\`work_mem\` of the test server is what decides: set \`postgres.settings\` or \`postgres.settings-from\` to what production has.
`,
  'hash-spill': `# hash-spill

A hash join or a hashed aggregate does not fit into its memory and goes to disk.

## What it sees

A \`Hash\` in more than one batch, or a hashed \`Aggregate\` that used a disk, in the leader or in a worker, when both hold:

- it wrote and read at least 100 temporary blocks of 8 kB, those of the join on the other side included (\`pages\`);
- those are at least 5 % of the blocks that the query moves, temporary ones included (\`share\`).

A finding is new when base does not show the same, or shows less than half as much.

## Why it matters

What does not fit is split into batches. All but the first go through files, for a join the rows of both sides. The
query does the same work with every row written and read once more, and slows down in a step when the table grows past the limit.

## How to fix it

- Hash fewer or narrower rows: filter before the join, leave out columns that are only shown, aggregate before joining.
- Where the planner hashes the larger side because it takes it for the smaller one, help its estimate (see \`row-misestimate\`).
- Give this one query the memory, with \`SET LOCAL work_mem\` in its transaction. A hash table may take \`work_mem\` times
  \`hash_mem_multiplier\`, which is 1 in PostgreSQL 14 and 2 from 15 on. The finding names an upper bound: all batches as large as the largest.

See [hash_mem_multiplier](https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-HASH-MEM-MULTIPLIER).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/hash-spill/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The hash table fits into memory.
- The files are a small part of the query's work, or a few blocks.

The [clean examples](../../fixtures/rules/hash-spill/clean) run in every test too.

## When to switch it off

For reports that may take their time:

\`\`\`yaml
rules: { hash-spill: { tags: { report: off } } }
\`\`\`

\`work_mem\` of the test server is what decides: set \`postgres.settings\` or \`postgres.settings-from\` to what production has.
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
- Rows are checked again because the index itself is not exact: GIN, GiST, and BRIN, whose bitmaps hold whole pages with whatever memory.
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
  'correlated-subplan': `# correlated-subplan

A subquery runs once for each row.

## What it sees

A \`SubPlan\` in the plan, when both hold:

- it was executed at least 1,000 times (\`loops\`); of subqueries inside of one another the outermost counts;
- it touches at least half of the query's blocks (\`share\`).

A subquery that depends on nothing, and gives more rows than \`work_mem\` holds in a hash table, is among them: its rows are kept
(\`Materialize\`), and gone through for each row around it.

A scan inside of it that reads all of a table each time ([sequential-scan](sequential-scan.md), [repeated-scan](repeated-scan.md)),
or that an index serves badly ([index-filter](index-filter.md), [wrong-index-for-order](wrong-index-for-order.md)),
is told as one finding with it, under the name of the scan; what to do is said as here, with the index that the scan wants where the
subquery has to stay. A scan of the same table elsewhere in the plan is a finding of its own.

A finding is new when base does not show the same, or shows less than half as much.

## Why it matters

A subquery that depends on the row around it cannot be computed once. Each run is cheap, so a test with ten rows shows nothing;
with ten thousand they are ten thousand look-ups, where a join would read the table once.

## How to fix it

- Join the table instead, grouped by what the condition compares: \`LEFT JOIN (SELECT model, max(score) … GROUP BY model)\`.
- Where only a few rows are wanted of each, \`LEFT JOIN LATERAL\` says so, and lets the planner choose.
- In a \`WHERE\`, \`EXISTS\` and \`IN\` become semi joins by themselves where nothing stands in their way; \`NOT IN\` does not.
- Where it must stay, an index on the columns of its condition makes each run cheap.

See [Subquery expressions](https://www.postgresql.org/docs/current/functions-subquery.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/correlated-subplan/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The subquery depends on nothing around it: it is hashed, or runs once.
- It runs for a few rows, or is a small part of the work.
- The planner made a join of it.

The [clean examples](../../fixtures/rules/correlated-subplan/clean) run in every test too.

## When to switch it off

For a query whose rows stay few in production:

\`\`\`yaml
rules: { correlated-subplan: { queries: { model-page: off } } }
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
(\`discarded\`), by an \`OFFSET\` in the statement or in a view that it reads. It counts the rows that came, not the number in the query, so that an
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
- The statement has no \`OFFSET\`, and a \`LIMIT … WITH TIES\`, which reads on for one row too.

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

Where a cast or a function hides the key ([cast-on-column](cast-on-column.md), [function-on-column](function-on-column.md)), and from the
planner how many rows will come ([row-misestimate](row-misestimate.md)), that is told with the finding.

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
  'slow-trigger': `# slow-trigger

Triggers or foreign keys take much of the time of a write.

## What it sees

A trigger that EXPLAIN lists, those of foreign keys included, when both hold:

- it takes at least 20 % of the execution (\`share\`);
- it takes at least 5 ms (\`milliseconds\`), where no trigger takes longer than the fastest execution of its whole statement.

Time is a sample, so a finding is a warning: what the same triggers do in blocks is counted, and judged, with the whole statement.
A foreign key's own statements are known by their text, so its finding also knows their share of the blocks.

A finding is new when base does not show the same, or shows less than half as much.

## Why it matters

AFTER triggers, cascades and checks of foreign keys run when the plan is done, so no step of it shows them. A \`DELETE\` of a parent looks for
children: without an index it reads the whole table for every parent, and everybody who wrote to that table waits.

## How to fix it

- A foreign key whose own columns have no index: create one. The finding says so, with the statement.
- A foreign key that an index serves: change fewer rows at once, or only those whose key changes.
- A trigger of your own: look at what its function executes. \`FOR EACH STATEMENT\` with transition tables does once for all
  rows what \`FOR EACH ROW\` does for each.

See [Foreign keys](https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK) and [triggers](https://www.postgresql.org/docs/current/trigger-definition.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/slow-trigger/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- There are no triggers, or they take little of the time.
- An index serves the foreign key and the rows are few.

The [clean examples](../../fixtures/rules/slow-trigger/clean) run in every test too.

## When to switch it off

For writes that are meant to do what their trigger does:

\`\`\`yaml
rules: { slow-trigger: { tables: { audit_log: off } } }
\`\`\`
`,
  'jit-overhead': `# jit-overhead

Compiling takes more time than it can save.

## What it sees

A plan with a section \`JIT\`, when both hold:

- compiling takes at least half of the execution (\`share\`);
- it takes at least 10 ms (\`milliseconds\`).

plangate switches JIT off in the servers that it starts, because it makes times of short queries differ. It speaks of servers
that are there already, and where \`postgres.settings\` switches JIT on.

A finding is new when base does not show the same, or shows less than half as much.

## Why it matters

PostgreSQL compiles expressions where the planner expects a cost beyond \`jit_above_cost\`. A wrong estimate, many partitions or
a fresh connection make it compile for a tenth of a second what runs for a millisecond, on each execution.

## How to fix it

- Raise \`jit_above_cost\` beyond the cost that the planner expects; the finding names it.
- Help the estimate, where the cost is far too high (see \`row-misestimate\`).
- Switch JIT off for an application of short queries, and on for reports.

See [When to JIT](https://www.postgresql.org/docs/current/jit-decision.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/jit-overhead/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- JIT is off, or the query is too cheap for it.
- Execution takes much longer than compiling.

The [clean examples](../../fixtures/rules/jit-overhead/clean) run in every test too.

## When to switch it off

It is a note and fails nothing:

\`\`\`yaml
rules: { jit-overhead: { severity: off } }
\`\`\`
`,
  'planning-dominates': `# planning-dominates

Planning takes longer than execution.

## What it sees

A query for which both hold, in the median of its samples:

- planning takes at least 10 ms (\`milliseconds\`);
- planning takes longer than execution, by this factor (\`factor\`, 1).

A finding is new when base does not show the same, or shows less than half as much.

## Why it matters

Planning is paid on each execution, unless the statement is prepared. Its time grows with the partitions that are
not left out and, up to \`join_collapse_limit\`, steeply with the relations that are joined. A query that finds one row at once may spend
nearly all of its time on finding out how.

## How to fix it

- Partitions: compare the partition key with a constant or a parameter, so that the others are left out; fewer and larger partitions plan faster.
- Joins: prepare the statement once for each connection; with a pooler in between, one that keeps prepared statements. Or join fewer
  relations: a view that joins ten for a query that wants two columns can be left out.

See [PREPARE](https://www.postgresql.org/docs/current/sql-prepare.html) and [controlling the planner](https://www.postgresql.org/docs/current/explicit-joins.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/planning-dominates/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Planning is quick, even where execution is quicker.
- Execution takes longer.

The [clean examples](../../fixtures/rules/planning-dominates/clean) run in every test too.

## When to switch it off

It is a note and fails nothing. Where every statement is prepared:

\`\`\`yaml
rules: { planning-dominates: { severity: off } }
\`\`\`
`,
  'generic-plan-trap': `# generic-plan-trap

The plan that a prepared statement may come to run does far more work than the one for these parameters.

## What it sees

A query with parameters is planned once without their values, and executed with that plan where it has another shape. The rule
speaks when all of these hold:

- PostgreSQL expects the generic plan to cost less than the plans for the parameter sets do on average, planning included: then it
  switches to it;
- it touches at least 10 times the blocks (\`factor\`), and at least 1,000 more (\`pages\`), or it was cancelled after ten times the
  usual time and no less than a second.

Only databases that plangate builds are asked, and no query that takes more than a second: its generic plan would have to be given
ten. Once the generic plans of all queries together took 20 s, those of the queries that follow are not asked.

A finding is new when base does not show the same, or shows less than half as much.

## Why it matters

After five executions of a prepared statement PostgreSQL stops planning for each, if it takes a plan for any parameters to be
cheaper than planning anew. Of a range, a \`LIKE\` or a skewed column it can only guess without the values. So a query that was quick in every test becomes slow
on the sixth call of a connection, and is quick again when somebody looks.

## How to fix it

- \`SET LOCAL plan_cache_mode = force_custom_plan\` in the transaction, or for the role or database that runs the query.
- Let the driver or the pooler send the query unprepared.
- Say more in the text: a constant instead of a parameter, for what is always the same.

See [PREPARE](https://www.postgresql.org/docs/current/sql-prepare.html#SQL-PREPARE-NOTES) and
[plan_cache_mode](https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-PLAN-CACHE-MODE).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/generic-plan-trap/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The plan is the same with and without the values.
- PostgreSQL takes the generic plan for dearer, and so never switches by itself.
- The query has no parameters, or cannot be prepared.

The [clean examples](../../fixtures/rules/generic-plan-trap/clean) run in every test too.

## When to switch it off

Where no statement is ever prepared, or \`plan_cache_mode\` is set for the application's role:

\`\`\`yaml
rules: { generic-plan-trap: { severity: off } }
\`\`\`
`,
  'parameter-skew': `# parameter-skew

One plan serves parameters whose work lies far apart.

## What it sees

A query with several sets of parameters, of which at least two have the same plan, when all of these hold:

- the heaviest of them touches at least 100 times the blocks of the lightest (\`factor\`);
- it touches at least 1,000 blocks of 8 kB (\`pages\`);
- it does not return as many times the rows: for each of them it still does at least 10 times the work (\`each\`).

It speaks once, of the heaviest.

A finding is new when base does not show the same, or shows less than half as much.

## Why it matters

A value that stands for most of a table and one that stands for ten rows want different plans. That the planner chose one for both
says that it cannot tell them apart; with a prepared statement it does not even try.

## How to fix it

- A larger statistics target of the column keeps more of its common values: \`ALTER TABLE … ALTER COLUMN … SET STATISTICS 1000\`, then \`ANALYZE\`.
- A partial index for the rare values keeps it small and quick.
- A query of its own for the common value may do what is right for it, such as reading a summary.

See [Statistics used by the planner](https://www.postgresql.org/docs/current/planner-stats.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/parameter-skew/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The plans differ: the planner can tell the values apart.
- More rows are asked for, so more work is done.
- There is one set of parameters, or both are cheap.

The [clean examples](../../fixtures/rules/parameter-skew/clean) run in every test too.

## When to switch it off

It is a note and fails nothing. For a query that is meant to be asked for everything now and then:

\`\`\`yaml
rules: { parameter-skew: { queries: { all-runs: off } } }
\`\`\`
`,
  'forced-plan': `# forced-plan

A planner method is switched off, or was used although it is.

## What it sees

A setting \`enable_…\` that is \`off\` in the plans of registered queries. The finding names how many queries are planned without it, and one that
uses it all the same because nothing else does what it asks for: EXPLAIN of PostgreSQL 18 calls such a step \`Disabled\`; up to 17 its
cost is beyond 10,000,000,000.

There is one finding for each setting, at the line of the last migration that names it.

A finding is new when base does not show the same, or shows less than half as much.

## Why it matters

Switching a method off is a way to find out what the planner would do without it. As a cure for one query it is a handicap for all the
others, now and when the data has grown, and nobody remembers why it is there.

## How to fix it

- Leave the method on, and give the query for which it was switched off what it lacks: an index, statistics, another way to say the same.
- Where there is no other way, \`SET LOCAL\` around that query alone.
- A setting that a database or role keeps goes away with \`ALTER DATABASE … RESET\` or \`ALTER ROLE … RESET\`.

See [Planner method configuration](https://www.postgresql.org/docs/current/runtime-config-query.html#RUNTIME-CONFIG-QUERY-ENABLE).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/forced-plan/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Costs, memory and other settings tell the planner about the machine: they are no orders.
- A method is switched on that is off by default.

The [clean examples](../../fixtures/rules/forced-plan/clean) run in every test too.

## When to switch it off

Where production runs with the setting and has its reasons, \`postgres.settings\` or \`postgres.settings-from\` brings it to both sides, and the
finding is none that a pull request adds. To hear nothing of it:

\`\`\`yaml
rules: { forced-plan: { severity: off } }
\`\`\`
`,
  'not-in-subquery': `# not-in-subquery

The subquery of NOT IN is asked again for each row, or lets no row pass.

## What it sees

\`x NOT IN (SELECT …)\`, \`NOT x IN (SELECT …)\` or \`x <> ALL (SELECT …)\`, whose subquery ran at least 1,000 times in the
plan that was executed (\`rows\`). That is so where it depends on the row at hand, and where its result does not fit
into a hash table of \`work_mem\`.

Where the result is hashed it speaks, too, when NOT IN was asked for at least as many rows and kept none of them, and the column
that the subquery gives may hold NULL. That is worth one level less, a note: there may be a NULL, or nothing to be found.

In the definitions of views that the query reads it is seen too; the finding names the view.

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

- The subquery ran once and its result was hashed (the plan says \`hashed SubPlan\`), and it kept a row, its column is \`NOT NULL\`, or
  a condition of the subquery names the column, such as \`IS NOT NULL\`. So where the filter has other conditions that may
  have kept it from finding anything.
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
- The filter also compares a column with a range, or with a value that a tenth of the rows have at most, or most of the rows are
  wanted.

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

In the definitions of views that the query reads it is seen too; the finding names the view.

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

A column is compared inside of a function, or each element of it by itself, where its index cannot see it.

## What it sees

A condition in the filter of a scan that was executed, such as \`date_trunc('day', deployed_at) = …\`, \`lower(email) =
…\` or \`payload ->> 'kind' = …\`, or \`17 = ANY (tags)\` of a column of arrays, or an
\`OR\` of several values of one function, when all of these hold:

- the filter threw away at least 1,000 rows (\`rows\`), and at least 90 % of what was read (\`discarded\`);
- the scan touched at least 200 blocks (\`pages\`; below that a table is small) and is at least 10 % of the blocks of
  the whole query (\`share\`);
- the filter compares no other column as it is; or the scan is sequential, what the filter compares so may keep more than a
  tenth of the rows, and the hidden column has values enough for less, and an index or is asked for by \`=\`. What ANALYZE saw
  tells: how many different values a column has, and of how many rows the most common one is;
- of several hidden columns, those that the same tells to keep few: not \`length(note) = 100\` beside \`lower(name) = 'x'\`;
- no \`IS NULL\` or \`IS NOT NULL\` of the filter keeps a tenth of the rows or less;
- no index of the same expression is there.

It also speaks of a hash or merge join, \`lower(p.name) = g.name\`, that reads a whole table whose column has an index, for the rows of
another side that are, and were expected to be, no more than 2 % as many: an index of the expression finds those one by one. The same
thresholds hold, for the rows that go into the join and those that come out.

It looks at the plan first and then for the place in the query, so that it sees through views, subqueries and
partitions. Of a condition that comes with a view there is no place to show.

## Why it matters

An index holds the values of a column in their order. What a function makes of them has another order, so PostgreSQL
reads every row, computes the function and throws nearly all of them away.

## How to fix it

- Dates: compare the column itself with a half-open range, \`>=\` the beginning and \`<\` the beginning of what comes
  after. The finding writes it in the column's own type, and in the time zone that the query names. Where the query
  names none, \`timestamptz\` means the session's, as it did inside of the function. A value that is no beginning has none
  after it but the next one: \`date_trunc('day', at) >= '2027-03-04 12:00'\` is \`at >= '2027-03-05'\`, and with \`=\` it keeps no row,
  so nothing is written. Of a parameter or an expression the beginning is reckoned in the query; a year that is one must be a
  whole number, and the finding says so. An infinite value, and a zone whose clocks go back at midnight, are left aside.
- \`deployed_at + interval '30 days' > now()\`: move what is added to the other side. A day on which the clocks change is no 24
  hours, so of days and a \`timestamptz\` the finding says that they must not. \`now() - deployed_at < interval '1 day'\` is
  \`deployed_at > now() - interval '24 hours'\`. Of months no rewrite is shown, as they are of several lengths.
- \`coalesce(status, 'new') = …\`: compare the column, and ask for \`IS NULL\` where the default is meant.
- \`17 = ANY (tags)\`, which no index serves: \`tags @> ARRAY[17]\` keeps the same rows and is served by \`CREATE INDEX … USING gin
  (tags)\`. Neither finds a NULL. The finding casts the value to the type of the elements, as \`@>\` compares arrays of one type only;
  where the value may be of another type, such as a \`bigint\` beside a \`smallint[]\`, it says so without a rewrite. With the extension
  \`intarray\`, give the index of an \`integer[]\` the operator class \`gin__int_ops\`.
- Else create an index of the expression; for \`LIKE 'begin%'\` in the order of bytes, by \`text_pattern_ops\`. PostgreSQL takes only what depends on nothing but its arguments:
  \`lower(name)\`, but not \`date_trunc('day', deployed_at)\` of a \`timestamptz\`, which depends on the time zone.

See [Indexes on expressions](https://www.postgresql.org/docs/current/indexes-expressional.html) and [Date/time
functions](https://www.postgresql.org/docs/current/functions-datetime.html).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/function-on-column/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The column is compared as it is, and the function is on the other side.
- It is asked what an array does not hold: \`<> ALL (tags)\`, \`NOT (17 = ANY (tags))\`.
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

A cast of a column in the filter of a scan that was executed, written as in \`id::text = '17'\` or \`id::text LIKE '17%'\`,
or implied as in \`id = 17.0\`, where the number with a point is \`numeric\` and the integer is compared as one, or an \`OR\`
of several such values. All of these must hold:

- the filter threw away at least 1,000 rows (\`rows\`), and at least 90 % of what was read (\`discarded\`);
- the scan touched at least 200 blocks (\`pages\`; below that a table is small) and is at least 10 % of the blocks of
  the whole query (\`share\`);
- the filter compares no other column as it is; or the scan is sequential, what the filter compares so may keep more than a
  tenth of the rows, and the hidden column has values enough for less, and an index or is asked for by \`=\`. What ANALYZE saw
  tells: how many different values a column has, and of how many rows the most common one is;
- of several hidden columns, those that the same tells to keep few: not \`length(note) = 100\` beside \`lower(name) = 'x'\`;
- no \`IS NULL\` or \`IS NOT NULL\` of the filter keeps a tenth of the rows or less;
- no index of the same expression is there.

It also speaks of a hash or merge join, \`p.num = g.num\` of an \`integer\` and a \`numeric\`, that reads a whole table whose column has an index, for the rows of
another side that are, and were expected to be, no more than 2 % as many: an index of the expression finds those one by one. The same
thresholds hold, for the rows that go into the join and those that come out.

## Why it matters

An index holds the values of the column's own type. Compared as another one they have another order, so every row is
read, cast and compared. \`id = 17.0\` reads the whole table where \`id = 17\` reads three pages.

## How to fix it

- Give the value the type of the column. The finding writes the comparison where equal texts mean equal values, as of
  integers and UUIDs, and where a number with a point is a whole one, for each value of a list too. A \`char(12)\` is compared with \`text\` as text;
  cast the value to \`bpchar\`. A text that PostgreSQL would not write, such as \`'077'\` or a UUID without dashes, equals nothing as a
  text and would as a value: then nothing is written, and of a parameter the finding says how it must be written.
- \`deployed_at::date = …\`: compare the column with a half-open range, of a list one for each of up to five days. The finding
  writes it in the column's own type; of a \`timestamptz\` the day is that of the session's time zone, as it was in the cast.
- Else create an index of the expression, where the cast depends on no setting. The text of an enum, a date or a
  \`timestamptz\` does. For \`LIKE\` the index is in the order of bytes, by \`text_pattern_ops\`. A cast that rounds, \`level::int = 77\`,
  or takes the time of day is no comparison of the column at all.

See [Type conversion of operators](https://www.postgresql.org/docs/current/typeconv-oper.html).

What is flagged, and in which words, is shown by the [flagged examples](../../fixtures/rules/cast-on-column/flagged),
which run against a real PostgreSQL in every test.

## When it stays silent

- The cast changes nothing: \`varchar\` is printed as \`(region)::text\`, a domain with a cast to what it is made of, and
  their indexes serve.
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
whole query (\`share\`). What is compared is a column, or a text that a function, a cast or a member of a document makes of one and
that an index can hold: \`lower(name)\`, \`id::text\`, \`data ->> 'mail'\`. The pattern is one of these:

- it begins with a wildcard, as in \`'%word%'\`;
- it is of any case (\`ILIKE\`);
- it says how a column begins, and no B-tree of the column, of those that there are, is declared with
  \`text_pattern_ops\` or \`COLLATE "C"\`: in the order of most languages texts that begin alike do not stand together.

## Why it matters

A B-tree finds what begins with something. For any other pattern every row is read and compared, and the time grows
with the table.

## How to fix it

- A word inside of a text: an index of its trigrams, with the extension \`pg_trgm\`. It needs three characters in a row
  between the wildcards; for less, ask for more.
- The end of a text: compare the text read backwards, \`reverse(email) LIKE reverse('%@example.com')\`, with an index of
  \`reverse(email)\` in the order of bytes. Where that is there already, the finding asks for the comparison alone.
- The beginning: an index with \`text_pattern_ops\`, whose order is that of bytes.

See [pg_trgm](https://www.postgresql.org/docs/current/pgtrgm.html) and [Operator
classes](https://www.postgresql.org/docs/current/indexes-opclass.html).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/leading-wildcard/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The pattern has no wildcard: that is an equality.
- An index of the same trigrams exists, of the column or of what is made of it.
- The pattern says how a text begins that is made of a column: \`function-on-column\` and \`cast-on-column\` tell that.
- One of several indexes of the column could find how the text begins, and the planner does without it.
- The filter compares another column with a range, or with a value that a tenth of the rows have at most: an index of that finds
  the rows.
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
gave, and the rows that the joins add are at least half of those that the whole query reads (\`share\`), unless the count
itself goes to disk. Of several counts in one SELECT, that of the fewest rows is told.

In the definitions of views that the query reads it is seen too; the finding names the view.

## Why it matters

All rows of the join are made, carried to the aggregate and sorted there, one sort for each \`count(DISTINCT …)\`. Two
joins that have nothing to do with each other multiply: 10 runs and 20 tags are 200 rows for one model.

## How to fix it

- To count the rows for which there is something elsewhere, ask whether it exists: \`SELECT count(m.id) FROM models m
  WHERE EXISTS (SELECT FROM runs r WHERE r.model_id = m.id)\`. The finding writes it for two tables and a single count, in all or
  for groups of the table that is counted.
- To count for groups of another table, take each pair of group and value once, and count those: \`SELECT pairs.state,
  count(pairs.id) FROM (SELECT DISTINCT r.state, m.id FROM …) AS pairs GROUP BY pairs.state\`. A hash table can do that, where
  \`count(DISTINCT …)\` sorts all rows. The finding writes it, with HAVING, ORDER BY and LIMIT, where the count is the only
  aggregate and the same rows are certain: not with FILTER, grouping sets, or a LIMIT that does not order by every group.
- To count several things, count each in a subquery of its own, grouped by what joins it, and join the counts.

See [Aggregate expressions](https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-AGGREGATES).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/count-distinct-over-joins/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The column is not unique in its table, or tables inherit from it: then its duplicates are its own.
- The join gives each row once.
- Few rows are counted, or few more than are read anyway: to count before joining reads them all the same.
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

Order a sample of the table instead of the table: \`FROM deployments TABLESAMPLE SYSTEM (7) ORDER BY random()
LIMIT 3\`. \`SYSTEM\` picks whole blocks and reads no others; rows of one block, which were often written at the same time,
come together. \`BERNOULLI\` picks each row by itself, and reads every block of the table for it: only the sort gets less.

The finding writes a sample where the query has a constant LIMIT and is of one table: of about twenty times what is
wanted and, by \`SYSTEM\`, of at least twenty blocks' rows, for a sample of fewer blocks may have none of them. Where that
is half of the table or more, it writes \`BERNOULLI\`. A sample is small by chance now and then: be ready for fewer rows.

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
of line (TOAST), divided by its rows. What makes it wide must be named: a column of at least 500 bytes, or as many out of
line (\`wide\`), where one of text, JSON, bytes or an array lies. Many narrow columns are wide together and none of them is.

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

\`UPDATE\` or \`DELETE\` without a condition, or with \`WHERE true\` or \`WHERE 1 = 1\`, that wrote at least 1,000 rows (\`rows\`) in the plan
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
  'recomputed-aggregate': `# recomputed-aggregate

An aggregate is computed anew on every request, although it is asked for far more often than its data changes.

## What it sees

A SELECT that neither writes nor locks, when all of these hold:

- it is known to be called at least 1,000 times (\`calls\`), from \`-- calls: 1000\` above the query or from the file of \`calls\`;
- below its aggregates, the plan that was executed read at least 10,000 rows of tables (\`rows\`), rows of materialised views not counted;
- for each row that it returned, it read at least 100 of those (\`factor\`).

Aggregates are those with and without GROUP BY, in the query itself, in subqueries, common table expressions and views.
DISTINCT and window functions are none. It is a note: it is told and decides nothing.

## Why it matters

A dashboard that a thousand people open in an hour, over data that changes every five minutes, computes the same twelve
answers a thousand times. No index helps much: the rows must be read to be counted. What it costs is what one call
touches, times the calls, and the finding says both.

## How to fix it

Keep the result, and read that. Without parameters, the query becomes a materialised view as it stands, and the finding has the
statement to type. REFRESH MATERIALIZED VIEW CONCURRENTLY lets readers go on while it is filled anew; for that it
needs a unique index, which the finding has where the query tells what is unique. It asks for a job that refreshes it, and for
readers who can do with an answer that is as old as the last refresh. ORDER BY belongs to the query that reads it.

A materialised view sees what its owner sees, row-level security included, and is computed with the time zone and the clock of the
session that refreshes it. So no statement is written for a query that calls what is not known to give everybody the same, such
as \`current_user\`, \`random()\` or functions of your own.

With parameters, what does not depend on them can be kept. What does can be kept in groups of the columns that
they are compared with: the finding names them. Counts and sums of groups add up. Where the answer must always be
right, a trigger can keep a table of counts, at a price for every write.

See [Materialized Views](https://www.postgresql.org/docs/current/rules-materializedviews.html).

What is flagged, and in which words, is shown by the [flagged
examples](../../fixtures/rules/recomputed-aggregate/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Nobody says how often the query is called, or it is called seldom.
- The aggregate reads few rows, such as those of one customer by an index, or the first of an index for min and max.
- Many rows are returned: a report of all customers is little smaller than what it is made of.
- The rows come from a materialised view.

The [clean examples](../../fixtures/rules/recomputed-aggregate/clean) run in every test too.

## When to switch it off

For an answer that must be right at every moment:

\`\`\`yaml
rules: { recomputed-aggregate: { queries: { account-balance: off } } }
\`\`\`

Or say it once, with a reason, above the query: \`-- plangate-ignore recomputed-aggregate: reason\`.
`,
  'union-instead-of-union-all': `# union-instead-of-union-all

UNION looks for duplicates where there are none.

## What it sees

\`UNION\` in the text of the query, for which the plan that was executed sorted or hashed at least 10,000 rows (\`rows\`),
and took none of them away.

In the definitions of views that the query reads it is seen too; the finding names the view.

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
  'foreign-key-without-index': `# foreign-key-without-index

A foreign key whose columns no index of the referencing table begins with.

## What it sees

A foreign key in the catalogue of the database, when all of these hold:

- the referencing table has at least 1,000 rows (\`rows\`);
- the referenced table has at least 100 rows (\`referenced\`): from a table of a few words hardly anything is ever
  deleted, and an index with so few values seldom helps;
- no valid index of the referencing table has the key's columns as its first ones, in whatever order. A partial index
  counts where all that it leaves out are rows whose key is NULL.

A finding is new, and warns, when base has no such key, or when base has an index that served it. One that base has too
is listed and fails nothing. Of a partitioned table the key is told once, not for each partition.

## Why it matters

PostgreSQL asks for an index on the referenced columns and makes none on the referencing ones. For every row that is
deleted from the referenced table, or whose key changes, it then has to look for rows that refer to it, with a query that
reads all of the referencing table and holds a lock meanwhile. Joins along the key read it from end to end, too.

## How to fix it

Create an index that begins with the columns of the key; the finding has the statement. \`CREATE INDEX CONCURRENTLY\`
does not block writers, and cannot run inside a transaction. On a table that the same pull request makes, a plain
\`CREATE INDEX\` will do. Where the pull request drops the index that served the key, keep it.

See [Foreign keys](https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK), whose last
paragraphs say why an index is often a good idea.

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/foreign-key-without-index/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Either table is small.
- An index serves the key: in another order of columns, with more columns behind them, as the primary key's beginning.
- The key is a partition's, and the partitioned table has it too.

The [clean examples](../../fixtures/rules/foreign-key-without-index/clean) run in every test too.

## When to switch it off

For a table from whose counterpart nothing is ever deleted, add a waiver with a reason, or switch the rule off for it:

\`\`\`yaml
waivers: [{ rule: foreign-key-without-index, relation: audit_log, reason: users are never deleted }]
rules: { foreign-key-without-index: { tables: { audit_log: off }, rows: 50000, referenced: 1000 } }
\`\`\`
`,
  'index-never-used': `# index-never-used

An index that none of the registered queries uses.

## What it sees

An index of at least 1 MB (\`bytes\`), a partitioned one with all of its parts, that no plan of any registered query
reads on this side, with whatever parameters. It looks only where every registered query was measured: with \`--query\`, or
when one of them failed, it says nothing.

A finding is new when base has no such index, or when a query on base used it. It is a note: it is told and decides nothing.
That writers wait for its build ([index-built-without-concurrently](index-built-without-concurrently.md)) is told with it, with the
severity of that: what nobody uses need not be built.

## Why it matters

Every row that is inserted is written to every index, and an UPDATE that cannot stay on its page writes to all of them,
too. An index takes room on disk, in the cache and in every backup, and VACUUM has to go through it.

## How to fix it

Two things are possible, and only you know which:

- the application has a query for it that is not registered: register it, and the gate watches over it;
- nobody needs it: drop it. Look into \`pg_stat_user_indexes\` of production first, and of its replicas, whose counters are their
  own: \`idx_scan\` says how often each index was used since the counters were reset.

See [Examining index usage](https://www.postgresql.org/docs/current/indexes-examine.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/index-never-used/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The index stands for more than queries: it is unique, a primary key's, an exclusion constraint's or the replica identity.
- It serves the look-ups of a foreign key, which happen after a query's plan.
- A trigger or function that a registered query calls executes a statement about the table: what that uses shows no plan.
- Another index does its work: [duplicate-index](duplicate-index.md) and [redundant-index](redundant-index.md) tell it then.
- It is invalid ([invalid-index](invalid-index.md) says so), or a part of a partitioned index, which is told as one.

The [clean examples](../../fixtures/rules/index-never-used/clean) run in every test too.

## When to switch it off

Where only a few of the application's queries are registered, most indexes are for others. Switch it off, or for a table:

\`\`\`yaml
rules: { index-never-used: { severity: off } }
\`\`\`

\`\`\`yaml
rules: { index-never-used: { bytes: 100MB, tables: { search_documents: off } } }
\`\`\`
`,
  'duplicate-index': `# duplicate-index

Two indexes of one table that are the same.

## What it sees

Two valid indexes of one table that agree in everything that matters: the method, the keys and expressions in their order
with collation, operator class and direction, the columns that ride along (\`INCLUDE\`), the predicate, and whether they
are unique. It has no thresholds: the second of two like indexes is of no use at any size.

The finding names the one to drop. A primary key stays before a constraint, a constraint before an index by itself, and
an index that base has before one that the pull request adds. It is new, and warns, where base has no such pair.

What other rules see of that index is told with it, as one finding: that no query uses it
([index-never-used](index-never-used.md)), that a longer one covers it ([redundant-index](redundant-index.md)), that writers
wait for its build ([index-built-without-concurrently](index-built-without-concurrently.md)). What is to be done stays one
thing: drop it.

## Why it matters

Both are kept up to date by every write, and take room on disk and in the cache; a query reads one of them. It happens
more easily than it looks: \`UNIQUE\` beside \`PRIMARY KEY\`, a migration tool that indexes foreign keys by itself, two
branches with one idea. PostgreSQL says nothing, and calls the second one \`…_idx1\`.

## How to fix it

Drop the one that the finding names. \`DROP INDEX CONCURRENTLY\` does not wait in front of other sessions, and cannot run
inside a transaction; what belongs to a constraint goes with \`ALTER TABLE … DROP CONSTRAINT\`. Where the pull request
adds it, take the line out of the migration.

See [CREATE INDEX](https://www.postgresql.org/docs/current/sql-createindex.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/duplicate-index/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- They differ in collation, operator class, direction, \`NULLS FIRST\`, predicate, method or in what is included.
- One of them is unique and the other one is not: that is what [redundant-index](redundant-index.md) is about.
- They are parts of one partitioned index, or belong to different partitions.
- One of them is invalid: it may be what takes the other one's place.

The [clean examples](../../fixtures/rules/duplicate-index/clean) run in every test too.

## When to switch it off

While an index is built anew beside the old one, over several pull requests, add a waiver that ends by itself:

\`\`\`yaml
waivers: [{ rule: duplicate-index, relation: orders, reason: replaced next week, expires: 2027-03-31 }]
\`\`\`
`,
  'redundant-index': `# redundant-index

An index that is the beginning of another one.

## What it sees

A B-tree index of at least 1 MB (\`bytes\`; of a partitioned table all parts together) that is not unique and belongs to no
constraint, beside another index of the same table that can be searched for all that it can: the other one's first keys are
its keys, each with the same collation, operator class and direction; both have the same predicate; and what it includes the
other one holds, too. With the same keys the other one must be unique, or include more.

The longer one that it names stays: it is neither the same as another one nor the beginning of one.

It is told at the line that makes the later of the two, and says how many registered queries use the shorter one.
It is a note: it is told and decides nothing. That no query uses one of the two, as they use the other, is told with it; so is
that writers wait for the build of the shorter one ([index-built-without-concurrently](index-built-without-concurrently.md)), with
the severity of that.

## Why it matters

A B-tree on \`(customer_id, created_at)\` finds all rows of a customer just as one on \`(customer_id)\` does. The second one
is written to with every row all the same.

The shorter one is smaller, though: a scan of it touches fewer pages, and it stays in the cache more easily. Where the
longer one is many times as wide, both may be worth their room. That can be measured, and nobody has to guess.

## How to fix it

Drop the shorter one in a branch and look at what plangate says of the registered queries: the finding has the statement.
If nothing gets worse, that was it.

See [Multicolumn indexes](https://www.postgresql.org/docs/current/indexes-multicolumn.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/redundant-index/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- It is unique, or a constraint's: it keeps a promise that a longer one does not keep.
- The other one begins with another column, sorts otherwise, or holds other rows.
- It is small.
- It is no B-tree: in other kinds of index, the order of columns means something else.

The [clean examples](../../fixtures/rules/redundant-index/clean) run in every test too.

## When to switch it off

Where the short index is there for its size, say so:

\`\`\`yaml
waivers: [{ rule: redundant-index, relation: events, reason: the short one fits into memory }]
rules: { redundant-index: { bytes: 1GB } }
\`\`\`
`,
  'invalid-index': `# invalid-index

An index that is kept up to date and that no query may use.

## What it sees

An index that the catalogue calls invalid (\`pg_index.indisvalid\`), of two kinds:

- its build did not finish: \`CREATE INDEX CONCURRENTLY\` or \`REINDEX CONCURRENTLY\` was interrupted, ran into a
  deadlock, or found two rows that a unique index may not hold;
- it belongs to a partitioned table, was made with \`ON ONLY\`, and not every partition has its part attached yet.

It has no thresholds. A finding is new, and warns, where base has no such index, or a valid one.

## Why it matters

A build that failed leaves the index behind. From then on every write costs as much as with a good one, and every read as
much as with none; a unique index that is invalid may still refuse rows. Nothing complains: \`\\d\` shows one word,
and the next \`CREATE INDEX IF NOT EXISTS\` finds a name that is taken and does nothing.

## How to fix it

The finding says which of these it is:

- build it again with \`REINDEX INDEX CONCURRENTLY\`, after mending what kept it from being built, such as rows that are there twice;
- an index whose name ends with \`_ccnew\` or \`_ccold\` is what a \`REINDEX CONCURRENTLY\` has left behind: drop it, the one that it was
  to replace is still there;
- a partitioned one becomes valid when the last partition's part is attached.

See [Building indexes concurrently](https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/invalid-index/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The index is valid, however it was built.
- Every partition has its part of a partitioned index.

The [clean examples](../../fixtures/rules/invalid-index/clean) run in every test too.

## When to switch it off

Where parts are attached one by one over several pull requests, add a waiver that ends by itself:

\`\`\`yaml
waivers: [{ rule: invalid-index, relation: events, reason: partitions follow, expires: 2027-03-31 }]
\`\`\`
`,
  'index-built-without-concurrently': `# index-built-without-concurrently

A migration builds an index of a big table and keeps everybody who writes to it waiting.

## What it sees

In the SQL migrations that the pull request adds or changes, with file and line, on a table that has at least 10,000 rows on
base (\`rows\`):

- \`CREATE INDEX\` without \`CONCURRENTLY\`;
- \`ALTER TABLE … ADD UNIQUE\`, \`PRIMARY KEY\` or \`EXCLUDE\`, which build an index, too, and let nobody even read meanwhile.

Statements are read with PostgreSQL's own parser. What functions and \`DO\` blocks put together is not seen, and neither is
what an external command runs.

## Why it matters

\`CREATE INDEX\` takes a SHARE lock: reads go on, every INSERT, UPDATE and DELETE waits until the whole table is read, sorted
and written. On a table of production's size that is minutes, in which requests pile up. With plangate's data it
is a moment, so no measurement shows it.

## How to fix it

Add \`CONCURRENTLY\`; the finding has the statement. It reads the table twice, takes longer, and lets writers go on. It cannot
run inside a transaction: neither in one that the script begins, which the finding says, nor in one that the migration tool puts
around each file, which most tools can be told not to do (\`-- +goose NO TRANSACTION\`, \`-- migrate:up transaction:false\`). A build
that fails leaves an [invalid index](invalid-index.md) behind.

A unique constraint can take over an index that was built before: \`ALTER TABLE … ADD CONSTRAINT … UNIQUE USING INDEX\`. A
partitioned table takes no \`CONCURRENTLY\`: create the index with \`ON ONLY\`, then build each partition's, and attach them.

See [Building indexes concurrently](https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/index-built-without-concurrently/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The table is small, or the same pull request makes it: nobody waits for it.
- Base has the index already: a migration that was edited builds nothing anew.
- There is no base, or a bare name could mean the tables of two schemas.
- The index is better not built, as [duplicate-index](duplicate-index.md), [redundant-index](redundant-index.md) or
  [index-never-used](index-never-used.md) says, or is [invalid](invalid-index.md) yet: that tells the wait, too.
- The statement stands in a seed, which production never runs.

The [clean examples](../../fixtures/rules/index-built-without-concurrently/clean) run in every test too.

## When to switch it off

Where migrations run while nobody writes, switch it off; for a seed of other sizes than production, change the threshold:

\`\`\`yaml
rules: { index-built-without-concurrently: { severity: note, rows: 1000, tables: { archive: off } } }
\`\`\`
`,
  'dropped-index-was-used': `# dropped-index-was-used

An index is gone that registered queries used on base, and they do more work now.

## What it sees

An index that base has and head has not, under no name: dropped by itself, with its constraint, with a column or with
its table. It speaks when a registered query used it on base and is worse on head: by counts of blocks, beyond tolerance and floor,
or surely slower. It has no thresholds of its own.

The finding names the queries, adds up their blocks before and after, and stands at the line of the migration that
drops the index. What the queries themselves get from it, such as a sequential scan, is told with each of them. A foreign
key that the index served ([foreign-key-without-index](foreign-key-without-index.md)) is told with the finding, or with those of
the queries: one index brings both back.

## Why it matters

"Nobody uses it" is mostly read off \`pg_stat_user_indexes\`, whose counters start afresh after a crash or a fail-over, and
are not shared between a primary and its replicas. Plans say what uses an index today.

## How to fix it

Keep the index, or recreate it with the statement of the finding. If it is to go because a better one comes, build that one
first, and the rule has nothing to say when it takes over. An index goes with each column that it is of: before such a column is
dropped, create one of those that are left. If the query is to go, take it out of the registered ones.

See [DROP INDEX](https://www.postgresql.org/docs/current/sql-dropindex.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/dropped-index-was-used/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Another index takes over, and no query does more work than before.
- The index is still there under another name, or was built again.
- No registered query used it, or only one that is no longer registered.
- Each of its queries says itself that it misses the index, in a finding as severe that nobody has accepted.
- The work of the queries stays within tolerance and floor, as on a small table.

The [clean examples](../../fixtures/rules/dropped-index-was-used/clean) run in every test too.

## When to switch it off

Where the queries may get worse, add a waiver for the table and one for each query:

\`\`\`yaml
waivers:
  - { rule: dropped-index-was-used, relation: events, reason: nightly job only, expires: 2027-03-31 }
  - { query: nightly-export, reason: nightly job only, expires: 2027-03-31 }
\`\`\`
`,
  'table-outgrew-one-partition': `# table-outgrew-one-partition

A table so big that it should be partitioned.

## What it sees

A table that is not partitioned, and no partition of another one, with at least 10,000,000 rows (\`rows\`) or 50 GB (\`bytes\`),
out-of-line values included, indexes not. Rows are the planner's estimate.

A finding is new where base's table is less than half as big, or not there. It is a note: it is told and decides nothing. Seeds
are rarely that large; it is meant for runs against a copy of production.

## Why it matters

VACUUM, ANALYZE, the build of an index and a change that rewrites the table each work on the whole of it, and take hours.
Old rows can only be deleted one by one, which leaves holes for VACUUM to find; a partition is dropped in a moment. Indexes
of partitions are smaller, and the ones in use stay in the cache.

## How to fix it

Partition by what most queries name and old rows are told by, mostly a date. A table cannot be made a partitioned one in place:
create the partitioned table beside it, attach the old table as one of its partitions, and let new rows go into new ones.
Every unique constraint of a partitioned table must hold the columns that it is partitioned by.

See [Table partitioning](https://www.postgresql.org/docs/current/ddl-partitioning.html), which says when it pays: a rule of
thumb is a table larger than the memory of the server.

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/table-outgrew-one-partition/flagged), which run against a real PostgreSQL in every test.
(They set thresholds of their own, so that a test need not fill 50 GB.)

## When it stays silent

- The table is partitioned, however big a partition is.
- It is a partition, a materialised view or a foreign table.
- It is smaller than both thresholds.

The [clean examples](../../fixtures/rules/table-outgrew-one-partition/clean) run in every test too.

## When to switch it off

A big table whose rows are all in use, and never deleted, may well stay one:

\`\`\`yaml
rules: { table-outgrew-one-partition: { rows: 100000000, bytes: 500GB, tables: { postings: off } } }
\`\`\`
`,
};
