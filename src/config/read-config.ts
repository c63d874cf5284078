import { PlangateError } from '../errors.ts';
import type { Tree } from '../workspace/index.ts';
import { defined } from './budget.ts';
import { configFiles, defaultPolicy } from './defaults.ts';
import { type FileFault, faultsOf } from './faults.ts';
import { findSources } from './find-sources.ts';
import { quoted } from './found.ts';
import { readMessage } from './message.ts';
import { didYouMean } from './nearest.ts';
import { type ParsedFile, parseFile } from './parse-file.ts';
import { pathFault } from './paths.ts';
import { readCalls } from './read-calls.ts';
import type { RuleId } from './rule-keys.ts';
import { type File, fileSchema } from './schema.ts';
import { readSettingsFrom } from './settings-from.ts';
import type { Budgets, Config, Policy } from './types.ts';

/** Faults beyond these are counted only. */
const mostFaults = 10;

/** The keys that say what a side is made of. Base's other keys are not looked at here: see `readPolicy`. */
const sourceKeys = ['prepare', 'migrations', 'seed', 'queries', 'paths'];

/**
 * Reads the configuration of one side. `file` is relative to the repository; null looks for plangate.yml, and without
 * one everything is found or has a default. A named file that base does not have yet counts as none.
 * `mustBuild` false: databases may be there already, so the repository need not say how to build them.
 * Throws a PlangateError (configuration) that holds every fault of the file.
 */
export async function readConfig(tree: Tree, file: string | null, mustBuild = true): Promise<Config> {
  const path = configPath(tree, file);
  if (path === null) {
    const sources = findSources(tree, {}, null, null, mustBuild);
    return { file: null, sources, policy: defaultPolicy };
  }
  const parsed = parseFile(path, await tree.read(path));
  const written = checkFile(path, parsed, tree.side === 'base' ? onlySources(parsed.value) : parsed.value);
  const sources = findSources(tree, written, path, parsed, mustBuild);
  const policy = await policyOf(tree, path, written, parsed);
  const named = written.calls;
  const calls =
    named === undefined ? {} : { calls: await readCalls(tree, named, place(path, parsed, ['calls'])) };
  return { file: path, sources, policy, ...calls };
}

function place(path: string, parsed: ParsedFile, keys: readonly string[]): string {
  return `${path}:${parsed.lineOf(keys)}, ${keys.join('.')}`;
}

/** Where a side's configuration is, relative to the repository; null when it has none. */
export function configPath(tree: Tree, file: string | null): string | null {
  return file === null ? findFile(tree) : namedFile(tree, file);
}

/** The values of a file. Throws a PlangateError (configuration) that holds every fault of it. */
export function checkFile(path: string, parsed: ParsedFile, value: unknown): File {
  const read = fileSchema.safeParse(value);
  if (!read.success) throw faultsError(path, parsed, faultsOf(read.error.issues));
  return read.data;
}

function findFile(tree: Tree): string | null {
  const [first, second] = configFiles.filter(name => tree.files.includes(name));
  if (first !== undefined && second !== undefined)
    throw new PlangateError({
      kind: 'configuration',
      place: second,
      problem: `${first} is there as well.`,
      remedy: 'Keep one of the two.',
    });
  return first ?? null;
}

function namedFile(tree: Tree, file: string): string | null {
  const path = file.replace(/^(?:\.\/+)+/, '');
  const words = pathFault(file);
  if (words !== null) throw new PlangateError({ kind: 'usage', place: 'config', ...readMessage(words) });
  if (tree.files.includes(path)) return path;
  if (tree.side === 'base') return null;
  throw new PlangateError({
    kind: 'usage',
    place: path,
    problem: `there is no such file in ${tree.ref}.`,
    remedy: `${didYouMean(
      path,
      tree.files.filter(name => /\.ya?ml$/.test(name)),
    )}Write its path from the top of the repository.`,
  });
}

function onlySources(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => sourceKeys.includes(key)));
}

/** What a file says of how the sides are run and judged. Throws a PlangateError (configuration) for what `settings-from` names. */
export async function policyOf(tree: Tree, path: string, file: File, parsed: ParsedFile): Promise<Policy> {
  const policy = writtenPolicy(file, parsed);
  const production = file.postgres?.['settings-from'];
  if (production === undefined) return policy;
  const named = place(path, parsed, ['postgres', 'settings-from']);
  const settingsFrom = await readSettingsFrom(tree, production, named);
  return { ...policy, postgres: { ...policy.postgres, settingsFrom } };
}

function writtenPolicy(file: File, parsed: ParsedFile): Policy {
  const { tolerances, rules, ...rest } = defaultPolicy;
  const {
    'latency-floor': latencyFloor,
    'buffers-floor': buffersFloor,
    ...fractions
  } = file.tolerances ?? {};
  const { 'settings-from': _, ...server } = file.postgres ?? {};
  return {
    ...rest,
    ...defined({
      role: file.role,
      strict: file.strict,
      policyFrom: file['policy-from'],
      statementTimeout: file['statement-timeout'],
      samples: file.samples,
      samplingTime: file['sampling-time'],
      results: file.results,
      resultsTolerance: file['results-tolerance'],
    }),
    postgres: { ...rest.postgres, ...defined(server) },
    budgets: budgetsOf(file.budgets ?? {}),
    tolerances: { ...tolerances, ...defined({ ...fractions, latencyFloor, buffersFloor }) },
    rules: Object.fromEntries(
      Object.entries(rules).map(([id, settings]) => {
        const { severity, queries, tables, tags, ...thresholds } = file.rules?.[id as RuleId] ?? {};
        return [
          id,
          {
            severity: severity ?? settings.severity,
            thresholds: {
              ...settings.thresholds,
              ...defined(thresholds as Readonly<Record<string, number>>),
            },
            ...defined({ queries, tables, tags }),
          },
        ];
      }),
    ),
    waivers: (file.waivers ?? []).map((waiver, index) => ({
      query: waiver.query ?? '',
      rule: waiver.rule ?? null,
      ...defined({ relation: waiver.relation }),
      reason: waiver.reason,
      expires: waiver.expires ?? null,
      line: parsed.lineOf(['waivers', index]),
    })),
  };
}

function budgetsOf({ tags, ...initially }: NonNullable<File['budgets']>): Budgets {
  if (tags === undefined) return defined(initially);
  const byTag = Object.entries(tags).map(([tag, budget]) => [tag, defined(budget)] as const);
  return { ...defined(initially), tags: Object.fromEntries(byTag) };
}

/** The first fault in the order of the file is the error, the others are its details. */
function faultsError(file: string, parsed: ParsedFile, faults: readonly FileFault[]): PlangateError {
  const placed = faults
    .map(fault => ({ ...fault, line: parsed.lineOf(fault.path) }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, path, problem, remedy }) => ({
      place: [`${file}:${line}`, ...pathText(path)].join(', '),
      problem,
      remedy,
    }));
  const [first, ...others] = placed;
  if (first === undefined) throw new Error('zod refused a file without an issue');
  const listed = others.slice(0, mostFaults).map(fault => `${fault.place}: ${fault.problem} ${fault.remedy}`);
  if (others.length > mostFaults) listed.push(`and ${others.length - mostFaults} more`);
  return new PlangateError({ kind: 'configuration', ...first, details: listed.join('\n') });
}

function pathText(path: readonly (string | number)[]): readonly string[] {
  if (path.length === 0) return [];
  const name = (part: string) => (/^[\w-]{1,80}$/.test(part) ? part : quoted(part));
  const parts = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${name(part)}`));
  return [parts.join('').slice(1)];
}
