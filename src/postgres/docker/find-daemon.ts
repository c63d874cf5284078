import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { askDaemon, type Daemon } from './ask-daemon.ts';

export interface FoundDaemon {
  readonly daemon: Daemon;
  /** Bytes of memory that it says it has; 0 when it does not say. */
  readonly memory: number;
}

/** Why no daemon was found: where it was looked for, and what came of it. */
export interface NoDaemon {
  readonly places: readonly string[];
}

/** ms. A daemon on the machine answers in a few; one elsewhere may need a round trip or two. */
const patience = 3000;

/**
 * Looks for a daemon where testcontainers looks, in its order, and takes the first that answers. One that the user
 * names in DOCKER_HOST is the only one, as it is for `docker` itself: another one would not be what they meant.
 */
export async function findDaemon(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<FoundDaemon | NoDaemon> {
  const places: string[] = [];
  for (const { daemon, source } of await candidates(environment)) {
    const place = source === '' ? daemon.uri : `${daemon.uri} (${source})`;
    try {
      const { status, body } = await askDaemon(daemon, 'GET', '/info', patience);
      const info = body as Readonly<Record<string, unknown>>;
      if (status !== 200) throw new Error(`it answers ${status}${told(body)}`);
      if (info.OSType === 'windows') throw new Error('it runs Windows containers');
      return { daemon, memory: Number(info.MemTotal ?? 0) };
    } catch (error) {
      places.push(`${place}: ${reason(error)}`);
    }
  }
  return { places };
}

interface Candidate {
  readonly daemon: Daemon;
  /** Where the address is written; '' for one that is usual. */
  readonly source: string;
}

async function candidates(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Candidate[]> {
  const home = environment.HOME ?? homedir();
  const file = '~/.testcontainers.properties';
  const properties = await readProperties(join(home, '.testcontainers.properties'));
  const named = (key: string, variable: string) =>
    environment[variable] || properties.get(key)?.trim() || null;
  const certificates =
    named('docker.tls.verify', 'DOCKER_TLS_VERIFY') === '1'
      ? named('docker.cert.path', 'DOCKER_CERT_PATH')
      : null;
  const own = properties.get('tc.host');
  const first: Candidate[] =
    own === undefined ? [] : [{ daemon: { uri: own, certificates: null }, source: `tc.host in ${file}` }];
  const host = named('docker.host', 'DOCKER_HOST');
  if (host !== null) {
    const source = environment.DOCKER_HOST ? 'DOCKER_HOST' : `docker.host in ${file}`;
    return [...first, { daemon: { uri: host, certificates }, source }];
  }
  const { XDG_RUNTIME_DIR } = environment;
  const sockets = [
    '/var/run/docker.sock',
    ...(XDG_RUNTIME_DIR ? [join(XDG_RUNTIME_DIR, 'docker.sock')] : []),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    `/run/user/${process.getuid?.() ?? 0}/docker.sock`,
  ];
  return [
    ...first,
    ...[...new Set(sockets)].map(path => ({
      daemon: { uri: `unix://${path}`, certificates: null },
      source: '',
    })),
  ].filter(({ daemon, source }) => source !== '' || existsSync(daemon.uri.slice('unix://'.length)));
}

/** `name = value` lines, with `#` before comments. */
async function readProperties(path: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const pairs = [...text.matchAll(/^[ \t]*([\w.]+)[ \t]*[=:][ \t]*(.*)$/gm)];
  return new Map(pairs.map(([, name = '', value = '']) => [name, value.trim()]));
}

function told(body: unknown): string {
  const { message } = (body ?? {}) as { readonly message?: unknown };
  return typeof message === 'string' ? `: ${message}` : '';
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such socket';
  if (code === 'ECONNREFUSED') return 'nobody listens';
  if (code === 'EACCES') return 'permission denied; is this user in the group docker?';
  return message;
}
