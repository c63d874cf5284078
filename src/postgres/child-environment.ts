/**
 * The whole environment of the server and its programs. A superuser can read it with COPY … FROM PROGRAM, so nothing
 * of the job's own (inputs, tokens) is in it.
 */
export function childEnvironment(
  source: Readonly<Record<string, string | undefined>>,
  home: string,
): Record<string, string> {
  return {
    PATH: source.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    // Locales come from initdb's own option; messages that plangate reads are in English.
    LANG: 'C',
    LC_ALL: 'C',
    TZ: 'UTC',
  };
}
