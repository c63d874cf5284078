import { PlangateError } from '../errors.ts';

/** An error in a query file. `line` is 1-based; `part` names the annotation, such as `budget`. */
export function queryError(
  file: string,
  line: number,
  problem: string,
  remedy: string,
  more: { readonly part?: string; readonly column?: number; readonly details?: string } = {},
): PlangateError {
  return new PlangateError({
    kind: 'query',
    place: `${printable(file)}:${line}${suffix(':', more.column)}${suffix(', ', more.part)}`,
    problem,
    remedy,
    ...(more.details === undefined ? {} : { details: more.details }),
  });
}

/** A file's name may hold any character but must stay on one line. */
export function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
}

function suffix(sign: string, value: string | number | undefined): string {
  return value === undefined ? '' : `${sign}${value}`;
}
