import { createHash } from 'node:crypto';

/** What both artifact services, GitHub's pages and every file system take as it is. */
const plain = /^[A-Za-z0-9](?:[A-Za-z0-9._ ()-]{0,78}[A-Za-z0-9)])?$/;

/** How a name ends that this file has made. */
const made = /-[0-9a-f]{12}$/;

/**
 * The artifact's name for a gate called `name`: the same where that is plain, otherwise what is plain of it and a digest,
 * so that two gates never share one. GitHub takes no `" : < > | * ? \ /` and no line breaks.
 */
export function artifactName(name: string): string {
  if (plain.test(name) && !made.test(name)) return name;
  const kept = name.slice(0, 60).replace(/[^A-Za-z0-9._]+/g, '-');
  const trimmed = kept.replace(/^[._-]+|[._-]+$/g, '');
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${trimmed === '' ? 'plangate' : trimmed}-${digest}`;
}
