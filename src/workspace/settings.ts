/** One line of git's configuration: the key in git's canonical spelling, and its value. */
export type Setting = readonly [key: string, value: string];

/** Reads the output of `git config --list -z`. A key without a value is true. */
export function parseSettings(output: string): Setting[] {
  return output
    .split('\0')
    .filter(line => line !== '')
    .map(line => {
      const end = line.indexOf('\n');
      return end < 0 ? [line, 'true'] : [line.slice(0, end), line.slice(end + 1)];
    });
}

/** The last value of `key`, as git takes it, or null. */
export function lookUp(settings: readonly Setting[], key: string): string | null {
  return settings.findLast(([name]) => name === key)?.[1] ?? null;
}

const transport =
  /^(?:(?:http|credential|url|ssh|protocol)\..*|core\.(?:sshcommand|gitproxy|askpass)|remote\..*\.(?:url|proxy|proxyauthmethod|uploadpack|promisor|partialclonefilter))$/s;

/** What of the user's configuration decides how a remote is reached, credentials included. */
export function transportSettings(settings: readonly Setting[]): Setting[] {
  return settings.filter(([key]) => transport.test(key));
}

const workTree =
  /^(?:core\.(?:filemode|symlinks|ignorecase|precomposeunicode|trustctime|checkstat|autocrlf|eol|excludesfile|attributesfile|bigfilethreshold)|(?:filter|lfs)\..*)$/s;

/** What of the user's configuration decides how a file becomes a blob. */
export function workTreeSettings(settings: readonly Setting[]): Setting[] {
  return settings.filter(([key]) => workTree.test(key));
}

/**
 * `settings` as environment variables, where they are seen by no other user, unlike a command line.
 * Source: https://git-scm.com/docs/git-config#ENVIRONMENT
 */
export function settingsEnvironment(settings: readonly Setting[]): Record<string, string> {
  const environment: Record<string, string> = { GIT_CONFIG_COUNT: String(settings.length) };
  for (const [index, [key, value]] of settings.entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return environment;
}
