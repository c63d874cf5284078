import { readFileSync } from 'node:fs';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { join } from 'node:path';

/** Where a Docker daemon answers. Plain data, so that it can be written down for the run that cleans up. */
export interface Daemon {
  /** `unix:///var/run/docker.sock` or `tcp://host:2375`, as DOCKER_HOST has it. */
  readonly uri: string;
  /** Folder with ca.pem, cert.pem and key.pem where the daemon wants TLS; else null. */
  readonly certificates: string | null;
}

export interface Answer {
  readonly status: number;
  /** Parsed JSON where it is JSON, else text. */
  readonly body: unknown;
}

/**
 * One request of Docker's API, without testcontainers, which takes long to load and is not needed to knock at a door.
 * https://docs.docker.com/reference/api/engine/. Rejects when nobody answers within `patience` ms.
 */
export function askDaemon(
  daemon: Daemon,
  method: 'GET' | 'DELETE',
  path: string,
  patience: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = daemon.certificates === null ? requestPlain : requestSecure;
    const sent = request({ ...connection(daemon), method, path, agent: false }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString('utf8')) });
      });
    });
    const timer = setTimeout(() => sent.destroy(new Error(`no answer within ${patience} ms`)), patience);
    sent.once('error', error => {
      clearTimeout(timer);
      reject(error);
    });
    sent.end();
  });
}

/** Options of node:http for the daemon's address. Throws for one that is no URL, or of a kind that cannot be used. */
function connection({ uri, certificates }: Daemon): Record<string, unknown> {
  const { protocol, hostname, port, pathname } = new URL(uri);
  if (protocol === 'unix:') return { socketPath: decodeURIComponent(pathname) };
  if (!/^(tcp|https?):$/.test(protocol)) throw new Error(`${protocol}// is not supported`);
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 2375) };
  if (certificates === null) return address;
  const [ca, cert, key] = ['ca', 'cert', 'key'].map(name => readFileSync(join(certificates, `${name}.pem`)));
  return { ...address, ca, cert, key };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
