import { describe, expect, it } from 'vitest';
import { conclusionOf } from '../../../src/github/publish/conclusion.ts';
import { reasonToLeave } from '../../../src/github/publish/reason-to-leave.ts';
import { readWorkflowRun } from '../../../src/github/publish/workflow-run.ts';
import { payloadOf } from './payload-of.ts';

describe('readWorkflowRun', () => {
  it("reads what is needed of GitHub's payload", () => {
    expect(readWorkflowRun(payloadOf({}))).toEqual({
      id: 4711,
      url: 'https://github.com/octo/registry/actions/runs/4711',
      event: 'pull_request',
      conclusion: 'success',
      actor: 'mona',
      head: { sha: 'c'.repeat(40), branch: 'faster', repository: 'mona/registry', owner: 'mona' },
    });
  });

  it('knows a fork that is gone', () => {
    expect(readWorkflowRun(payloadOf({ head_repository: null })).head).toMatchObject({
      repository: null,
      owner: null,
    });
  });

  it.each([
    [{}],
    [null],
    [{ workflow_run: null }],
    [{ workflow_run: [] }],
    [payloadOf({ id: '1' })],
    [payloadOf({ head_sha: '' })],
    [payloadOf({ html_url: 7 })],
  ])('refuses the payload of another event: %j', payload => {
    expect(() => readWorkflowRun(payload)).toThrow(
      'input "mode": The mode is publish, but no workflow run has started this job. ' +
        'Use it in a workflow of its own, on: workflow_run with types: [completed].',
    );
  });
});

describe('reasonToLeave', () => {
  const own = { full_name: 'octo/registry', owner: { login: 'octo' } };
  it.each<[string, Record<string, unknown>, RegExp | null]>([
    ['a fork', {}, null],
    ['a fork that is gone', { head_repository: null }, null],
    ['an own branch', { head_repository: own }, /from a branch of this repository/],
    [
      "an own branch, in GitHub's spelling",
      { head_repository: { ...own, full_name: 'Octo/Registry' } },
      /own job/,
    ],
    ["dependabot's branch", { head_repository: own, actor: { login: 'dependabot[bot]' } }, null],
    [
      "somebody's commit on dependabot's branch",
      { head_repository: own, actor: { login: 'mona' } },
      /own job/,
    ],
    ['a push', { event: 'push' }, /started by push, not by a pull request/],
    ['pull_request_target', { event: 'pull_request_target' }, /started by pull_request_target/],
    ['a run that goes on', { conclusion: null }, /has not ended/],
  ])('of %s', (_, changes, expected) => {
    const reason = reasonToLeave(readWorkflowRun(payloadOf(changes)), 'octo/registry');
    if (expected === null) expect(reason).toBeNull();
    else expect(reason).toMatch(expected);
  });
});

describe('conclusionOf', () => {
  it.each<[string, string | null, string]>([
    ['pass', 'success', 'neutral'],
    ['warn', 'success', 'neutral'],
    ['fail', 'failure', 'failure'],
    ['fail', 'success', 'failure'],
    ['error', 'failure', 'failure'],
    ['pass', 'failure', 'failure'],
    ['pass', 'cancelled', 'failure'],
    ['pass', null, 'failure'],
    ['success', 'success', 'failure'],
    ['', 'success', 'failure'],
  ])('a report that says %j of a run that ended in %j is told as %s', (verdict, run, expected) => {
    expect(conclusionOf(verdict, run)).toBe(expected);
  });
});
