import { PlangateError } from '../../errors.ts';

/** A run of another workflow, as the event that it has ended tells it. What the author of a fork chose is marked so. */
export interface WorkflowRun {
  readonly id: number;
  /** `https://github.com/octo/registry/actions/runs/4711` */
  readonly url: string;
  /** What started it, such as `pull_request`. */
  readonly event: string;
  /** `success`, `failure`, `cancelled`, …; null while it runs. */
  readonly conclusion: string | null;
  /** Who started it; with `[bot]` for an app. */
  readonly actor: string;
  readonly head: {
    readonly sha: string;
    /** Chosen by the author. null for a tag. */
    readonly branch: string | null;
    /** `owner/name`, chosen by the author; null when the fork is gone. */
    readonly repository: string | null;
    readonly owner: string | null;
  };
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the payload of a `workflow_run` event.
 * Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run
 *
 * @throws PlangateError (github) when it is that of another event
 */
export function readWorkflowRun(payload: unknown): WorkflowRun {
  const run = object(object(payload)?.workflow_run);
  const id = run?.id;
  const sha = text(run?.head_sha);
  const event = text(run?.event);
  const url = text(run?.html_url);
  if (run === null || typeof id !== 'number' || sha === null || event === null || url === null) {
    throw new PlangateError({
      kind: 'github',
      place: 'input "mode"',
      problem: 'The mode is publish, but no workflow run has started this job.',
      remedy: 'Use it in a workflow of its own, on: workflow_run with types: [completed].',
    });
  }
  const repository = object(run.head_repository);
  return {
    id,
    url,
    event,
    conclusion: text(run.conclusion),
    actor: text(object(run.actor)?.login) ?? '',
    head: {
      sha,
      branch: text(run.head_branch),
      repository: text(repository?.full_name),
      owner: text(object(repository?.owner)?.login),
    },
  };
}

function object(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
