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
  'repeated-scan': `# repeated-scan
`,
  'index-filter': `# index-filter
`,
  'wrong-index-for-order': `# wrong-index-for-order
`,
  'late-filter': `# late-filter
`,
  'heap-fetches': `# heap-fetches
`,
  'lossy-bitmap': `# lossy-bitmap
`,
  'cartesian-product': `# cartesian-product
`,
  'large-offset': `# large-offset
`,
  'no-partition-pruning': `# no-partition-pruning
`,
} as unknown as Readonly<Record<RuleId, string>>;
