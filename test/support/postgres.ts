import { type Server, type ServerRequest, startServer } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';

/** The environment without Docker: what a test says must not depend on whether a daemon happens to run. */
export const withoutDocker: Readonly<Record<string, string | undefined>> = {
  ...process.env,
  DOCKER_HOST: 'unix:///nowhere/docker.sock',
};

/**
 * A server for one test file: start it in `beforeAll`, dispose it in `afterAll`, give each test databases of its own.
 * `major` null takes what there is, a local server before an embedded one.
 */
export function testServer(
  major: number | null = null,
  changes: Partial<ServerRequest> = {},
): Promise<Server> {
  const environment = withoutDocker;
  return startServer(
    { engine: 'auto', version: major, locale: 'C.UTF-8', settings: {}, environment, ...changes },
    silent,
  );
}
