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

A B-tree index of at least 1 MB (\`bytes\`) that is not unique and belongs to no constraint, beside another index of the same
table that can be searched for all that it can: the other one's first keys are its keys, each with the same collation,
operator class and direction; both have the same predicate; and what it includes the other one holds, too. With
the same keys the other one must be unique, or include more.

It is told at the line that makes the later of the two, and says how many registered queries use the shorter one.
It is a note: it is told and decides nothing.

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
drops the index. What the queries themselves get from it, such as a sequential scan, is told with each of them.

## Why it matters

"Nobody uses it" is mostly read off \`pg_stat_user_indexes\`, whose counters start afresh after a crash or a fail-over, and
are not shared between a primary and its replicas. Plans say what uses an index today.

## How to fix it

Keep the index, or recreate it with the statement of the finding. If it is to go because a better one comes, build that one
first, and the rule has nothing to say when it takes over. If the query is to go, take it out of the registered ones.

See [DROP INDEX](https://www.postgresql.org/docs/current/sql-dropindex.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/dropped-index-was-used/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- Another index takes over, and no query does more work than before.
- The index is still there under another name, or was built again.
- No registered query used it, or only one that is no longer registered.
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
} as unknown as Readonly<Record<RuleId, string>>;
