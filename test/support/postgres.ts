import { type Server, type ServerRequest, startServer } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';

/**
 * A server for one test file: start it in `beforeAll`, dispose it in `afterAll`, give each test databases of its own.
 * `major` null takes what there is, a local server before an embedded one.
 */
export function testServer(
  major: number | null = null,
  changes: Partial<ServerRequest> = {},
): Promise<Server> {
  const environment = process.env;
  return startServer(
    { engine: 'auto', version: major, locale: 'C.UTF-8', settings: {}, environment, ...changes },
    silent,
  );
}
