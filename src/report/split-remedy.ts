/**
 * Takes the statement off a rule's remedy, so that it can be copied: rules end a remedy with it, after a colon, as in
 * `Keep a_idx, or recreate it: CREATE INDEX a_idx ON a (b);`. Quoted names before it may hold anything.
 */
export function splitRemedy(remedy: string): { readonly words: string; readonly statement: string | null } {
  const at = remedy.endsWith(';') ? statementStart(remedy) : null;
  if (at === null) return { words: remedy, statement: null };
  return { words: remedy.slice(0, at).trimEnd(), statement: remedy.slice(at) };
}

/** Where the first statement after `: ` starts, outside of quoted names. */
function statementStart(remedy: string): number | null {
  for (const { 0: found, index } of remedy.matchAll(
    /"[^"]*"|: (?=(?:CREATE|REINDEX|ANALYZE|ALTER|DROP|SET|VACUUM) )/g,
  )) {
    if (found === ': ') return index + found.length;
  }
  return null;
}
