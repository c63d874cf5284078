import type { FoundDatabase } from '../postgres/index.ts';
import type { Sides } from './types.ts';

/** Head alone, in a database that is there already: nothing is built, and there is nothing to compare with. */
export function takeHead(head: FoundDatabase): Sides {
  return {
    base: null,
    head,
    twin: null,
    way: 'found',
    why: `the queries were explained in a database that plangate only reads, because ${head.why}: no migrations, no seed, no base; budgets and rules decide`,
    migrations: [],
    scripts: { base: [], head: [] },
    servers: null,
    warnings: [],
    async [Symbol.asyncDispose]() {},
  };
}

/**
 * Two databases that are there already, one as base has it and one as head has it. Nothing is built, so the warnings say
 * what could not be made equal.
 */
export async function takeBoth(base: FoundDatabase, head: FoundDatabase): Promise<Sides> {
  const [before, after] = [await look(base), await look(head)];
  return {
    base,
    head,
    // Nothing may be copied here: the same database in another session is the nearest thing.
    twin: base,
    way: 'found',
    why: 'nothing was built: base and head are databases that were there already, and plangate only read them',
    migrations: [],
    scripts: { base: [], head: [] },
    servers: null,
    warnings: [
      ...versions(base.server.version.text, head.server.version.text),
      ...collations(before, after),
      ...statistics(before.tables, after.tables),
      'Caches could not be made equal: every query ran once on each side before it was measured, and blocks count whether they were in memory or not.',
    ],
    async [Symbol.asyncDispose]() {},
  };
}

/** One database, as far as it can be told apart from another one. */
interface Look {
  readonly collation: string;
  readonly tables: readonly Table[];
}

interface Table {
  readonly name: string;
  /** reltuples; below 0 when the table was never vacuumed or analysed. */
  readonly rows: number;
  readonly pages: number;
}

const collationSql = `
  select concat_ws(', ', pg_encoding_to_char(encoding), datcollate, datctype) as collation
  from pg_database where datname = current_database()`;

const tablesSql = `
  select n.nspname || '.' || c.relname as name, c.reltuples::float8 as rows, c.relpages as pages
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'm') and c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by c.reltuples desc, 1`;

async function look(database: FoundDatabase): Promise<Look> {
  await using session = await database.connect({ applicationName: 'plangate look' });
  const [row] = await session.query<{ collation: string }>(collationSql);
  const tables = await session.query<Table & Record<string, unknown>>(tablesSql);
  return { collation: row?.collation ?? '', tables };
}

function versions(base: string, head: string): string[] {
  if (base === head) return [];
  return [`base is PostgreSQL ${base} and head PostgreSQL ${head}: plans may differ for that alone.`];
}

function collations(base: Look, head: Look): string[] {
  if (base.collation === head.collation) return [];
  return [
    `base sorts as ${base.collation}, head as ${head.collation}: sorts and indexes of text may differ for that alone.`,
  ];
}

/** A twentieth: what a random sample of ANALYZE and a day's writes may differ by without moving a plan. */
const alike = 0.05;
const mostNames = 5;

function statistics(base: readonly Table[], head: readonly Table[]): string[] {
  const onBase = new Map(base.map(table => [table.name, table]));
  const differing: string[] = [];
  const unknown: string[] = [];
  for (const after of head) {
    const before = onBase.get(after.name);
    if (before === undefined) continue;
    if (before.rows < 0 || after.rows < 0) {
      if (before.rows !== after.rows) unknown.push(after.name);
    } else if (differs(before.rows, after.rows) || differs(before.pages, after.pages)) {
      differing.push(`${after.name} (${size(before)} on base, ${size(after)} on head)`);
    }
  }
  return [
    ...(differing.length === 0
      ? []
      : [
          `Tables are not of one size on both sides, and plans may differ for that alone: ${listed(differing)}.`,
        ]),
    ...(unknown.length === 0
      ? []
      : [`Only one side has statistics of ${listed(unknown)}: run ANALYZE on the other one.`]),
  ];
}

function differs(a: number, b: number): boolean {
  return Math.abs(a - b) > alike * Math.max(a, b);
}

function size({ rows, pages }: Table): string {
  return `${Math.round(rows).toLocaleString('en')} rows in ${pages.toLocaleString('en')} pages`;
}

function listed(names: readonly string[]): string {
  const more = names.length > mostNames ? [`${names.length - mostNames} more`] : [];
  return [...names.slice(0, mostNames), ...more].join(', ');
}
