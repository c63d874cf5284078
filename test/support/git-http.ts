import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

export interface HttpOrigin extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`: what GITHUB_SERVER_URL is to GitHub. */
  readonly server: string;
  /** Called with every request, before it is answered. What it answers false to is never answered. */
  onRequest: (request: { readonly url: string; readonly authorization: string | undefined }) => unknown;
}

/**
 * Serves the bare repositories below `folder` over HTTP on the loopback interface, by git's own CGI program, to those
 * who show `authorization`. A private repository on GitHub answers 401 to all others just so.
 */
export async function serveRepositories(folder: string, authorization: string): Promise<HttpOrigin> {
  const server = createServer((request, response) => {
    const { url = '/', method = 'GET', headers } = request;
    if (origin.onRequest({ url, authorization: headers.authorization }) === false) return;
    if (headers.authorization?.replace(/^basic/, 'Basic') !== authorization) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
      return;
    }
    const { pathname, search } = new URL(url, 'http://localhost');
    const child = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH ?? '',
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_CONFIG_NOSYSTEM: '1',
        HOME: folder,
        REQUEST_METHOD: method,
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        CONTENT_TYPE: headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
        GIT_PROTOCOL: [headers['git-protocol'] ?? ''].flat().join(),
        REMOTE_ADDR: '127.0.0.1',
        ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    request.pipe(child.stdin);
    child.stdin.on('error', () => {});
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', () => {
      const answer = Buffer.concat(chunks);
      const end = answer.indexOf('\r\n\r\n');
      const fields = answer.subarray(0, end).toString('latin1').split('\r\n');
      const pairs = fields.map(field => field.split(/: */, 2) as [string, string]);
      const status = pairs.find(([name]) => name === 'Status')?.[1] ?? '200';
      const others = pairs.filter(([name]) => name !== 'Status');
      response
        .writeHead(Number.parseInt(status, 10), Object.fromEntries(others))
        .end(answer.subarray(end + 4));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The loopback server has no port.');
  const origin: HttpOrigin = {
    server: `http://127.0.0.1:${address.port}`,
    onRequest: () => {},
    [Symbol.asyncDispose]: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return origin;
}
