import type { Container } from 'dockerode';

/** The last lines of what a container printed, without empty ones; none when it cannot be read. */
export async function linesOfContainer(container: Container, tail = 500): Promise<string[]> {
  try {
    const frames = await container.logs({ stdout: true, stderr: true, follow: false, tail });
    return textOf(frames)
      .split('\n')
      .filter(line => line !== '');
  } catch {
    return [];
  }
}

/**
 * stdout and stderr come in frames: a byte for the stream, three of nothing, four for the length, then the text.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
 */
function textOf(frames: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= frames.length; ) {
    const end = at + 8 + frames.readUInt32BE(at + 4);
    parts.push(frames.subarray(at + 8, end));
    at = end;
  }
  return Buffer.concat(parts).toString('utf8');
}
