/** What tells which case it is about. */
interface About {
  readonly query: string | null;
  readonly parameters: string;
}

type Index<Item> = ReadonlyMap<string, readonly Item[]>;

/** Lists are never changed once a report is made, and are asked once for every case. */
const kept = new WeakMap<readonly About[], Index<About>>();

/** The items of a report's list that are about the case of `entry`, in their order. */
export function aboutCase<Item extends About>(items: readonly Item[], entry: About): readonly Item[] {
  const known = kept.get(items) as Index<Item> | undefined;
  return (known ?? indexed(items)).get(keyOf(entry)) ?? [];
}

function indexed<Item extends About>(items: readonly Item[]): Index<Item> {
  const index = new Map<string, Item[]>();
  for (const item of items) {
    const group = index.get(keyOf(item));
    if (group === undefined) index.set(keyOf(item), [item]);
    else group.push(item);
  }
  kept.set(items, index);
  return index;
}

function keyOf({ query, parameters }: About): string {
  return JSON.stringify([query, parameters]);
}
