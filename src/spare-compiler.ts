import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from optimising what libpg-query is compiled to. A few statements are enough for it to start, and it then takes
 * seconds of another core, while queries are measured; statements are parsed no quicker for it. To be called before the parser
 * is loaded.
 */
export function spareCompiler(): void {
  // Each call of a function takes from its budget; this is the largest int.
  setFlagsFromString('--wasm-tiering-budget=2147483647');
}
