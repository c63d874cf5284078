/**
 * Whether this machine has a part that some tests need. Says loudly what is skipped for the want of it; with
 * PLANGATE_TEST_EVERYTHING=1, which .ci/run sets, the want is a failure.
 */
export function have(part: string, found: boolean, remedy: string): boolean {
  if (found) return true;
  const words = `${part} is missing here (${remedy})`;
  if (process.env.PLANGATE_TEST_EVERYTHING === '1')
    throw new Error(`${words}, and everything is to be tested`);
  process.stderr.write(`\n!!! SKIPPED: ${words}\n\n`);
  return false;
}
