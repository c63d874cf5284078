import { PlangateError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import type { GitRun } from './git.ts';
import type { PrivateRepository } from './private-repository.ts';
import { type Setting, transportSettings } from './settings.ts';
import { readTags, type Tag } from './tags.ts';
import type { WorkspaceRequest } from './types.ts';
import type { UserRepository } from './user-repository.ts';

/** The remote that the user's repository was cloned from. What is fetched lands in the private repository. */
export interface Remote {
  /** Whether there is a remote at all. */
  readonly exists: boolean;
  /** Fetches `commits`, each with its files and as much history as `depth` says (see git-fetch). */
  fetch(commits: readonly string[], depth: readonly string[], what: string): Promise<void>;
  /** Fetches blobs that a partial clone lacks. */
  fetchBlobs(ids: readonly string[], what: string): Promise<void>;
  /** The commit of a branch, a tag or a full ref on the remote. */
  find(name: string): Promise<string | null>;
  tags(): Promise<readonly Tag[]>;
}

export function openRemote(
  repository: PrivateRepository,
  request: WorkspaceRequest,
  progress: Progress,
): Remote {
  const { user } = repository;
  const { remote } = user;
  const url = remote === null ? '' : withoutPassword(remote.url);
  const attempts = credentials(user.settings, remote?.url ?? '', request);
  const [first] = attempts;
  // Also for the lazy fetches of a partial clone, which happen inside other commands.
  if (first) repository.reachWith(first);
  const redact = redactor(request.token);

  const reach = async (
    args: readonly string[],
    input: string,
    isAnswer: (run: GitRun) => boolean,
    what: string,
    more: readonly Setting[] = [],
  ) => {
    if (remote === null) {
      throw new PlangateError({
        kind: 'repository',
        place: user.folder,
        problem: `${what} is not in this repository, and there is no remote to fetch it from.`,
        remedy: 'Fetch it first, or clone with the whole history.',
      });
    }
    const step = progress.step(`Fetching ${what} from ${url}`);
    const failures: string[] = [];
    for (const settings of attempts) {
      repository.reachWith(settings);
      const run = await repository.run(args, { input, settings: more });
      if (isAnswer(run)) {
        step.done();
        return run;
      }
      failures.push(redact(run.stderr));
    }
    step.done('failed');
    throw new PlangateError({
      kind: 'repository',
      place: user.folder,
      problem: `${what} is not in this clone and could not be fetched from ${url}.`,
      remedy:
        'Check out with fetch-depth: 0, or see that the remote can be reached and that the token may read it.',
      details: failures[0] ?? '',
    });
  };

  return {
    exists: remote !== null,
    fetch: async (commits, depth, what) => {
      const refspecs = commits.map(commit => `+${commit}:refs/plangate/${commit}\n`).join('');
      await reach(fetchFrom(remote, depth), refspecs, run => run.code === 0, what);
    },
    fetchBlobs: async (ids, what) => {
      // As git's own lazy fetches: told of the commits that are here, a server may leave out their files.
      const settings: Setting[] = [['fetch.negotiationAlgorithm', 'noop']];
      const refspecs = ids.map(id => `${id}\n`).join('');
      await reach(fetchFrom(remote, []), refspecs, run => run.code === 0, what, settings);
    },
    find: async name => {
      const refs = name.startsWith('refs/') ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`];
      // An annotated tag is followed by the commit it stands for.
      const wanted = refs.flatMap(ref => [`${ref}^{}`, ref]);
      const args = ['ls-remote', '--quiet', '--exit-code', '--', remote?.name ?? '', ...wanted];
      const run = await reach(args, '', ({ code }) => code === 0 || code === 2, name);
      const found = new Map(run.stdout.toString('utf8').trim().split('\n').map(lineOfRemote));
      return wanted.toReversed().reduce<string | null>((best, ref) => found.get(ref) ?? best, null);
    },
    tags: async () => {
      const args = ['ls-remote', '--quiet', '--tags', '--', remote?.name ?? ''];
      const run = await reach(args, '', ({ code }) => code === 0, 'the list of tags');
      return readTags(run.stdout.toString('utf8'));
    },
  };
}

function fetchFrom(remote: UserRepository['remote'], depth: readonly string[]): string[] {
  const options = ['--quiet', '--no-tags', '--no-write-fetch-head', ...depth, '--stdin'];
  return ['fetch', ...options, '--', remote?.name ?? ''];
}

function lineOfRemote(line: string): [ref: string, sha: string] {
  const [sha = '', ref = ''] = line.split('\t');
  return [ref, sha];
}

/**
 * The ways to reach the remote, in the order in which they are tried: what the checkout was given, and the token for
 * GitHub's server alone. A checkout with `persist-credentials: false` has only the token.
 */
function credentials(
  settings: readonly Setting[],
  url: string,
  request: WorkspaceRequest,
): (readonly Setting[])[] {
  const own = transportSettings(settings);
  const server = new URL(request.environment.GITHUB_SERVER_URL || 'https://github.com');
  if (request.token === null || !leadsTo(url, server)) return [own];
  const basic = Buffer.from(`x-access-token:${request.token}`).toString('base64');
  const withToken: Setting[] = [
    // Two Authorization headers are an error to GitHub.
    ...own.filter(setting => !isAuthorization(setting)),
    // A checkout with an SSH key that was not kept can still be reached with the token.
    [`url.${server.origin}/.insteadOf`, `git@${server.hostname}:`],
    [`url.${server.origin}/.insteadOf`, `ssh://git@${server.hostname}/`],
    [`http.${server.origin}/.extraheader`, `Authorization: basic ${basic}`],
  ];
  return hasCredentials(own, url) ? [own, withToken] : [withToken, own];
}

function isAuthorization([key, value]: Setting): boolean {
  return /^http\..*extraheader$/s.test(key) && /^authorization:/i.test(value);
}

function hasCredentials(own: readonly Setting[], url: string): boolean {
  return (
    !/^https?:/i.test(url) ||
    /^https?:\/\/[^/]*@/i.test(url) ||
    own.some(
      setting =>
        isAuthorization(setting) ||
        (/^credential\..*helper$/s.test(setting[0]) && setting[1] !== '') ||
        /^http\..*cookiefile$/s.test(setting[0]) ||
        /^url\..*\.insteadof$/s.test(setting[0]),
    )
  );
}

function leadsTo(url: string, server: URL): boolean {
  if (/^git@([^:/]+):/.exec(url)?.[1] === server.hostname) return true;
  if (!URL.canParse(url)) return false;
  const { protocol, host, hostname } = new URL(url);
  return protocol === 'ssh:'
    ? hostname === server.hostname
    : protocol === server.protocol && host === server.host;
}

function withoutPassword(text: string): string {
  return text.replace(/:\/\/[^/\s@]*@/g, '://');
}

function redactor(token: string | null): (text: string) => string {
  const secrets = token === null ? [] : [token, Buffer.from(`x-access-token:${token}`).toString('base64')];
  return text => secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), withoutPassword(text));
}
