/** The payload of `workflow_run` for a fork's pull request, with `changes` to the run. */
export function payloadOf(changes: Readonly<Record<string, unknown>>): unknown {
  return {
    action: 'completed',
    repository: { full_name: 'octo/registry' },
    workflow_run: {
      id: 4711,
      name: 'plangate',
      head_branch: 'faster',
      head_sha: 'c'.repeat(40),
      event: 'pull_request',
      status: 'completed',
      conclusion: 'success',
      html_url: 'https://github.com/octo/registry/actions/runs/4711',
      pull_requests: [],
      actor: { login: 'mona' },
      triggering_actor: { login: 'mona' },
      run_attempt: 1,
      head_repository: { full_name: 'mona/registry', owner: { login: 'mona' } },
      ...changes,
    },
  };
}
