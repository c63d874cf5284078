import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip archive, and what is said of it, true or not. */
export interface ZipEntry {
  readonly name: string;
  readonly data: Buffer;
  /** The bytes as they are stored, if they are not `data` deflated. */
  readonly stored?: Buffer;
  readonly method?: number;
  /** General purpose bit flag; 1 says encrypted. */
  readonly flags?: number;
  readonly crc?: number;
  /** Bytes, as the archive says. */
  readonly size?: number;
  /** File type and mode as Unix has it. */
  readonly mode?: number;
}

/**
 * Writes a zip archive, honest or not.
 * Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16
 */
export function zip(entries: readonly ZipEntry[], claimed = entries.length): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const stored = entry.stored ?? deflateRawSync(entry.data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.flags ?? 0, 2);
    common.writeUInt16LE(entry.method ?? 8, 4);
    common.writeUInt32LE(entry.crc ?? crc32(entry.data), 10);
    common.writeUInt32LE(stored.length, 14);
    common.writeUInt32LE(entry.size ?? entry.data.length, 18);
    common.writeUInt16LE(name.length, 22);
    files.push(word(0x04034b50), common, name, stored);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(word(0x02014b50), Buffer.from([20, 3]), common, rest, name);
    offset += 30 + name.length + stored.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(claimed, 4);
  end.writeUInt16LE(claimed, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, central, word(0x06054b50), end]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
