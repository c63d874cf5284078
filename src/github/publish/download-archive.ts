import { setTimeout } from 'node:timers/promises';
import { asking } from './asking.ts';
import type { Place } from './place.ts';
import { refusal } from './refusal.ts';

/** Bytes. A report of a thousand cases has about three. */
export const archiveLimit = 32 * 1024 * 1024;

/** ms, for one try. */
const timeLimit = 60_000;

/** ms to wait before each further try. */
const pauses = [0, 500];

/**
 * Downloads an artifact's archive into memory. GitHub sends to a signed address at its blob store, which must not see the
 * token. Source: https://docs.github.com/en/rest/actions/artifacts#download-an-artifact
 *
 * @param what the artifact, for messages
 * @throws PlangateError (github) when it is longer than `limit`, which GitHub's own word is not trusted for
 */
export async function downloadArchive(
  place: Place,
  id: number,
  what: string,
  limit = archiveLimit,
): Promise<Buffer> {
  const address = await signedAddress(place, id);
  const request = fetchOf(place);
  let failure: unknown;
  for (const pause of pauses) {
    await setTimeout(pause);
    try {
      const response = await request(address, { signal: AbortSignal.timeout(timeLimit) });
      if (response.ok && response.body !== null) return await readWithin(response.body, limit, what);
      await response.body?.cancel();
      failure = new Error(`its store answered ${response.status}`);
      if (response.status < 500 && response.status !== 429) break;
    } catch (error) {
      if (error instanceof Error && error.name === 'PlangateError') throw error;
      failure = error;
    }
  }
  const message = failure instanceof Error ? failure.message : String(failure);
  throw refusal(what, `It could not be downloaded: ${message}.`, 'Run the job again.', failure);
}

async function signedAddress({ octokit, owner, repository }: Place, id: number): Promise<string> {
  const { headers, data, url } = await asking('actions: read', () =>
    octokit.rest.actions.downloadArtifact({
      owner,
      repo: repository,
      artifact_id: id,
      archive_format: 'zip',
      request: { redirect: 'manual', parseSuccessResponseBody: false },
    }),
  );
  await (data as ReadableStream | null)?.cancel();
  if (headers.location === undefined) throw new Error('GitHub told no address of the artifact');
  const address = new URL(headers.location, url);
  if (new URL(url).protocol === 'https:' && address.protocol !== 'https:') {
    throw new Error(`GitHub told an address of the artifact that is not encrypted, at ${address.host}`);
  }
  return address.href;
}

/** The client's own, which knows the runner's proxy, but without its headers. */
function fetchOf({ octokit }: Place): typeof fetch {
  return octokit.request.endpoint.DEFAULTS.request?.fetch ?? fetch;
}

async function readWithin(body: ReadableStream<Uint8Array>, limit: number, what: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) {
      throw refusal(what, `It has more than ${limit} bytes.`, 'Register fewer queries in one gate.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
