import type { SidePlan, Step } from './side-plan.ts';

export type Way =
  | {
      readonly kind: 'clone';
      /** Head's new migrations, in the order they run. */
      readonly added: readonly string[];
      readonly why: string;
    }
  | { readonly kind: 'both'; readonly why: string };

/**
 * Whether head only adds migrations: every file that base runs is on head under the same name with the same content
 * and in the same order. Then one copy of the data serves both sides.
 */
export function chooseWay(base: SidePlan, head: SidePlan): Way {
  const seeded = sameSeed(base, head);
  const reason = historyReason(base, head) ?? seeded;
  if (reason !== null) return { kind: 'both', why: `${reason}: each side was built from scratch` };
  const old = new Set(filesOf(base.migrations));
  const added = filesOf(head.migrations).filter(file => !old.has(file));
  const what =
    added.length === 0
      ? 'head adds no migration'
      : `head adds ${added.length} migration${added.length === 1 ? '' : 's'} (${listed(added, filesOf(head.migrations))})`;
  const first = old.size === 0 ? ', base has none' : '';
  return { kind: 'clone', added, why: `${what}${first}: base was built once and cloned` };
}

/** Why head's migrations are not base's and more; null when they are. */
function historyReason(base: SidePlan, head: SidePlan): string | null {
  if ('command' in base.migrations || 'command' in head.migrations) return 'migrations come from a command';
  const old = base.migrations.files;
  const known = new Set(old);
  const kept = head.migrations.files.filter(file => known.has(file));
  return (
    difference(base, head, old, kept) ??
    (old.some((file, i) => file !== kept[i]) ? 'migrations run in another order on head' : null)
  );
}

function sameSeed(base: SidePlan, head: SidePlan): string | null {
  if ('command' in base.seed || 'command' in head.seed) return 'the seed comes from a command';
  const old = base.seed.files;
  const files = head.seed.files;
  const added = files.find(file => !old.includes(file));
  const changed = difference(base, head, old, files);
  if (changed !== null) return changed;
  if (added !== undefined) return `head adds the seed ${added}`;
  return old.some((file, i) => file !== files[i]) ? 'seeds run in another order on head' : null;
}

/** The first file of base that head runs otherwise. */
function difference(
  base: SidePlan,
  head: SidePlan,
  old: readonly string[],
  files: readonly string[],
): string | null {
  const present = new Set(files);
  for (const file of old) {
    if (!present.has(file)) return `${file} does not run on head`;
    const hash = base.tree.hash(file);
    if (hash === null || hash !== head.tree.hash(file)) return `${file} differs between the sides`;
  }
  return null;
}

function filesOf(step: Step): readonly string[] {
  return 'files' in step ? step.files : [];
}

/** At most three names, without the folder that all migrations share. */
function listed(added: readonly string[], all: readonly string[]): string {
  const names = added.slice(0, 3).map(file => file.slice(sharedFolder(all).length));
  const more = added.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

function sharedFolder(files: readonly string[]): string {
  let shared = files[0]?.replace(/[^/]*$/, '') ?? '';
  while (!files.every(file => file.startsWith(shared))) shared = shared.replace(/[^/]*\/$/, '');
  return shared;
}
