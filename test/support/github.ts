import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

type Json = Record<string, unknown>;

const description = JSON.parse(
  readFileSync(new URL('github-openapi.json', import.meta.url), 'utf8'),
) as Json & {
  paths: Record<string, Record<string, { requestBody?: unknown; responses: Record<string, unknown> }>>;
};

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
formats.default(ajv);
ajv.addSchema(description, 'github');

export interface LoopbackComment {
  readonly id: number;
  body: string;
  readonly login: string;
}

export interface LoopbackRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/**
 * A GitHub on the loopback interface: comments of one pull request, and GraphQL's viewer. Every request and every
 * answer is held to GitHub's own OpenAPI description; what does not fit is in `violations`.
 */
export class LoopbackGitHub implements AsyncDisposable {
  readonly comments: LoopbackComment[] = [];
  readonly requests: LoopbackRequest[] = [];
  readonly violations: string[] = [];
  /** When set, comments are refused with this status, as for the read-only token of a fork. */
  refuse: { readonly status: 403 | 404; readonly message: string } | null = null;
  readonly #server: Server;
  #lastId = 1000;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request)
        .catch((error: unknown) => {
          this.violations.push(`loopback: ${error instanceof Error ? error.message : String(error)}`);
          return { status: 500, body: { message: 'loopback failed' }, headers: {} };
        })
        .then(({ status, body, headers }) => {
          response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
          response.end(JSON.stringify(body));
        });
    });
  }

  static async start(): Promise<LoopbackGitHub> {
    const github = new LoopbackGitHub();
    await new Promise<void>(resolve => github.#server.listen(0, '127.0.0.1', resolve));
    return github;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  add(login: string, body: string): LoopbackComment {
    this.#lastId++;
    const comment = { id: this.#lastId, body, login };
    this.comments.push(comment);
    return comment;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }

  async #answer(
    request: IncomingMessage,
  ): Promise<{ status: number; body: unknown; headers: Record<string, string> }> {
    const url = new URL(request.url ?? '/', this.url);
    const method = (request.method ?? 'GET').toLowerCase();
    const text = await readAll(request);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    this.requests.push({
      method,
      url: url.pathname + url.search,
      authorization: request.headers.authorization,
      body,
    });
    if (request.headers.authorization === undefined)
      return { status: 401, body: { message: 'Requires authentication' }, headers: {} };

    if (method === 'post' && url.pathname === '/graphql') {
      return { status: 200, body: { data: { viewer: { login: 'github-actions[bot]' } } }, headers: {} };
    }
    const list = /^\/repos\/[^/]+\/[^/]+\/issues\/\d+\/comments$/.exec(url.pathname);
    const one = /^\/repos\/[^/]+\/[^/]+\/issues\/comments\/(\d+)$/.exec(url.pathname);
    if (list !== null && method === 'get') return this.#list(url);
    if (list !== null && method === 'post') {
      const path = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
      this.#checkRequest(path, 'post', body);
      if (this.refuse !== null) return this.#refused();
      return this.#respond(
        path,
        'post',
        201,
        this.#json(this.add('github-actions[bot]', String((body as Json).body))),
      );
    }
    if (one !== null && method === 'patch') {
      const path = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
      this.#checkRequest(path, 'patch', body);
      if (this.refuse !== null) return this.#refused();
      const comment = this.comments.find(each => each.id === Number(one[1]));
      if (comment === undefined) return { status: 404, body: { message: 'Not Found' }, headers: {} };
      comment.body = String((body as Json).body);
      return this.#respond(path, 'patch', 200, this.#json(comment));
    }
    this.violations.push(`${method} ${url.pathname} is no endpoint that the loopback GitHub knows`);
    return { status: 404, body: { message: 'Not Found' }, headers: {} };
  }

  #list(url: URL) {
    const perPage = Number(url.searchParams.get('per_page') ?? 30);
    const page = Number(url.searchParams.get('page') ?? 1);
    const shown = this.comments
      .slice((page - 1) * perPage, page * perPage)
      .map(comment => this.#json(comment));
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    const headers: Record<string, string> =
      page * perPage < this.comments.length ? { link: `<${next.href}>; rel="next"` } : {};
    return this.#respond('/repos/{owner}/{repo}/issues/{issue_number}/comments', 'get', 200, shown, headers);
  }

  #refused() {
    const { status, message } = this.refuse ?? { status: 403, message: '' };
    return {
      status,
      body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
      headers: {},
    };
  }

  #checkRequest(path: string, method: string, body: unknown): void {
    this.#check(
      `/paths/${pointer(path)}/${method}/requestBody/content/application~1json/schema`,
      body,
      `${method} ${path}`,
    );
    if (typeof body === 'object' && body !== null && String((body as Json).body).length > 65_536) {
      this.violations.push(`${method} ${path}: the body is longer than 65,536 characters`);
    }
  }

  #respond(
    path: string,
    method: string,
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ) {
    this.#check(
      `/paths/${pointer(path)}/${method}/responses/${status}/content/application~1json/schema`,
      body,
      `answer of ${method} ${path}`,
    );
    return { status, body, headers };
  }

  #check(schema: string, value: unknown, what: string): void {
    const validate: ValidateFunction =
      ajv.getSchema(`github#${schema}`) ?? ajv.compile({ $ref: `github#${schema}` });
    if (!validate(value)) this.violations.push(`${what}: ${ajv.errorsText(validate.errors)}`);
  }

  #json(comment: LoopbackComment): Json {
    const page = `https://github.com/octo/registry/pull/7#issuecomment-${comment.id}`;
    return {
      id: comment.id,
      node_id: `IC_${comment.id}`,
      url: `${this.url}/repos/octo/registry/issues/comments/${comment.id}`,
      html_url: page,
      issue_url: `${this.url}/repos/octo/registry/issues/7`,
      body: comment.body,
      created_at: '2026-01-15T00:00:00Z',
      updated_at: '2026-01-15T00:00:00Z',
      author_association: 'NONE',
      user: user(comment.login),
    };
  }
}

function user(login: string): Json {
  const url = `https://api.github.com/users/${encodeURIComponent(login)}`;
  const links = Object.fromEntries(
    [
      'followers',
      'following',
      'gists',
      'starred',
      'subscriptions',
      'organizations',
      'repos',
      'events',
      'received_events',
    ].map(name => [`${name}_url`, `${url}/${name}`]),
  );
  return {
    login,
    id: 41898282,
    node_id: 'MDM6Qm90NDE4OTgyODI=',
    avatar_url: 'https://avatars.githubusercontent.com/in/15368',
    gravatar_id: '',
    url,
    html_url: `https://github.com/${encodeURIComponent(login)}`,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
    ...links,
  };
}

function pointer(path: string): string {
  return encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'));
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
