import type { Progress, Step } from './progress.ts';

export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** ms before a step is worth a line, and between two lines about the same step where lines cannot be rewritten. */
const worthSaying = 1_000;
const nextLine = 10_000;

/**
 * Progress for people, on stderr. A terminal gets one line that is rewritten; a log gets a line for each step that
 * takes longer than a second, and one more every ten seconds.
 */
export function terminalProgress(stream: ProgressStream, now: () => number): Progress {
  return stream.isTTY === true ? rewritten(stream, now) : logged(stream, now);
}

function rewritten(stream: ProgressStream, now: () => number): Progress {
  const clear = '\r\u001b[2K';
  const cut = (text: string) => printable(text).slice(0, Math.max(20, (stream.columns ?? 80) - 1));
  return {
    info: line => stream.write(`${clear}${printable(line)}\n`),
    step(title) {
      const started = now();
      let drawn = 0;
      const draw = (detail: string) => {
        // Redrawing more often than the eye can read only costs time.
        if (now() - drawn < 50) return;
        drawn = now();
        stream.write(`${clear}${cut(detail === '' ? `${title} …` : `${title}: ${detail}`)}`);
      };
      draw('');
      return {
        update: draw,
        done: result => stream.write(`${clear}${ended(title, result, now() - started)}`),
      };
    },
  };
}

function logged(stream: ProgressStream, now: () => number): Progress {
  return {
    info: line => stream.write(`${printable(line)}\n`),
    step(title) {
      const started = now();
      let said = started;
      let latest = '';
      const say = () => {
        said = now();
        stream.write(`${printable(latest === '' ? `${title} …` : `${title}: ${latest}`)}\n`);
      };
      const first = setTimeout(say, worthSaying);
      const again = setInterval(() => now() - said >= nextLine && say(), worthSaying);
      first.unref();
      again.unref();
      return {
        update(detail) {
          latest = detail;
        },
        done(result) {
          clearTimeout(first);
          clearInterval(again);
          if (now() - started >= worthSaying) stream.write(ended(title, result, now() - started));
        },
      } satisfies Step;
    },
  };
}

function ended(title: string, result: string | undefined, milliseconds: number): string {
  const took = milliseconds >= worthSaying ? ` (${(milliseconds / 1000).toFixed(1)} s)` : '';
  return `${printable(result === undefined ? title : `${title}: ${result}`)}${took}\n`;
}

/** File and query names are a pull request's own: nothing in them may steer the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}
