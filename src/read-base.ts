import { type Config, readConfig } from './config/index.ts';
import { PlangateError } from './errors.ts';
import { type RegisteredQuery, readQueries } from './queries/index.ts';
import type { Tree } from './workspace/index.ts';

/** A base without a usable configuration is built as head's says: plangate may be what the pull request adds or repairs. */
export async function readBaseConfig(
  tree: Tree,
  file: string | null,
  head: Config,
  warnings: string[],
): Promise<Config> {
  try {
    const config = await readConfig(tree, file);
    return config.file === null && head.file !== null ? head : config;
  } catch (error) {
    if (!(error instanceof PlangateError)) throw error;
    if (head.file !== null) {
      warnings.push(
        `base is built as head's ${head.file} says, because its own could not be used: ${error.message}`,
      );
    }
    return head;
  }
}

/** A broken query file on base must not keep the pull request that repairs it from being judged. */
export async function readBaseQueries(
  tree: Tree,
  patterns: readonly string[],
  warnings: string[],
): Promise<readonly RegisteredQuery[]> {
  try {
    return await readQueries(tree, patterns);
  } catch (error) {
    if (!(error instanceof PlangateError)) throw error;
    warnings.push(`base's query files could not be read, every query is judged as new: ${error.message}`);
    return [];
  }
}
