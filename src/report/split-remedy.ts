/**
 * Takes the statement off a rule's remedy, so that it can be copied: rules end a remedy with it, after a colon, as in
 * `Keep a_idx, or recreate it: CREATE INDEX a_idx ON a (b);`. Names before it may be quoted and hold anything.
 */
export function splitRemedy(remedy: string): { readonly words: string; readonly statement: string | null } {
  const [, words, statement] =
    /^((?:"(?:[^"]|"")*"|[^"])*?): ((?:CREATE|REINDEX|ANALYZE|ALTER|DROP) .*;)$/s.exec(remedy) ?? [];
  return words === undefined || statement === undefined
    ? { words: remedy, statement: null }
    : { words: `${words}:`, statement };
}
