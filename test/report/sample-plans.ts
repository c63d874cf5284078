import { readFileSync } from 'node:fs';

/** Plans as `formatPlan` writes them. */
export const plans = {
  small: `Index Scan using models_pkey on models  (rows=1 buffers=3 time=0.021)
  Index Cond: (model_id = 1)`,
  indexed: `Limit  (rows=50 buffers=168 time=8.512)
  ->  Nested Loop  (rows=50 buffers=168 time=8.498)
        ->  Nested Loop  (rows=50 buffers=159 time=8.102)
              ->  Index Scan using deployments_deployed_at_idx on deployments d  (rows=50 buffers=59 time=7.901)
                    Index Cond: (deployed_at >= ('2026-01-01 00:00:00+00'::timestamptz - '30 days'::interval))
              ->  Index Scan using model_versions_pkey on model_versions v  (rows=1 loops=50 buffers=100 time=0.004)
                    Index Cond: (version_id = d.version_id)
        ->  Memoize  (rows=1 loops=50 buffers=9 time=0.002)
              Cache Key: v.model_id
              ->  Index Scan using models_pkey on models m  (rows=1 loops=3 buffers=9 time=0.006)
                    Index Cond: (model_id = v.model_id)`,
  sequential: `Limit  (rows=50 buffers=5877 time=145.402)
  ->  Sort  (rows=50 buffers=5877 time=145.391)
        Sort Key: d.deployed_at DESC
        Sort Method: top-N heapsort  Memory: 41kB
        ->  Hash Join  (rows=4450 buffers=5877 time=143.870)
              Hash Cond: (v.model_id = m.model_id)
              ->  Hash Join  (rows=4450 buffers=5851 time=141.207)
                    Hash Cond: (d.version_id = v.version_id)
                    ->  Seq Scan on deployments d  (rows=4450 buffers=5813 time=138.114)
                          Filter: (deployed_at >= ('2026-01-01 00:00:00+00'::timestamptz - '30 days'::interval))
                          Rows Removed by Filter: 15678
                    ->  Hash  (rows=1975 buffers=38 time=0.831)
                          ->  Seq Scan on model_versions v  (rows=1975 buffers=38 time=0.422)
              ->  Hash  (rows=1876 buffers=26 time=1.020)
                    ->  Seq Scan on models m  (rows=1876 buffers=26 time=0.511)`,
  leaderboard: `Limit  (rows=20 buffers=6310 time=211.640)
  ->  Sort  (rows=20 buffers=6310 time=211.631)
        Sort Key: training_runs.accuracy DESC NULLS LAST
        Sort Method: top-N heapsort  Memory: 27kB
        ->  Seq Scan on training_runs  (rows=412 buffers=6310 time=210.902)
              Filter: (experiment_name = 'exp-17'::text)
              Rows Removed by Filter: 45258`,
} as const;

/** EXPLAIN's JSON of latest-deployments, from the story drop-index on PostgreSQL 15, as a report holds it. */
export const explains = { indexed: explained('indexed'), sequential: explained('sequential') };

function explained(name: string): string {
  const text = readFileSync(new URL(`explained/${name}.json`, import.meta.url), 'utf8');
  return JSON.stringify(JSON.parse(text));
}

const markup =
  '<img src=x onerror=alert(1)></script><script>alert(2)</script><a href="https://evil.example">&lt;b&gt;';

/** A plan whose every text is markup, also where PostgreSQL would have a number. */
export const hostileExplain = JSON.stringify([
  {
    Plan: {
      'Node Type': `Sort ${markup}`,
      'Actual Rows': markup,
      'Actual Loops': 1,
      'Actual Total Time': 12.5,
      'Actual Startup Time': 0.1,
      'Plan Rows': 10,
      'Total Cost': 100,
      'Startup Cost': 0,
      'Shared Hit Blocks': markup,
      'Sort Key': [markup, `a, ${markup}`],
      'Sort Method': markup,
      Output: [markup],
      Filter: `(x = '${markup}'::text)`,
      [markup]: markup,
      Plans: [
        {
          'Node Type': 'Seq Scan',
          'Relation Name': markup,
          Alias: markup,
          Schema: markup,
          'Index Name': markup,
          'Group Key': [markup],
          'Hash Cond': markup,
          'Subplan Name': `CTE ${markup}`,
          'CTE Name': markup,
          'Actual Rows': 5,
          'Actual Loops': 1,
          'Actual Total Time': 10,
          'Plan Rows': 5,
          'Total Cost': 50,
          Output: [markup],
        },
      ],
    },
    'Planning Time': 0.1,
    'Execution Time': 12.9,
    Settings: { [markup]: markup },
    Triggers: [{ 'Trigger Name': markup, Time: 1, Calls: markup }],
  },
]);
