/** `-- +goose Up`, `-- +migrate Up`, `-- migrate:up` and their Down, on a line of their own. */
const marker = /^[ \t]*--[ \t]*(?:\+goose[ \t]+|\+migrate[ \t]+|migrate:)(up|down)\b[^\n]*$/gim;

/**
 * The part of a migration that runs, where goose, sql-migrate or dbmate keep both directions in one file: what
 * belongs to Down is blanked with spaces, so that offsets and lines stay what they are in the file.
 */
export function upSection(text: string): string {
  const marks = [...text.matchAll(marker)].map(found => ({
    at: found.index,
    up: found[1]?.toLowerCase() === 'up',
  }));
  if (marks.length === 0) return text;
  let up = !marks.some(mark => mark.up);
  let from = 0;
  let kept = '';
  for (const mark of [...marks, { at: text.length, up: false }]) {
    const part = text.slice(from, mark.at);
    kept += up ? part : part.replace(/[^\n]/g, ' ');
    from = mark.at;
    up = mark.up;
  }
  return kept;
}
