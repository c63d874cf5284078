import { PlangateError } from '../errors.ts';
import type { History } from './history.ts';
import { nearest } from './nearest.ts';
import type { Remote } from './remote.ts';
import type { UserRepository } from './user-repository.ts';

/** From what people type to commits. */
export interface Names {
  /** The commit that `name` stands for. Throws for a name that stands for none. */
  resolve(name: string): Promise<string>;
  /** The same, or null. */
  tryResolve(name: string): Promise<string | null>;
}

const steps = /(?:[~^]\d*)+$/;
const fullHash = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** `askRemote`: whether a name that is not here may well be on the remote. */
export function openNames(user: UserRepository, history: History, remote: Remote, askRemote: boolean): Names {
  const here = async (name: string): Promise<string | null> => {
    // No ref begins with a dash, an option does.
    if (name === '' || name.startsWith('-')) return null;
    const run = await user.run(['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
    return run.code === 0 ? run.stdout.toString('utf8').trim() : null;
  };

  const elsewhere = async (name: string): Promise<string | null> => {
    if (name === '' || name.startsWith('-') || !remote.exists) return null;
    if (fullHash.test(name)) {
      await history.need(name.toLowerCase(), 'commit');
      return name.toLowerCase();
    }
    if (!askRemote || !canBeRef(name)) return null;
    const found = await remote.find(withoutRemote(name, user.remote?.name ?? ''));
    if (found !== null) await history.need(found, name);
    return found;
  };

  const tryResolve = async (name: string): Promise<string | null> => {
    const known = await here(name);
    if (known !== null) return known;
    const path = steps.exec(name)?.[0] ?? '';
    if (path === '') return await elsewhere(name);
    const start = await tryResolve(name.slice(0, -path.length));
    return start === null ? null : await history.follow(start, path);
  };

  return {
    tryResolve,
    resolve: async name => {
      const commit = await tryResolve(name);
      if (commit !== null) return commit;
      const path = steps.exec(name)?.[0] ?? '';
      const start = name.slice(0, name.length - path.length);
      if (path !== '' && (await tryResolve(start)) !== null) throw beyondHistory(user, name, start);
      throw await unknownRef(user, name);
    },
  };
}

/**
 * Whether the user's clone shows less than the remote has: a shallow one, one that follows only some branches, or a
 * workflow's checkout. In a whole clone a name that is not there is a slip, and asking the remote would only take time.
 */
export function showsLess(user: UserRepository, isShallow: boolean, isWorkflow: boolean): boolean {
  const followsAll = user.settings.some(
    ([key, value]) => key === `remote.${user.remote?.name}.fetch` && /^\+?refs\/(?:heads\/)?\*:/.test(value),
  );
  return isShallow || isWorkflow || !followsAll;
}

/** https://git-scm.com/docs/git-check-ref-format, as far as it keeps expressions such as `main@{1}` from the remote. */
function canBeRef(name: string): boolean {
  return !/[\s~^:?*[\\\p{Cc}]|\.\.|@\{|\/\/|^\/|\/$|\.lock$|^@$/u.test(name);
}

function withoutRemote(name: string, remote: string): string {
  for (const prefix of [`refs/remotes/${remote}/`, `${remote}/`]) {
    if (name.startsWith(prefix)) return name.slice(prefix.length);
  }
  return name;
}

function beyondHistory(user: UserRepository, name: string, start: string): PlangateError {
  return new PlangateError({
    kind: 'repository',
    place: user.folder,
    problem: `${JSON.stringify(name)} leads out of the history of ${start}.`,
    remedy: `\`git log --graph ${start}\` shows how far it goes.`,
  });
}

async function unknownRef(user: UserRepository, name: string): Promise<PlangateError> {
  const refs = ['refs/heads', 'refs/remotes', 'refs/tags'];
  const list = await user.run(['for-each-ref', '--format=%(refname:lstrip=2)', ...refs]);
  const names = list.stdout
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '');
  if (names.length === 0) return noCommit(user);
  const near = nearest(name.replace(steps, ''), names);
  return new PlangateError({
    kind: 'repository',
    place: user.folder,
    problem: `${JSON.stringify(name)} is no branch, tag or commit of this repository.`,
    remedy: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `It has ${enumerate(names)}.`,
  });
}

export function noCommit(user: UserRepository): PlangateError {
  return new PlangateError({
    kind: 'repository',
    place: user.folder,
    problem: 'HEAD has no commit yet.',
    remedy: 'Commit first: plangate compares two states of a repository.',
  });
}

function enumerate(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
