/**
 * What programs need to find themselves, their certificates and the network. INPUT_*, ACTIONS_*, GITHUB_* and every
 * token stay outside: a pull request decides what the command runs.
 */
const kept = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'TERM', 'CI'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'],
  ...['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR'],
  // Where setup actions and version managers put languages.
  ...['JAVA_HOME', 'GOROOT', 'GOPATH', 'GOCACHE', 'GOMODCACHE', 'CARGO_HOME', 'RUSTUP_HOME', 'DOTNET_ROOT'],
  ...['NVM_DIR', 'PNPM_HOME', 'VOLTA_HOME', 'BUN_INSTALL', 'COREPACK_HOME', 'PYENV_ROOT', 'VIRTUAL_ENV'],
  ...[
    'pythonLocation',
    'RBENV_ROOT',
    'GEM_HOME',
    'BUNDLE_PATH',
    'MISE_DATA_DIR',
    'ASDF_DIR',
    'ASDF_DATA_DIR',
  ],
]);

const proxies = /^(?:https?|all|no)_proxy$/i;

/** The whole environment of an external command: what is kept of `source`, and `connection` over it. */
export function commandEnvironment(
  source: Readonly<Record<string, string | undefined>>,
  connection: Readonly<Record<string, string>>,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value === undefined) continue;
    if (kept.has(name) || name.startsWith('LC_') || proxies.test(name)) environment[name] = value;
  }
  return { ...environment, ...connection };
}
