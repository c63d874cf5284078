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
  'row-misestimate': `# row-misestimate

The planner expected far more or fewer rows of a step than came, and the error begins there.

## What it sees

A step of the plan whose estimate and rows differ at least 10 times, either way (\`factor\`), when all of these hold:

- at least 100 rows were expected, or came, each time it ran (\`rows\`);
- the step above it, or the step itself, touches at least 10 % of the query's blocks (\`share\`);
- the steps below it are expected well, so that the error begins here;
- it is no step that only passes on what it is given, and nothing above it stopped it early.

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
  'correlated-subplan': `# correlated-subplan

A subquery runs once for each row.

## What it sees

A \`SubPlan\` in the plan, when both hold:

- it was executed at least 1,000 times (\`loops\`); of subqueries inside of one another the outermost counts;
- it touches at least half of the query's blocks (\`share\`).

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
  'slow-trigger': `# slow-trigger

Triggers or foreign keys take much of the time of a write.

## What it sees

A trigger that EXPLAIN lists, those of foreign keys included, when both hold:

- it takes at least 20 % of the execution (\`share\`);
- it takes at least 5 ms (\`milliseconds\`).

Time is a sample, so a finding is a warning: what the same triggers do in blocks is counted, and judged, with the whole statement.

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

- PostgreSQL expects the generic plan to cost no more than the plans for the parameter sets do on average: then it switches to it;
- it touches at least 10 times the blocks (\`factor\`), and at least 1,000 more (\`pages\`), or it was cancelled after twenty times the
  usual time.

Only databases that plangate builds are asked, and only queries that read.

A finding is new when base does not show the same, or shows less than half as much.

## Why it matters

After five executions of a prepared statement PostgreSQL stops planning for each, if it takes a plan for any parameters to be no
dearer. Of a range, a \`LIKE\` or a skewed column it can only guess without the values. So a query that was quick in every test becomes slow
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
- The query has no parameters, or writes.

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
- it does not return as many times the rows.

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
