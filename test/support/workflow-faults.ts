import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { parserErrors } from './workflow-parser.ts';

const top = join(import.meta.dirname, '..', '..');
const permissions = z.record(z.string(), z.string());
const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});
const workflow = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions: permissions.optional(),
  jobs: z.record(z.string(), z.looseObject({ permissions: permissions.optional(), steps: z.array(step) })),
});
type Step = z.infer<typeof step>;

/** What jobs without plangate may do beyond reading the repository, by file and job. */
const granted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'release.yml major-tag': { contents: 'write' },
  'release.yml npm': { contents: 'read', 'id-token': 'write' },
};

/** What a shell may be given as text: nothing that an event, an input, a secret or an earlier step decides. */
const harmless = ['runner', 'matrix'];

/** The names of the Action's inputs. */
export const actionInputs: readonly string[] = Object.keys(
  (parse(readFileSync(join(top, 'action.yml'), 'utf8')) as { inputs: object }).inputs,
);

/**
 * What is wrong with a workflow: for GitHub's parser, and for us, who want least permissions, pinned actions, no
 * expressions in shells and nothing foreign where there are secrets.
 *
 * @param name the file's name, without folders
 */
export async function workflowFaults(name: string, text: string): Promise<string[]> {
  const faults = await parserErrors(name, text);
  if (faults.length > 0) return faults;
  const { on, permissions: first, jobs } = workflow.parse(parse(text));
  if ('pull_request_target' in on) faults.push('is triggered by pull_request_target');
  if (first === undefined || Object.keys(first).length > 0)
    faults.push('does not begin with permissions: {}');
  for (const [id, job] of Object.entries(jobs)) {
    const needed = permissionsFor(`${name} ${id}`, on, job.steps);
    if (!isSame(job.permissions ?? {}, needed))
      faults.push(`${id} has permissions ${written(job.permissions)}, and needs ${written(needed)}`);
    for (const each of job.steps) faults.push(...stepFaults(each, text).map(fault => `${id} ${fault}`));
    if ('workflow_run' in on && job.steps.some(each => !isPublishing(each)))
      faults.push(`${id} does more than publish after a workflow that ran foreign code`);
    if (!('workflow_run' in on) && job.steps.some(isPublishing))
      faults.push(`${id} publishes, but not after another workflow`);
  }
  return faults;
}

function stepFaults(each: Step, text: string): string[] {
  const faults: string[] = [];
  const { uses = '' } = each;
  if (isPlangate(each)) {
    const unknown = Object.keys(each.with).filter(input => !actionInputs.includes(input));
    if (unknown.length > 0) faults.push(`gives plangate inputs that it has not: ${unknown.join(', ')}`);
  } else if (uses !== '' && !isPinned(uses, text)) {
    faults.push(`uses ${uses}, which is not pinned by a commit with its version behind it`);
  }
  if (uses.startsWith('actions/checkout@') && each.with['persist-credentials'] !== false)
    faults.push('leaves the token in .git/config');
  for (const context of contextsIn(each.run ?? ''))
    if (!harmless.includes(context)) faults.push(`pastes ${context} into a shell`);
  return faults;
}

/** Least permissions: what plangate does with these inputs at these events, or what is granted above. */
function permissionsFor(
  job: string,
  on: Readonly<Record<string, unknown>>,
  steps: readonly Step[],
): Readonly<Record<string, string>> {
  const inputs = steps.find(isPlangate)?.with;
  if (inputs === undefined) return granted[job] ?? { contents: 'read' };
  if (inputs.mode === 'publish') return { actions: 'read', checks: 'write', 'pull-requests': 'write' };
  const comments = 'pull_request' in on && inputs.comment !== 'never';
  return {
    contents: 'read',
    ...(inputs.check === false ? {} : { checks: 'write' }),
    ...(comments ? { 'pull-requests': 'write' } : {}),
  };
}

function isPlangate({ uses }: Step): boolean {
  return uses === './' || uses === 'plangate/plangate@v1';
}

function isPublishing(each: Step): boolean {
  return isPlangate(each) && each.with.mode === 'publish';
}

function isPinned(uses: string, text: string): boolean {
  const isCommit = /^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses);
  const lines = text.split('\n').map(line => line.trim().replace(/^- /, ''));
  return (
    isCommit && lines.some(line => line.startsWith(`uses: ${uses} # v`) && /# v\d+\.\d+\.\d+$/.test(line))
  );
}

/** The contexts that the expressions in `text` read, such as `github`; literals are left out. */
function contextsIn(text: string): string[] {
  const expressions = [...text.matchAll(/\$\{\{([\s\S]*?)\}\}/g)].map(([, inside = '']) => inside);
  return expressions.flatMap(inside =>
    [...inside.replace(/'(?:[^']|'')*'/g, "''").matchAll(/(?<![\w.-])[a-z_][\w-]*(?!\s*\()/gi)]
      .map(([word]) => word.toLowerCase())
      .filter(word => !['true', 'false', 'null'].includes(word)),
  );
}

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  return written(one) === written(other);
}

function written(each: Readonly<Record<string, string>> | undefined): string {
  if (each === undefined) return 'of no own';
  return `{${Object.entries(each)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([scope, level]) => `${scope}: ${level}`)
    .join(', ')}}`;
}
