import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program, type Registry, startRegistry } from '../support/docker-registry.ts';
import { have } from '../support/have.ts';
import { haveDocker } from '../support/have-docker.ts';
import { spawnHolder } from './held-server.ts';

const run = promisify(execFile);

const here =
  haveDocker() &&
  have('a registry', existsSync(program), 'apt-get install --no-install-recommends docker-registry');

/** An image of a few bytes that says it has PostgreSQL 14: whoever wants 15 learns it as soon as it is pulled. */
describe.runIf(here)('an image in a registry', () => {
  let registry: Registry;
  let folder: string;
  let image: string;

  beforeAll(async () => {
    registry = await startRegistry();
    folder = await mkdtemp(join(tmpdir(), 'postgres-test-'));
    image = `${registry.host}/plangate/tiny:1`;
    await writeFile(join(folder, 'file'), 'x'.repeat(100_000));
    await run('sh', ['-c', `tar -C "$0" -c file | docker import -c 'ENV PG_MAJOR=14' - "$1"`, folder, image]);
    await configure('signed-in', { auths: { [registry.host]: { auth: registry.auth } } });
    await configure('nobody', {});
    await run('docker', ['--config', join(folder, 'signed-in'), 'push', '-q', image]);
    await run('docker', ['rmi', image]);
  });
  afterAll(async () => {
    await run('docker', ['rmi', image]).catch(() => {});
    await registry[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  async function configure(name: string, content: object): Promise<void> {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'config.json'), JSON.stringify(content));
  }

  /** What a run of its own says, for testcontainers reads the configuration once. */
  async function errorsOf(configuration: string, wanted: string): Promise<string> {
    const request = { engine: 'docker', version: 15, image: wanted };
    const DOCKER_HOST = process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock';
    const { ended, errors } = spawnHolder({
      request,
      environment: { DOCKER_HOST, DOCKER_CONFIG: join(folder, configuration) },
    });
    expect(await ended).toBe(1);
    return errors;
  }

  it('is refused to those who are not signed in', async () => {
    const errors = await errorsOf('nobody', image);
    expect(errors).toContain(
      `postgres.image: The image ${image} is not here and could not be pulled: the registry refused: there is no such image, or it is not for everyone.`,
    );
  });

  it('is told from one that is not there', async () => {
    expect(await errorsOf('signed-in', `${registry.host}/plangate/tiny:2`)).toContain(
      'could not be pulled: there is no such image in the registry.',
    );
  });

  it("is pulled with what the user's Docker configuration says", async () => {
    const errors = await errorsOf('signed-in', image);
    expect(errors).toContain(`PostgreSQL 15 is wanted, and the image ${image} has PostgreSQL 14.`);
    expect(errors).not.toContain('pull-secret');
    expect(errors).not.toContain(registry.auth);
    await run('docker', ['image', 'inspect', image]);
  });
});
