import type { Tree } from '../workspace/index.ts';
import { defaultPolicy } from './defaults.ts';
import { parseFile } from './parse-file.ts';
import { checkFile, configPath, policyOf } from './read-config.ts';
import type { WrittenPolicy } from './types.ts';

/**
 * A side's policy, the whole of it, and where its keys stand: for comparing two of them, and for judging by base's.
 * Throws a PlangateError (configuration) for a file that this version cannot read, or that `settings-from` names.
 */
export async function readPolicy(tree: Tree, file: string | null): Promise<WrittenPolicy> {
  const path = configPath(tree, file);
  if (path === null) return { file: null, policy: defaultPolicy, lineOf: () => 1, isWritten: () => false };
  const parsed = parseFile(path, await tree.read(path));
  const policy = await policyOf(tree, path, checkFile(path, parsed, parsed.value), parsed);
  return {
    file: path,
    policy,
    lineOf: keys => parsed.lineOf(keys),
    isWritten: keys => isThere(parsed.value, keys),
  };
}

function isThere(value: unknown, keys: readonly string[]): boolean {
  const [key, ...below] = keys;
  if (key === undefined) return true;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
  return isThere((value as Readonly<Record<string, unknown>>)[key], below);
}
