import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import Bottleneck from 'bottleneck/light.js';

export type Octokit = ReturnType<typeof getOctokit>;

export interface Connection {
  /** `https://api.github.com`, or a GitHub Enterprise Server's. */
  readonly apiUrl: string;
  /** Secret. */
  readonly token: string;
  /** ms that the first of three retries waits; the others wait four and nine times as long. 1,000 when left out. */
  readonly patience?: number;
}

/** How often a request is repeated that GitHub put off. */
const mostRetries = 2;

/** s: a limit that lasts longer is somebody else's load, and no reason to keep a job waiting. */
const longestWait = 60;

/**
 * A client that repeats what may work the next time: 5xx answers and lost connections three times, and what a primary or
 * secondary rate limit puts off by up to a minute.
 * Source: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function connect({ apiUrl, token, patience = 1000 }: Connection): Octokit {
  const again = (retryAfter: number, _options: object, _octokit: unknown, retryCount: number) =>
    retryCount < mostRetries && retryAfter <= longestWait;
  return getOctokit(
    token,
    {
      baseUrl: apiUrl,
      retry: { retryAfterBaseValue: patience },
      throttle: {
        onRateLimit: again,
        onSecondaryRateLimit: again,
        retryAfterBaseValue: patience,
        // One after the other, as GitHub asks, but for the three or four writes of a run not a second apart.
        write: new Bottleneck.Group({ maxConcurrent: 1 }),
        notifications: new Bottleneck.Group({ maxConcurrent: 1 }),
      },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    },
    retry,
    throttling,
  );
}
