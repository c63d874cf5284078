import { PassThrough } from 'node:stream';
import { gitFailed, type PrivateRepository } from './private-repository.ts';

/** The contents of files by their id. */
export interface Blobs {
  read(id: string): Promise<Buffer>;
}

interface Waiting {
  readonly id: string;
  resolve(content: Buffer): void;
  reject(error: unknown): void;
}

/**
 * Reads blobs through one `git cat-file --batch`, which starts with the first of them and runs until the repository
 * is disposed: a process for each file would take longer than all the reading.
 * Source: https://git-scm.com/docs/git-cat-file#_batch_output
 */
export function openBlobs(repository: PrivateRepository): Blobs {
  let ask: ((waiting: Waiting) => void) | null = null;

  const start = () => {
    const questions = new PassThrough();
    // Answers come in the order of the questions.
    const queue: Waiting[] = [];
    const hear = answerReader((header, content) => {
      const first = queue.shift();
      if (content !== null) first?.resolve(content);
      else first?.reject(gitFailed(repository.user, 'cat-file', header));
    });
    const end = (error: unknown) => {
      // The next question starts another one.
      ask = null;
      for (const { reject } of queue) reject(error);
    };
    repository
      .run(['cat-file', '--batch'], { input: questions, hear })
      .then(({ stderr }) => end(gitFailed(repository.user, 'cat-file', stderr)), end);
    return (waiting: Waiting) => {
      queue.push(waiting);
      questions.write(`${waiting.id}\n`);
    };
  };

  return {
    read: id =>
      new Promise((resolve, reject) => {
        ask ??= start();
        ask({ id, resolve, reject });
      }),
  };
}

/** Cuts stdout into answers. `content` is null for an object that is not there. */
function answerReader(answer: (header: string, content: Buffer | null) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let length = 0;
  /** Fewer bytes are no whole answer. */
  let needed = 0;
  return chunk => {
    chunks.push(chunk);
    length += chunk.length;
    if (length < needed) return;
    let rest = Buffer.concat(chunks);
    needed = 0;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const header = rest.toString('latin1', 0, end);
      const size = /^[0-9a-f]+ \w+ (\d+)$/.exec(header)?.[1];
      const next = size === undefined ? end + 1 : end + 1 + Number(size) + 1;
      if (rest.length < next) {
        needed = next;
        break;
      }
      answer(header, size === undefined ? null : rest.subarray(end + 1, next - 1));
      rest = rest.subarray(next);
    }
    chunks = [rest];
    length = rest.length;
  };
}
