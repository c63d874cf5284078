/** A setting that decides which plan is chosen, or how much work the plan does. */
export interface PlanShaping {
  /** The first major that knows it; those that all supported ones know say 14. */
  readonly since: number;
}

const always: PlanShaping = { since: 14 };

/**
 * What is taken from `settings-from`: every setting below "Query Tuning" of pg_settings and the memory and parallel
 * settings that plans depend on. A test compares the table with pg_settings of every major.
 * https://www.postgresql.org/docs/current/runtime-config-query.html
 */
export const planShaping: Readonly<Record<string, PlanShaping>> = {
  // Memory: whether a sort or hash fits, and how much of a table is expected in the cache.
  work_mem: always,
  hash_mem_multiplier: always,
  effective_cache_size: always,
  // Blocks of temporary tables beyond it go to files.
  temp_buffers: always,
  // Costs.
  seq_page_cost: always,
  random_page_cost: always,
  cpu_tuple_cost: always,
  cpu_index_tuple_cost: always,
  cpu_operator_cost: always,
  // Parallel query. max_parallel_workers decides how many of the planned workers really start.
  parallel_setup_cost: always,
  parallel_tuple_cost: always,
  min_parallel_table_scan_size: always,
  min_parallel_index_scan_size: always,
  max_parallel_workers: always,
  max_parallel_workers_per_gather: always,
  parallel_leader_participation: always,
  // Methods.
  enable_async_append: always,
  enable_bitmapscan: always,
  enable_distinct_reordering: { since: 18 },
  enable_gathermerge: always,
  enable_group_by_reordering: { since: 17 },
  enable_hashagg: always,
  enable_hashjoin: always,
  enable_incremental_sort: always,
  enable_indexonlyscan: always,
  enable_indexscan: always,
  enable_material: always,
  enable_memoize: always,
  enable_mergejoin: always,
  enable_nestloop: always,
  enable_parallel_append: always,
  enable_parallel_hash: always,
  enable_partition_pruning: always,
  enable_partitionwise_aggregate: always,
  enable_partitionwise_join: always,
  enable_presorted_aggregate: { since: 16 },
  enable_self_join_elimination: { since: 18 },
  enable_seqscan: always,
  enable_sort: always,
  enable_tidscan: always,
  // How far the planner searches.
  from_collapse_limit: always,
  join_collapse_limit: always,
  geqo: always,
  geqo_effort: always,
  geqo_generations: always,
  geqo_pool_size: always,
  geqo_seed: always,
  geqo_selection_bias: always,
  geqo_threshold: always,
  // The rest. The statistics target decides what ANALYZE collects.
  default_statistics_target: always,
  constraint_exclusion: always,
  cursor_tuple_fraction: always,
  plan_cache_mode: always,
  recursive_worktable_factor: { since: 15 },
};

/**
 * What a reader may expect to be taken and is not, with the reason. The table of settings.md is made from this; what is
 * in neither table has nothing to do with plans.
 */
export const leftOut: Readonly<Record<string, string>> = {
  jit: 'Compiling moves times by tens of ms, and embedded servers cannot compile. Switch it on in `settings` where it matters.',
  jit_above_cost: 'Says nothing while jit is off.',
  jit_inline_above_cost: 'Says nothing while jit is off.',
  jit_optimize_above_cost: 'Says nothing while jit is off.',
  shared_buffers:
    'No plan depends on it, and what fits into production may not fit into this machine. Counts depend on it: see "Why shared_buffers has a fixed size".',
  maintenance_work_mem: 'It makes building indexes and VACUUM faster, not queries.',
  max_parallel_maintenance_workers: 'It makes building indexes and VACUUM faster, not queries.',
  max_worker_processes: 'It is a limit of the whole machine; no plan depends on it.',
  effective_io_concurrency: 'It changes how early blocks are asked for, not which plan is chosen.',
};
