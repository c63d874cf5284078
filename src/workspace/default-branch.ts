import { PlangateError } from '../errors.ts';
import type { Names } from './names.ts';
import { lookUp } from './settings.ts';
import type { RepositoryEvent } from './types.ts';
import type { UserRepository } from './user-repository.ts';

export const nameTheBase =
  'Name the commit to compare with: --base on the command line, `base` in the Action.';

export interface Branch {
  /** Such as `origin/main` or `main`. */
  readonly name: string;
  readonly sha: string;
}

/** The branch that pull requests go to: what the remote calls HEAD, else what the event, git or habit calls it. */
export async function defaultBranch(
  user: UserRepository,
  names: Names,
  event: RepositoryEvent | null,
): Promise<Branch> {
  const remote = user.remote?.name ?? 'origin';
  const guesses = [
    event?.defaultBranch ?? null,
    lookUp(user.settings, 'init.defaultbranch'),
    'main',
    'master',
  ];
  const known = guesses.filter(name => name !== null);
  const candidates = [
    `refs/remotes/${remote}/HEAD`,
    ...known.flatMap(name => [`refs/remotes/${remote}/${name}`, `refs/heads/${name}`]),
  ];
  const format = '--format=%(objectname) %(refname) %(symref)';
  const list = await user.run(['for-each-ref', format, ...candidates]);
  const found = new Map<string, Branch>();
  for (const line of list.stdout.toString('utf8').split('\n')) {
    const [sha = '', ref = '', target = ''] = line.split(' ');
    const name = (target || ref).replace(/^refs\/(?:remotes|heads)\//, '');
    found.set(ref, { name, sha });
  }
  const local = candidates.map(ref => found.get(ref)).find(branch => branch !== undefined);
  const announced = event?.defaultBranch ?? null;
  if (local && (announced === null || isCalled(local, announced, remote))) return local;
  // A workflow's checkout often has no branch but its own.
  const sha = announced === null ? null : await names.tryResolve(announced);
  if (announced !== null && sha !== null) return { name: announced, sha };
  if (local) return local;
  throw new PlangateError({
    kind: 'repository',
    place: user.folder,
    problem: `The default branch is unknown: there is neither ${remote}/HEAD nor ${[...new Set(known)].join(' nor ')}.`,
    remedy: nameTheBase,
  });
}

function isCalled(branch: Branch, name: string, remote: string): boolean {
  return branch.name === name || branch.name === `${remote}/${name}`;
}
