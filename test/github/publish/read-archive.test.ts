import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readArchive } from '../../../src/github/publish/read-archive.ts';
import { type ZipEntry, zip } from '../../support/zip.ts';

const what = 'artifact plangate of run 4711';
const data = Buffer.from('{"schema":1}');
const report: ZipEntry = { name: 'report.json', data };

/** `size` zeros deflated: the same 64 MiB again and again, which inflates as one stream. */
function bomb(size: number): Buffer {
  const part = 64 * 1024 * 1024;
  const deflated = deflateRawSync(Buffer.alloc(part), { finishFlush: constants.Z_FULL_FLUSH });
  const copies = Array.from({ length: size / part }, () => deflated);
  return Buffer.concat([...copies, deflateRawSync(Buffer.alloc(0))]);
}

describe('readArchive', () => {
  it('gives the file, deflated or stored, whatever lies beside it', async () => {
    const beside = { name: 'sub/report.json', data: Buffer.from('no') };
    expect(await readArchive(zip([beside, report]), 'report.json', what)).toEqual(data);
    const stored = { ...report, stored: data, method: 0 };
    expect(await readArchive(zip([stored]), 'report.json', what)).toEqual(data);
  });

  const ten = 10 * 1024 * 1024 * 1024;
  const whole = zip([report]);
  const hostile: Record<string, [Buffer, RegExp]> = {
    'no archive': [
      Buffer.from('<html>Not Found</html>'),
      /^artifact .*cannot be read: End of central directory/,
    ],
    nothing: [Buffer.alloc(0), /cannot be read: End of central directory/],
    'one that is cut': [whole.subarray(0, whole.length - 9), /cannot be read: /],
    'one without a beginning': [whole.subarray(20), /cannot be read: /],
    'one without the file': [
      zip([{ ...report, name: 'sub/report.json' }]),
      /There is no report\.json in the/,
    ],
    'one that has the file twice': [zip([report, report]), /There are 2 files called report\.json\./],
    'a name that leads out': [zip([report, { ...report, name: '../report.json' }]), /invalid relative path/],
    'a name that leads out on Windows': [
      zip([report, { ...report, name: '..\\report.json' }]),
      /invalid char/,
    ],
    'an absolute name': [zip([report, { ...report, name: '/etc/passwd' }]), /absolute path: \/etc\/passwd/],
    'a link': [zip([{ ...report, mode: 0o120777 }]), /^report\.json in artifact .*It is a symbolic link\./],
    'an encrypted file': [zip([{ ...report, flags: 1 }]), /It is encrypted\./],
    'a strongly encrypted file': [zip([{ ...report, flags: 0x41 }]), /strong encryption is not supported/],
    'another method': [zip([{ ...report, method: 12 }]), /unsupported compression method: 12/],
    'a wrong checksum': [zip([{ ...report, crc: 1 }]), /Its checksum is wrong\./],
    'too small a size': [zip([{ ...report, size: 5 }]), /too many bytes in the stream/],
    'too large a size': [zip([{ ...report, size: 500 }]), /not enough bytes in the stream/],
    'what cannot be inflated': [
      zip([{ ...report, stored: Buffer.from('hello, world') }]),
      /cannot be read: /,
    ],
    'ten gigabytes, admitted': [zip([{ ...report, size: 0xffff_fff0 }]), /more than 67108864 bytes/],
    'ten gigabytes, denied': [zip([{ ...report, stored: bomb(ten), size: 1000 }]), /too many bytes/],
    'ten gigabytes that say 64 MiB': [
      zip([{ ...report, stored: bomb(ten), size: 64 * 1024 * 1024 }]),
      /too many bytes/,
    ],
    'too many files': [
      zip(Array.from({ length: 1001 }, (_, n) => ({ ...report, name: `${n}.json` }))),
      /The archive has 1001 files, more than 1000\./,
    ],
    'fewer files than it says': [zip([report], 7), /cannot be read: /],
  };

  it.each(Object.entries(hostile))('refuses %s', async (_, [archive, message]) => {
    const before = performance.now();
    const error = await readArchive(archive, 'report.json', what).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: 'PlangateError', kind: 'github' });
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toMatch(
      /plangate does not write such an artifact|Register fewer queries/,
    );
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('refuses a file over the limit by what is in it, not by what is said', async () => {
    const long = Buffer.alloc(1000);
    await expect(readArchive(zip([{ ...report, data: long }]), 'report.json', what, 999)).rejects.toThrow(
      /report\.json in artifact plangate of run 4711: It has more than 999 bytes\./,
    );
    expect(await readArchive(zip([{ ...report, data: long }]), 'report.json', what, 1000)).toEqual(long);
  });
});
