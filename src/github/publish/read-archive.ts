import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { notOurs, refusal, shown } from './refusal.ts';

/** Bytes of the one file that is read, inflated. */
export const fileLimit = 64 * 1024 * 1024;

/** plangate writes half a dozen; the input `report` may add some. */
const mostEntries = 1000;

/**
 * The bytes of the file called `file` at the top of a zip archive that anybody may have made. Nothing else in it is read and
 * nothing is written anywhere, so no name in it can lead out of a folder.
 *
 * @param what the archive, for messages
 * @throws PlangateError (github) for an archive that plangate would not have written
 */
export async function readArchive(
  archive: Buffer,
  file: string,
  what: string,
  limit = fileLimit,
): Promise<Buffer> {
  try {
    const zip = await fromBufferPromise(archive, {
      lazyEntries: true,
      validateEntrySizes: true,
      strictFileNames: true,
    });
    return await inflate(zip, await findEntry(zip, file, what), what, limit);
  } catch (error) {
    if (error instanceof Error && error.name === 'PlangateError') throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw refusal(what, `The archive cannot be read: ${shown(message)}.`, notOurs, error);
  }
}

async function findEntry(zip: ZipFile, file: string, what: string): Promise<Entry> {
  if (zip.entryCount > mostEntries) {
    throw refusal(what, `The archive has ${zip.entryCount} files, more than ${mostEntries}.`, notOurs);
  }
  const found: Entry[] = [];
  for await (const entry of zip.eachEntry()) if (entry.fileName === file) found.push(entry);
  const [entry] = found;
  if (entry === undefined) throw refusal(what, `There is no ${file} in the archive.`, notOurs);
  if (found.length > 1) throw refusal(what, `There are ${found.length} files called ${file}.`, notOurs);
  return entry;
}

async function inflate(zip: ZipFile, entry: Entry, what: string, limit: number): Promise<Buffer> {
  const place = `${entry.fileName} in ${what}`;
  if (isLink(entry)) throw refusal(place, 'It is a symbolic link.', notOurs);
  if (entry.isEncrypted()) throw refusal(place, 'It is encrypted.', notOurs);
  const tooLong = () =>
    refusal(place, `It has more than ${limit} bytes.`, 'Register fewer queries in one gate.');
  if (entry.uncompressedSize > limit) throw tooLong();
  const chunks: Buffer[] = [];
  let size = 0;
  let sum = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    size += chunk.length;
    if (size > limit) throw tooLong();
    sum = crc32(chunk, sum);
    chunks.push(chunk);
  }
  if (sum !== entry.crc32) throw refusal(place, 'Its checksum is wrong.', notOurs);
  return Buffer.concat(chunks);
}

/** What Unix' zip programs keep in the upper half: the file's type and mode. */
function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}
