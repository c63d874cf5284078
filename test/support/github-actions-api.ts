import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv } from 'ajv';
import { description, type ExtensionAnswer, type LoopbackGitHub } from './github.ts';
import { sampleOf } from './sample-of.ts';

type Json = Record<string, unknown>;

export interface LoopbackPullRequest {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly baseRef: string;
  readonly head: {
    readonly sha: string;
    readonly owner: string;
    readonly branch: string;
    /** `owner/name`; null when the fork is gone. */
    readonly repository: string | null;
  };
}

export interface LoopbackArtifact {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  readonly archive: Buffer;
  readonly isExpired?: boolean;
  /** What GitHub says, in bytes, if it is not the archive's. */
  readonly size?: number;
}

/** Everything in a query is text. */
const query = new Ajv({ strict: false, coerceTypes: true });

const pullsPath = '/repos/{owner}/{repo}/pulls';
const artifactsPath = '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts';
const archivePath = '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}';

/**
 * Pull requests and artifacts of runs, added to a loopback GitHub; the archives lie on another origin, as GitHub's do. Every
 * query parameter is held to GitHub's description too.
 */
export class LoopbackActionsApi implements AsyncDisposable {
  readonly pulls: LoopbackPullRequest[] = [];
  readonly artifacts: LoopbackArtifact[] = [];
  /** Statuses that the blob store answers the next downloads with. */
  readonly blobFailures: number[] = [];
  /** How many downloads the blob store was asked for. */
  downloads = 0;
  readonly #github: LoopbackGitHub;
  readonly #blobs: Server;

  private constructor(github: LoopbackGitHub) {
    this.#github = github;
    this.#blobs = createServer((request, response) => {
      this.downloads++;
      if (request.headers.authorization !== undefined) {
        github.violations.push('the token was sent to the blob store');
      }
      const failure = this.blobFailures.shift();
      const url = new URL(request.url ?? '/', 'http://localhost');
      const artifact = this.artifacts.find(each => `/blob/${each.id}` === url.pathname);
      const isSigned = url.searchParams.get('sig') === 'signed';
      if (failure !== undefined || artifact === undefined || !isSigned) {
        response.writeHead(failure ?? 403).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/zip' }).end(artifact.archive);
    });
    github.extensions.push((method, url) => this.#answer(method, url));
  }

  static async start(github: LoopbackGitHub): Promise<LoopbackActionsApi> {
    const api = new LoopbackActionsApi(github);
    await new Promise<void>(resolve => api.#blobs.listen(0, '127.0.0.1', resolve));
    return api;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#blobs.closeAllConnections();
    await new Promise<void>(resolve => this.#blobs.close(() => resolve()));
  }

  #answer(method: string, url: URL): ExtensionAnswer | null {
    if (method !== 'get') return null;
    const [, repository, rest = ''] = /^\/repos\/([^/]+\/[^/]+)(\/.*)$/.exec(url.pathname) ?? [];
    const run = /^\/actions\/runs\/(\d+)\/artifacts$/.exec(rest)?.[1];
    const artifact = /^\/actions\/artifacts\/(\d+)\/zip$/.exec(rest)?.[1];
    const path = rest === '/pulls' ? pullsPath : run !== undefined ? artifactsPath : archivePath;
    if (repository === undefined || (path === archivePath && artifact === undefined)) return null;
    this.#checkQuery(path, url);
    if (path === pullsPath) return this.#page(path, url, this.#listPulls(url), page => page);
    if (path === artifactsPath) {
      const found = this.artifacts.filter(
        each => each.run === Number(run) && matches(url, 'name', each.name),
      );
      const all = found.map(each => this.#artifactJson(each));
      return this.#page(path, url, all, page => ({ total_count: all.length, artifacts: page }));
    }
    const found = this.artifacts.find(each => each.id === Number(artifact));
    if (found === undefined) return { path, status: 404, body: { message: 'Not Found' } };
    if (found.isExpired) return { path, status: 410, body: { message: 'Artifact has expired' } };
    const { port } = this.#blobs.address() as AddressInfo;
    return {
      path,
      status: 302,
      headers: { location: `http://127.0.0.1:${port}/blob/${found.id}?sig=signed` },
    };
  }

  #page(path: string, url: URL, all: readonly Json[], body: (page: readonly Json[]) => unknown) {
    const perPage = Number(url.searchParams.get('per_page') ?? 30);
    const page = Number(url.searchParams.get('page') ?? 1);
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    const headers: Record<string, string> =
      page * perPage < all.length ? { link: `<${next.href}>; rel="next"` } : {};
    return { path, status: 200, body: body(all.slice((page - 1) * perPage, page * perPage)), headers };
  }

  #listPulls(url: URL): Json[] {
    const state = url.searchParams.get('state') ?? 'open';
    return this.pulls
      .filter(pull => state === 'all' || pull.state === state)
      .filter(({ head }) => matches(url, 'head', `${head.owner}:${head.branch}`))
      .map(pull => this.#pullJson(pull));
  }

  #pullJson({ number, state, baseRef, head }: LoopbackPullRequest): Json {
    const pull = sampleOf(description, { $ref: '#/components/schemas/pull-request-simple' }) as {
      head: Json & { repo: Json };
      base: Json;
    };
    const repo = head.repository === null ? null : { ...pull.head.repo, full_name: head.repository };
    const label = `${head.owner}:${head.branch}`;
    return {
      ...pull,
      number,
      state,
      head: { ...pull.head, label, ref: head.branch, sha: head.sha, repo },
      base: { ...pull.base, ref: baseRef },
    };
  }

  #artifactJson({ id, name, archive, size, isExpired = false }: LoopbackArtifact): Json {
    const artifact = sampleOf(description, { $ref: '#/components/schemas/artifact' }) as Json;
    return { ...artifact, id, name, size_in_bytes: size ?? archive.length, expired: isExpired };
  }

  #checkQuery(path: string, url: URL): void {
    const { parameters = [] } = description.paths[path]?.get as { parameters?: Json[] };
    const known = new Map(parameters.map(each => parameter(each)).map(each => [each.name, each]));
    for (const [name, text] of url.searchParams) {
      const schema = known.get(name)?.schema;
      if (known.get(name)?.in !== 'query' || schema === undefined) {
        this.#github.violations.push(`get ${path}: no parameter is called ${name}`);
      } else if (!query.validate(schema, text)) {
        this.#github.violations.push(`get ${path}: ${name} cannot be ${text}`);
      }
    }
  }
}

function matches(url: URL, name: string, value: string): boolean {
  const wanted = url.searchParams.get(name);
  return wanted === null || wanted === value;
}

function parameter(value: Json): { name: string; in: string; schema: Json } {
  const name = /^#\/components\/parameters\/(.+)$/.exec(String(value.$ref))?.[1];
  const { parameters } = description.components as { parameters: Record<string, Json> };
  return (name === undefined ? value : parameters[name]) as { name: string; in: string; schema: Json };
}
