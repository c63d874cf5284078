/** What git, ssh, curl and credential helpers read. Everything else, INPUT_* and ACTIONS_* included, stays outside. */
const kept = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_RUNTIME_DIR'],
  ...['DBUS_SESSION_BUS_ADDRESS', 'DEVELOPER_DIR', 'KRB5CCNAME', 'KRB5_CONFIG'],
  ...['SSH_AUTH_SOCK', 'SSH_AGENT_PID', 'GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_SSH_VARIANT', 'GIT_ASKPASS'],
  ...['GIT_EXEC_PATH', 'GIT_ALLOW_PROTOCOL', 'GIT_PROXY_COMMAND', 'GIT_SSL_CAINFO', 'GIT_SSL_CAPATH'],
  ...['GIT_SSL_CERT', 'GIT_SSL_KEY', 'GIT_SSL_NO_VERIFY', 'GIT_PROXY_SSL_CAINFO'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'CURL_CA_BUNDLE'],
  ...[
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'ALL_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'all_proxy',
    'no_proxy',
  ],
]);

const configuration = /^GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS|COUNT|KEY_\d+|VALUE_\d+)$/;

type Source = Readonly<Record<string, string | undefined>>;

/**
 * The environment of a git that works in plangate's private repository. No configuration file is read, neither the
 * machine's nor the user's: settings come one by one (see settings.ts).
 */
export function privateEnvironment(source: Source): Record<string, string> {
  return {
    ...pick(source, name => kept.has(name)),
    ...quiet,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
}

/** The environment of a git that reads the user's repository with the user's own configuration. */
export function userEnvironment(source: Source, gitDirectory: string): Record<string, string> {
  return {
    ...pick(source, name => kept.has(name) || configuration.test(name)),
    ...quiet,
    // Named, not discovered: git then has no say about who owns the folder (safe.directory), in any version.
    GIT_DIR: gitDirectory,
  };
}

const quiet = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  // Without it `git status`, which git runs inside submodules, would rewrite their index.
  GIT_OPTIONAL_LOCKS: '0',
};

function pick(source: Source, wanted: (name: string) => boolean): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value !== undefined && wanted(name)) picked[name] = value;
  }
  return picked;
}
