import type { Node } from 'libpg-query';
import type { Catalogue } from '../postgres/index.ts';
import { isTooDeep, parseSql } from './parse-sql.ts';
import type { ParsedStatement } from './parsed-statement.ts';

type View = NonNullable<Catalogue['views']>[number];

/** Views within views that are followed, and views that are read in all: nobody's statement has as many. */
const deepest = 10;
const mostViews = 100;

/**
 * The statement with the definition of each view that it reads in the view's place, as a subquery in FROM is. What comes from
 * a view has no place in the statement's text: its locations are below -1, and `viewOf` tells which view it is.
 */
export async function withViews(
  statement: ParsedStatement | null,
  { views = [] }: Catalogue,
): Promise<ParsedStatement | null> {
  if (statement === null || views.length === 0) return statement;
  const used: string[] = [];
  const tree = await replaced(statement.tree, commonNames(statement.tree), 0);
  if (used.length === 0 || isTooDeep(tree as Node)) return statement;
  return { ...statement, tree: tree as Node, viewOf: location => used[-2 - (location ?? -1)] ?? null };

  /** What FROM names stands in a node of its own; the target of a write does not, and stays. */
  async function replaced(value: unknown, known: ReadonlySet<string>, depth: number): Promise<unknown> {
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const item of value) items.push(await replaced(item, known, depth));
      return items;
    }
    if (typeof value !== 'object' || value === null) return value;
    const table = 'RangeVar' in value ? (value as Extract<Node, { RangeVar: unknown }>).RangeVar : null;
    const view = table === null ? null : viewNamed(table, known, views);
    if (table !== null && view !== null && depth < deepest && used.length < mostViews) {
      const definition = await parseSql(view.definition);
      if (definition === null) return value;
      used.push(view.name);
      const inner = marked(definition, -1 - used.length);
      const subquery = await replaced(inner, commonNames(definition), depth + 1);
      const aliasname = table.alias?.aliasname ?? table.relname ?? '';
      return { RangeSubselect: { subquery, alias: { ...table.alias, aliasname } } };
    }
    const fields: [string, unknown][] = [];
    for (const [key, child] of Object.entries(value)) fields.push([key, await replaced(child, known, depth)]);
    return Object.fromEntries(fields);
  }
}

function viewNamed(
  {
    schemaname,
    relname,
  }: { readonly schemaname?: string | undefined; readonly relname?: string | undefined },
  known: ReadonlySet<string>,
  views: readonly View[],
): View | null {
  if (schemaname === undefined && known.has(relname ?? '')) return null;
  const found = views.filter(
    ({ schema, name }) => name === relname && (schemaname === undefined || schema === schemaname),
  );
  // Which of several it is depends on search_path.
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Names that WITH gives to queries, anywhere in the statement: those may be meant, not views. */
function commonNames(tree: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('ctename' in value && typeof value.ctename === 'string') names.add(value.ctename);
    for (const child of Object.values(value)) visit(child);
  };
  visit(tree);
  return names;
}

/** The tree with another location in all nodes that have one. */
function marked(tree: unknown, location: number): unknown {
  if (Array.isArray(tree)) return tree.map(item => marked(item, location));
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, child]) => [
      key,
      key === 'location' ? location : marked(child, location),
    ]),
  );
}
