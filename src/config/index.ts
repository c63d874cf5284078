/**
 * Configuration: the command line, the Action's inputs and plangate.yml, each read once into one typed value.
 * It reads one file through a tree it is given, and looks in that tree's list of files for what is not written; it
 * opens nothing by itself and never prints a secret.
 */
export { parseBudget } from './budget.ts';
export { budgetFor, limitNames, quantiles } from './budget-for.ts';
export { defaultPolicy } from './defaults.ts';
export { excerpt } from './excerpt.ts';
export { found, quoted } from './found.ts';
export { helpText } from './help.ts';
export { didYouMean, nearest } from './nearest.ts';
export { nothingChanged } from './nothing-changed.ts';
export type { OutputName } from './output-table.ts';
export { type CommandLine, parseArguments } from './parse-arguments.ts';
export { matchFiles } from './paths.ts';
export { lockText, parseLocks } from './plan-lock.ts';
export { readConfig } from './read-config.ts';
export { readInputs } from './read-inputs.ts';
export { readPolicy } from './read-policy.ts';
export { parseResultsMode } from './results-mode.ts';
export {
  defaultThresholds,
  type RuleId,
  ruleIds,
  ruleKeys,
  schemaRuleIds,
  type ThresholdKind,
} from './rule-keys.ts';
export { configJsonSchema } from './schema.ts';
export { secretsOf } from './secrets-of.ts';
export { configTable, inputsTable, outputsTable, rulesTable } from './tables.ts';
export { writtenThreshold } from './threshold.ts';
export type * from './types.ts';
