/**
 * Options of Node where tests start it: one statement is enough for V8 to optimise PostgreSQL's parser, which takes half
 * a second of another core, as long as the rest of a short run. The tests start Node some hundred times, and no core is idle.
 */
export const frugal = ['--liftoff-only'] as const;
