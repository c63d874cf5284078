import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { sampleOf } from './sample-of.ts';

type Json = Record<string, unknown>;

export const description = JSON.parse(
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

export interface LoopbackCheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: string;
  readonly detailsUrl: string;
  title: string;
  summary: string;
  readonly annotations: Json[];
}

/** What the loopback GitHub answers instead of doing what it is asked. */
export interface Refusal {
  /** 0 drops the connection. */
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often; always when left out. */
  times?: number;
}

/** What a token may be allowed to do, or not. */
export type Endpoint = 'comments' | 'list' | 'checks' | 'graphql' | 'pulls' | 'artifacts';

/** Answers further requests; null to what it does not know. */
export type Extension = (method: string, url: URL) => ExtensionAnswer | null;

export interface ExtensionAnswer {
  /** As the description writes it. */
  readonly path: string;
  readonly status: number;
  /** Held to the description, where that has one for the status. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface LoopbackRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/**
 * A GitHub on the loopback interface: comments of one pull request, check runs, and GraphQL's viewer. Every request and every
 * answer is held to GitHub's own OpenAPI description; what does not fit is in `violations`.
 */
export class LoopbackGitHub implements AsyncDisposable {
  readonly comments: LoopbackComment[] = [];
  readonly requests: LoopbackRequest[] = [];
  readonly violations: string[] = [];
  readonly checkRuns: LoopbackCheckRun[] = [];
  /** What is refused, as for the read-only token of a fork, or beyond a rate limit. */
  readonly refuse: { [endpoint in Endpoint]?: Refusal } = {};
  readonly extensions: Extension[] = [];
  /** The head of every pull request. */
  headSha = 'a'.repeat(40);
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
          if (status === 0) return void request.socket.destroy();
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

    const refused = this.#refused(endpointOf(method, url.pathname));
    if (refused !== null) return refused;
    if (method === 'post' && url.pathname === '/graphql') {
      return { status: 200, body: { data: { viewer: { login: 'github-actions[bot]' } } }, headers: {} };
    }
    const list = /^\/repos\/[^/]+\/[^/]+\/issues\/\d+\/comments$/.exec(url.pathname);
    const one = /^\/repos\/[^/]+\/[^/]+\/issues\/comments\/(\d+)$/.exec(url.pathname);
    if (list !== null && method === 'get') return this.#list(url);
    if (list !== null && method === 'post') {
      const path = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
      this.#checkRequest(path, 'post', body);
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
      const comment = this.comments.find(each => each.id === Number(one[1]));
      if (comment === undefined) return { status: 404, body: { message: 'Not Found' }, headers: {} };
      comment.body = String((body as Json).body);
      return this.#respond(path, 'patch', 200, this.#json(comment));
    }
    if (method === 'post' && /^\/repos\/[^/]+\/[^/]+\/check-runs$/.test(url.pathname))
      return this.#createCheckRun(body);
    if (method === 'get' && /^\/repos\/[^/]+\/[^/]+\/pulls\/\d+$/.test(url.pathname)) return this.#pull();
    const update = /^\/repos\/[^/]+\/[^/]+\/check-runs\/(\d+)$/.exec(url.pathname);
    if (update !== null && method === 'patch') return this.#updateCheckRun(Number(update[1]), body);
    for (const extension of this.extensions) {
      const answer = extension(method, url);
      if (answer === null) continue;
      const { path, status, body, headers = {} } = answer;
      return status < 300 ? this.#respond(path, method, status, body, headers) : { status, body, headers };
    }
    this.violations.push(`${method} ${url.pathname} is no endpoint that the loopback GitHub knows`);
    return { status: 404, body: { message: 'Not Found' }, headers: {} };
  }

  #pull() {
    const pull = sampleOf(description, { $ref: '#/components/schemas/pull-request' }) as Json & {
      head: Json;
    };
    const body = { ...pull, head: { ...pull.head, sha: this.headSha } };
    return this.#respond('/repos/{owner}/{repo}/pulls/{pull_number}', 'get', 200, body);
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

  #createCheckRun(body: unknown) {
    const path = '/repos/{owner}/{repo}/check-runs';
    this.#checkRequest(path, 'post', body);
    this.#lastId++;
    const { name, head_sha, conclusion, details_url, output } = body as Json & { output: Json };
    const run: LoopbackCheckRun = {
      id: this.#lastId,
      name: String(name),
      headSha: String(head_sha),
      conclusion: String(conclusion),
      detailsUrl: String(details_url),
      title: '',
      summary: '',
      annotations: [],
    };
    this.checkRuns.push(run);
    return this.#respond(path, 'post', 201, this.#checkJson(this.#output(run, output)));
  }

  #updateCheckRun(id: number, body: unknown) {
    const path = '/repos/{owner}/{repo}/check-runs/{check_run_id}';
    this.#checkRequest(path, 'patch', body);
    const run = this.checkRuns.find(each => each.id === id);
    if (run === undefined) return { status: 404, body: { message: 'Not Found' }, headers: {} };
    return this.#respond(
      path,
      'patch',
      200,
      this.#checkJson(this.#output(run, (body as Json).output as Json)),
    );
  }

  /** Annotations are added to those that are there. Limits that the description tells in words only are kept too. */
  #output(run: LoopbackCheckRun, { title, summary, annotations }: Json): LoopbackCheckRun {
    run.title = String(title);
    run.summary = String(summary);
    const added = (annotations ?? []) as Json[];
    run.annotations.push(...added);
    if (added.length > 50) this.violations.push('more than 50 annotations in one request');
    if (run.summary.length > 65_535) this.violations.push('the summary is longer than 65,535 characters');
    for (const each of added) {
      if (Buffer.byteLength(String(each.message)) > 65_536) this.violations.push('an annotation over 64 kB');
      if (String(each.title).length > 255) this.violations.push('a title over 255 characters');
    }
    return run;
  }

  #checkJson(run: LoopbackCheckRun): Json {
    const url = `${this.url}/repos/octo/registry/check-runs/${run.id}`;
    return {
      id: run.id,
      node_id: `CR_${run.id}`,
      head_sha: run.headSha,
      external_id: '',
      url,
      html_url: `https://github.com/octo/registry/runs/${run.id}`,
      details_url: run.detailsUrl,
      status: 'completed',
      conclusion: run.conclusion,
      started_at: '2026-01-15T00:00:00Z',
      completed_at: '2026-01-15T00:00:00Z',
      name: run.name,
      check_suite: { id: 1 },
      app: null,
      pull_requests: [],
      output: {
        title: run.title,
        summary: run.summary,
        text: null,
        annotations_count: run.annotations.length,
        annotations_url: `${url}/annotations`,
      },
    };
  }

  #refused(endpoint: Endpoint | null) {
    const refusal = endpoint === null ? undefined : this.refuse[endpoint];
    if (refusal === undefined || refusal.times === 0) return null;
    if (refusal.times !== undefined) refusal.times--;
    const { status, message, headers = {} } = refusal;
    const body = { message, documentation_url: 'https://docs.github.com/rest', status: String(status) };
    return { status, body, headers: { ...headers } };
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

function endpointOf(method: string, path: string): Endpoint | null {
  if (path === '/graphql') return 'graphql';
  if (path.includes('/check-runs')) return 'checks';
  if (path.endsWith('/pulls')) return 'pulls';
  if (path.includes('/artifacts')) return 'artifacts';
  if (!path.includes('/comments')) return null;
  return method === 'get' ? 'list' : 'comments';
}

function pointer(path: string): string {
  return encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'));
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
