/** A name as SQL would write it: quoted unless it is plain lower case. Keywords stay bare, as this is for reading. */
export function displayName(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
