/**
 * The conclusion of a check that tells what an artifact says. Never `success`: the author of a fork has written the artifact,
 * or could have.
 *
 * @param verdict the report's
 * @param run how the run that left the artifact has ended; null when unknown
 */
export function conclusionOf(verdict: string, run: string | null): 'failure' | 'neutral' {
  const isFine = (verdict === 'pass' || verdict === 'warn') && run === 'success';
  return isFine ? 'neutral' : 'failure';
}
