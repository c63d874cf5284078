import type { Database } from '../postgres/index.ts';
import { quoteIdentifier } from '../sql/index.ts';
import { callerOf, type Routines, wordsOf } from './callers.ts';
import type { MeasuredDatabases } from './measure.ts';
import type { Caller, CaseResult, SideResult } from './types.ts';

/** Adds to nested statements what executed them. It looks into the catalogues only where there is one to name. */
export async function nameCallers(
  results: readonly CaseResult[],
  { base, head }: Pick<MeasuredDatabases, 'base' | 'head'>,
): Promise<readonly CaseResult[]> {
  const of = async (side: 'base' | 'head', database: Database | null) => {
    const isNeeded = results.some(({ sides }) => nestedOf(sides[side]).length > 0);
    return isNeeded && database !== null ? lookUp(await readRoutines(database)) : null;
  };
  const callers = { base: await of('base', base), head: await of('head', head) };
  return results.map(result => ({
    ...result,
    sides: { base: named(result.sides.base, callers.base), head: named(result.sides.head, callers.head) },
  }));
}

type LookUp = (text: string) => Caller | null;

/** Cases that call the same function execute the same statements. */
function lookUp(routines: Routines): LookUp {
  const known = new Map<string, Caller | null>();
  return text => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const caller = callerOf(text, routines);
    known.set(text, caller);
    return caller;
  };
}

function nestedOf(side: SideResult) {
  return side.kind === 'measured' ? side.measurement.nested : [];
}

function named(side: SideResult, callerOfText: LookUp | null): SideResult {
  if (side.kind !== 'measured' || callerOfText === null) return side;
  const nested = side.measurement.nested.map(each => {
    const caller = callerOfText(each.text);
    return caller === null ? each : { ...each, caller };
  });
  return { ...side, measurement: { ...side.measurement, nested } };
}

async function readRoutines(database: Database): Promise<Routines> {
  await using session = await database.connect({ applicationName: 'plangate catalogue' });
  const functions = await session.query<FunctionRow>(functionsWithText);
  const keys = await session.query<KeyRow>(foreignKeys);
  return {
    functions: functions.map(({ name, source, triggers }) => ({ name, words: wordsOf(source), triggers })),
    foreignKeys: keys.map(({ name, ends }) => ({
      name,
      ends: ends.map(({ schema, table, columns }) => ({
        table: `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`,
        columns: columns.map(quoteIdentifier),
      })),
    })),
  };
}

interface FunctionRow extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly source: string;
  readonly triggers: readonly string[];
}

interface KeyRow extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly ends: readonly {
    readonly schema: string;
    readonly table: string;
    readonly columns: readonly string[];
  }[];
}

const functionsWithText = `
  select p.oid::regprocedure::text as name, p.prosrc as source,
         coalesce((select json_agg(format('%I on %s', t.tgname, t.tgrelid::regclass) order by t.oid)
                   from pg_trigger t where t.tgfoid = p.oid and not t.tgisinternal and t.tgparentid = 0), '[]') as triggers
  from pg_proc p join pg_language l on l.oid = p.prolang
  where l.lanname in ('sql', 'plpgsql') and p.prosrc <> ''
    and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
  order by p.oid`;

const foreignKeys = `
  select quote_ident(k.conname) as name,
         (select json_agg(json_build_object('schema', n.nspname, 'table', c.relname, 'columns',
                   (select json_agg(a.attname order by part.place)
                    from unnest(side.columns) with ordinality part (number, place)
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = part.number)))
          from (values (k.conrelid, k.conkey), (k.confrelid, k.confkey)) side (relation, columns)
          join pg_class c on c.oid = side.relation join pg_namespace n on n.oid = c.relnamespace) as ends
  from pg_constraint k where k.contype = 'f' and k.conparentid = 0 order by k.oid`;
