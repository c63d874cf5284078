type Environment = Readonly<Record<string, string | undefined>>;

/** Where a job's artifacts go, or why nowhere. */
export type ArtifactService =
  | {
      /** `results` is GitHub's own since 2023, `pipelines` the one before it, which Enterprise Server still has. */
      readonly kind: 'results' | 'pipelines';
      /** The run's page. */
      readonly runUrl: string;
    }
  | { readonly kind: 'none'; readonly why: string };

/**
 * Which artifact service the job has. Runners give the address and a token of it to actions, and to no other step.
 *
 * @param environment the process' environment
 */
export function artifactServiceOf(environment: Environment): ArtifactService {
  const serverUrl = environment.GITHUB_SERVER_URL || 'https://github.com';
  const kind = hasResults(serverUrl) ? 'results' : 'pipelines';
  const address = kind === 'results' ? 'ACTIONS_RESULTS_URL' : 'ACTIONS_RUNTIME_URL';
  const wanted = ['ACTIONS_RUNTIME_TOKEN', address, 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID'];
  const missing = wanted.filter(name => !environment[name]);
  if (missing.length > 0) {
    return { kind: 'none', why: `This runner keeps no artifacts: ${missing.join(' and ')} not set.` };
  }
  return {
    kind,
    runUrl: `${serverUrl}/${environment.GITHUB_REPOSITORY}/actions/runs/${environment.GITHUB_RUN_ID}`,
  };
}

/** As @actions/artifact tells a GitHub Enterprise Server, which it refuses, from the rest. */
function hasResults(serverUrl: string): boolean {
  const { hostname } = new URL(serverUrl);
  return hostname === 'github.com' || hostname.endsWith('.ghe.com') || hostname.endsWith('.localhost');
}
