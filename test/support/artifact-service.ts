import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

type Json = Record<string, unknown>;

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
}

/** What a runner gives to an action as ACTIONS_RUNTIME_TOKEN: unsigned here, since nobody here checks who signed it. */
export function runtimeToken(run: string, job: string): string {
  const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const scp = `Actions.GenericRead:00000000-0000-0000-0000-000000000000 Actions.Results:${run}:${job}`;
  return `${part({ alg: 'none', typ: 'JWT' })}.${part({ nameid: 'dddd', scp, exp: 4_102_444_800 })}.`;
}

/** An HTTP server on the loopback interface; what is asked in a way that the service would refuse is in `violations`. */
abstract class Service implements AsyncDisposable {
  readonly violations: string[] = [];
  /** `method path` of each request, in order. */
  readonly requests: string[] = [];
  /** What to answer the next requests with, before they are looked at; null lets one through. */
  readonly failures: (number | null)[] = [];
  readonly #server: Server;

  protected constructor() {
    this.#server = createServer((request, response) => {
      this.#call(request)
        .catch((error: unknown): Answer => {
          this.violations.push(`loopback: ${error instanceof Error ? error.message : String(error)}`);
          return { status: 500, body: { msg: 'loopback failed' } };
        })
        .then(({ status, body, headers }) => {
          response.writeHead(status, { 'content-type': 'application/json', ...headers });
          response.end(body === undefined ? '' : JSON.stringify(body));
        });
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }

  protected abstract answer(call: Call): Answer;

  /** The token's run and job, null when it is none. */
  protected backendIds(call: Call): { run: string; job: string } | null {
    const [, payload] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(call.headers.authorization ?? '') ?? [];
    if (payload === undefined) return null;
    const { scp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { scp?: string };
    const [, run, job] = /(?:^| )Actions\.Results:([^: ]+):([^: ]+)(?: |$)/.exec(scp ?? '') ?? [];
    return run === undefined || job === undefined ? null : { run, job };
  }

  protected expect(condition: boolean, what: string): void {
    if (!condition) this.violations.push(what);
  }

  async #call(request: IncomingMessage): Promise<Answer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    this.requests.push(`${method} ${url.pathname}`);
    const failure = this.failures.shift();
    if (typeof failure === 'number') return { status: failure, body: { msg: 'as the test asked' } };
    return this.answer({ method, url, headers: request.headers, bytes: Buffer.concat(chunks) });
  }
}

const forbidden = /["<>|*?\r\n:\\/]/;

export interface StoredArtifact {
  readonly id: number;
  readonly name: string;
  readonly run: string;
  readonly job: string;
  readonly zip: Buffer;
}

interface Upload {
  readonly name: string;
  readonly run: string;
  readonly job: string;
  readonly blocks: Map<string, Buffer>;
  blob: Buffer | null;
}

/**
 * GitHub's artifact service since 2023: Twirp over JSON, and a signed address of a blob store that takes blocks and a list
 * of them. Protocol: @actions/artifact's generated messages; Put Block and Put Block List in
 * https://learn.microsoft.com/en-us/rest/api/storageservices/blob-service-rest-api
 */
export class ResultsService extends Service {
  /** Finalised, in order of their ids. */
  readonly artifacts: StoredArtifact[] = [];
  readonly #uploads: Upload[] = [];
  #lastId = 500;

  static async start(): Promise<ResultsService> {
    return await new ResultsService().listen();
  }

  protected override answer(call: Call): Answer {
    if (call.url.pathname.startsWith('/account/')) return this.#blob(call);
    const method = /^\/twirp\/github\.actions\.results\.api\.v1\.ArtifactService\/(\w+)$/.exec(
      call.url.pathname,
    )?.[1];
    const ids = this.backendIds(call);
    if (ids === null) return { status: 401, body: { code: 'unauthenticated', msg: 'invalid token' } };
    this.expect(call.method === 'POST', `${call.method} instead of POST`);
    this.expect(
      call.headers['content-type']?.startsWith('application/json') === true,
      `content-type ${call.headers['content-type']}`,
    );
    const body = JSON.parse(call.bytes.toString('utf8')) as Json;
    if (method !== 'DeleteArtifact') {
      this.expect(body.workflow_run_backend_id === ids.run, `${method}: another run`);
      this.expect(body.workflow_job_run_backend_id === ids.job, `${method}: another job`);
    }
    if (method === 'CreateArtifact') return this.#create(ids, body);
    if (method === 'FinalizeArtifact') return this.#finalize(ids, body);
    if (method === 'ListArtifacts') return this.#list(ids, body);
    if (method === 'DeleteArtifact') return this.#delete(ids, body);
    this.violations.push(`${call.url.pathname} is no method of the service`);
    return notFound;
  }

  #create({ run, job }: { run: string; job: string }, body: Json): Answer {
    const name = String(body.name ?? '');
    if (name === '' || forbidden.test(name)) {
      return { status: 400, body: { code: 'invalid_argument', msg: 'invalid artifact name' } };
    }
    this.expect(body.version === 7 || body.version === 4, `CreateArtifact: version ${body.version}`);
    if (body.expires_at !== undefined) {
      const days = (Date.parse(String(body.expires_at)) - Date.now()) / 86_400_000;
      this.expect(days > 0 && days <= 90, `CreateArtifact: expires in ${days} days`);
    }
    if (this.#named(run, name) !== undefined) {
      const msg = 'an artifact with this name already exists on the workflow run';
      return { status: 409, body: { code: 'already_exists', msg } };
    }
    this.#uploads.push({ name, run, job, blocks: new Map(), blob: null });
    return {
      status: 200,
      body: { ok: true, signed_upload_url: this.#signed(`${this.#uploads.length - 1}`) },
    };
  }

  #finalize({ run, job }: { run: string; job: string }, body: Json): Answer {
    const upload = this.#uploads.findLast(each => each.run === run && each.name === body.name);
    if (upload?.blob == null) return notFound;
    this.expect(body.size === String(upload.blob.length), `FinalizeArtifact: size ${body.size}`);
    this.expect(
      /^sha256:[0-9a-f]{64}$/.test(String(body.hash)),
      `FinalizeArtifact: hash ${String(body.hash)}`,
    );
    this.#lastId++;
    this.artifacts.push({ id: this.#lastId, name: upload.name, run, job, zip: upload.blob });
    return { status: 200, body: { ok: true, artifact_id: String(this.#lastId) } };
  }

  #list({ run }: { run: string }, body: Json): Answer {
    const found = this.artifacts.filter(
      each => each.run === run && (body.name_filter === undefined || each.name === body.name_filter),
    );
    const artifacts = found.map(({ id, name, job, zip }) => ({
      workflow_run_backend_id: run,
      workflow_job_run_backend_id: job,
      database_id: String(id),
      name,
      size: String(zip.length),
      created_at: '2026-01-15T00:00:00Z',
    }));
    return { status: 200, body: { artifacts } };
  }

  #delete({ run }: { run: string }, body: Json): Answer {
    this.expect(body.workflow_run_backend_id === run, 'DeleteArtifact: another run');
    const found = this.#named(run, String(body.name));
    if (found === undefined) return notFound;
    this.artifacts.splice(this.artifacts.indexOf(found), 1);
    return { status: 200, body: { ok: true, artifact_id: String(found.id) } };
  }

  #blob({ method, url, headers, bytes }: Call): Answer {
    const upload = this.#uploads[Number(url.pathname.split('/').at(-1))];
    this.expect(headers.authorization === undefined, 'blob store: the token was sent to it');
    if (upload === undefined || url.searchParams.get('sig') !== signature) return { status: 403, body: {} };
    this.expect(method === 'PUT', `blob store: ${method}`);
    const created = { status: 201, headers: { 'x-ms-request-id': '1', 'x-ms-version': '2026-01-01' } };
    const kind = url.searchParams.get('comp');
    if (kind === 'block') {
      upload.blocks.set(String(url.searchParams.get('blockid')), bytes);
      return created;
    }
    if (kind === 'blocklist') {
      this.expect(
        headers['x-ms-blob-content-type'] === 'application/zip',
        `blob store: ${headers['x-ms-blob-content-type']}`,
      );
      const ids = [...bytes.toString('utf8').matchAll(/<Latest>([^<]+)<\/Latest>/g)].map(
        ([, id]) => id ?? '',
      );
      upload.blob = Buffer.concat(ids.map(id => upload.blocks.get(id) ?? Buffer.alloc(0)));
      return created;
    }
    this.expect(headers['x-ms-blob-type'] === 'BlockBlob', `blob store: comp=${kind}`);
    upload.blob = bytes;
    return created;
  }

  #named(run: string, name: string): StoredArtifact | undefined {
    return this.artifacts.find(each => each.run === run && each.name === name);
  }

  #signed(blob: string): string {
    return `${this.url}/account/artifacts/${blob}?sv=2026-01-01&sp=cw&sig=${encodeURIComponent(signature)}`;
  }
}

const signature = 'c2lnbmVk+by/the=test';
const notFound: Answer = { status: 404, body: { code: 'not_found', msg: 'not found' } };

/**
 * The artifact service of GitHub Enterprise Server: a container for the run, files put into it in ranges, gzip allowed.
 * Protocol: @actions/artifact 1.
 */
export class PipelinesService extends Service {
  /** By `artifact/file`. */
  readonly files = new Map<string, Buffer>();
  /** The size that an artifact was finalised with, in bytes, by its name. */
  readonly sizes = new Map<string, number>();
  readonly #parts = new Map<string, Buffer[]>();

  static async start(): Promise<PipelinesService> {
    return await new PipelinesService().listen();
  }

  protected override answer(call: Call): Answer {
    const { method, url, headers, bytes } = call;
    if (this.backendIds(call) === null) return { status: 401, body: { message: 'invalid token' } };
    this.expect(
      /;api-version=6\.0-preview$/.test(headers.accept ?? ''),
      `accept ${headers.accept} names no version`,
    );
    if (/^\/_apis\/pipelines\/workflows\/\d+\/artifacts$/.test(url.pathname)) {
      const body = JSON.parse(bytes.toString('utf8')) as Json;
      if (method === 'POST') return this.#create(body);
      if (method === 'PATCH') return this.#finalize(String(url.searchParams.get('artifactName')), body);
    }
    if (url.pathname === '/_apis/resources/Containers/77' && method === 'PUT') return this.#put(call);
    this.violations.push(`${method} ${url.pathname} is no endpoint of the service`);
    return notFound;
  }

  #create(body: Json): Answer {
    const name = String(body.Name ?? '');
    if (body.Type !== 'actions_storage' || name === '' || forbidden.test(name)) {
      return { status: 400, body: { message: 'invalid artifact' } };
    }
    const fileContainerResourceUrl = `${this.url}/_apis/resources/Containers/77`;
    return {
      status: 201,
      body: { containerId: 77, size: -1, type: body.Type, name, fileContainerResourceUrl },
    };
  }

  #put({ url, headers, bytes }: Call): Answer {
    const path = String(url.searchParams.get('itemPath'));
    const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
    this.expect(Number(to) - Number(from) + 1 === bytes.length, `range ${headers['content-range']}`);
    const parts = from === '0' ? [bytes] : [...(this.#parts.get(path) ?? []), bytes];
    this.#parts.set(path, parts);
    const all = Buffer.concat(parts);
    if (all.length === Number(total)) {
      this.files.set(path, headers['content-encoding'] === 'gzip' ? gunzipSync(all) : all);
    }
    return { status: 201, body: {} };
  }

  #finalize(name: string, body: Json): Answer {
    if (![...this.files.keys()].some(path => path.startsWith(`${name}/`))) return notFound;
    this.sizes.set(name, Number(body.Size));
    return { status: 200, body: { containerId: 77, size: body.Size, type: 'actions_storage', name } };
  }
}
