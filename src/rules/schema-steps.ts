import type { Constraint, Node, RangeVar } from 'libpg-query';
import {
  type LineIndex,
  lineIndex,
  type Statement,
  significantTokens,
  splitStatements,
} from '../sql/index.ts';
import { keyNames, madeUpName } from './made-up-name.ts';
import { type ParsedStatement, parseStatement } from './parsed-statement.ts';
import type { Script } from './rule.ts';
import { stringsOf } from './sql-nodes.ts';

/** What a statement of a script makes or takes away. Names as PostgreSQL folds them. */
export interface SchemaStep {
  readonly deed: 'create' | 'drop';
  /** A unique, primary or exclusion constraint is its index. */
  readonly what: 'table' | 'index' | 'foreign key' | 'constraint' | 'column';
  /** null where the statement does not say it. */
  readonly schema: string | null;
  /** null for DROP INDEX. */
  readonly table: string | null;
  /** Where the statement gives none, the one that PostgreSQL makes up. */
  readonly name: string;
  readonly script: Script;
  /** 1-based, in the script. */
  readonly line: number;
  /** How an index comes to be built; null for what builds none. */
  readonly build: IndexBuild | null;
}

export interface IndexBuild {
  /** As it stands in the script, without its semicolon. */
  readonly statement: string;
  readonly by: 'create index' | 'primary key' | 'unique' | 'exclusion';
  /** Of a constraint that a plain unique index of these columns could stand for; null for others. */
  readonly columns: readonly string[] | null;
  readonly concurrently: boolean;
  /** Whether the script itself has begun a transaction. */
  readonly inTransaction: boolean;
}

/** All steps of all scripts, in the order they run. What functions and DO blocks execute is not seen. */
export function schemaSteps(scripts: readonly Script[]): Promise<readonly SchemaStep[]> {
  const known = kept.get(scripts) ?? read(scripts);
  kept.set(scripts, known);
  return known;
}

/** Several rules ask for the steps of one side. */
const kept = new WeakMap<readonly Script[], Promise<readonly SchemaStep[]>>();

type Draft = { -readonly [Key in keyof SchemaStep]: SchemaStep[Key] };

/** What one statement is read with. */
interface Reading {
  readonly script: Script;
  readonly statement: Statement;
  readonly lines: LineIndex;
  readonly parsed: ParsedStatement;
  readonly inTransaction: boolean;
  /** Every step before it, whose names a later one may change. */
  readonly steps: Draft[];
  /** The same by name, and by the one that it had before. */
  readonly named: Map<string, Draft[]>;
}

async function read(scripts: readonly Script[]): Promise<readonly SchemaStep[]> {
  const steps: Draft[] = [];
  const named = new Map<string, Draft[]>();
  for (const script of scripts)
    for (const each of await statementsOf(script)) take({ ...each, script, steps, named });
  return steps;
}

type Parsed = Omit<Reading, 'script' | 'steps' | 'named'>;

/** Both sides run most scripts, and parsing them takes longer than anything else here. */
const parsedScripts = new WeakMap<Script, Promise<readonly Parsed[]>>();

function statementsOf(script: Script): Promise<readonly Parsed[]> {
  const known = parsedScripts.get(script) ?? parseScript(script);
  parsedScripts.set(script, known);
  return known;
}

async function parseScript({ text, statements = splitStatements(text) }: Script): Promise<readonly Parsed[]> {
  const found: Parsed[] = [];
  const lines = lineIndex(text);
  let inTransaction = false;
  for (const statement of statements) {
    const [first = '', second = ''] = statement.words;
    if (first === 'begin' || (first === 'start' && second === 'transaction')) inTransaction = true;
    if (['commit', 'end', 'rollback', 'abort'].includes(first) && second !== 'to') inTransaction = false;
    if (statement.kind !== 'sql' || !isAboutSchema(first, second)) continue;
    const parsed = await parseStatement(statement.text);
    if (parsed !== null) found.push({ statement, lines, parsed, inTransaction });
  }
  return found;
}

/** Data and functions, which are most of the text of many scripts, need not be parsed. */
function isAboutSchema(first: string, second: string): boolean {
  if (first === 'alter') return ['table', 'index', 'foreign', 'materialized'].includes(second);
  return (first === 'create' || first === 'drop') && !['function', 'or', 'procedure'].includes(second);
}

function take(reading: Reading): void {
  const { tree } = reading.parsed;
  if ('IndexStmt' in tree) {
    const { relation, idxname, indexParams = [], indexIncludingParams = [] } = tree.IndexStmt;
    const columns = keyNames([...indexParams, ...indexIncludingParams]);
    if (tree.IndexStmt.if_not_exists === true && isTaken(reading, idxname ?? '')) return;
    const build = buildOf(reading, 'create index', tree.IndexStmt.concurrent === true);
    add(reading, 'create', 'index', relation, idxname ?? indexName(reading, relation, columns, 'idx'), {
      build,
    });
  } else if ('CreateStmt' in tree) {
    const { relation, tableElts = [], if_not_exists } = tree.CreateStmt;
    if (if_not_exists === true && isTaken(reading, relation?.relname ?? '')) return;
    add(reading, 'create', 'table', relation, relation?.relname);
    for (const element of tableElts) takeElement(reading, relation, element);
  } else if ('CreateTableAsStmt' in tree) {
    const relation = tree.CreateTableAsStmt.into?.rel;
    add(reading, 'create', 'table', relation, relation?.relname);
  } else if ('AlterTableStmt' in tree) {
    for (const command of tree.AlterTableStmt.cmds ?? [])
      if ('AlterTableCmd' in command)
        takeCommand(reading, tree.AlterTableStmt.relation, command.AlterTableCmd);
  } else if ('DropStmt' in tree) takeDrop(reading, tree.DropStmt);
  else if ('RenameStmt' in tree) {
    const { renameType, relation, subname, newname } = tree.RenameStmt;
    if (newname === undefined) return;
    if (renameType === 'OBJECT_TABCONSTRAINT') rename(reading, relation, subname, newname);
    else if (subname === undefined) rename(reading, relation, relation?.relname, newname);
  } else if ('AlterObjectSchemaStmt' in tree) {
    const { relation, newschema } = tree.AlterObjectSchemaStmt;
    for (const step of reading.steps)
      if (step.table === relation?.relname && isIn(step.schema, relation?.schemaname))
        step.schema = newschema ?? null;
  }
}

function takeElement(reading: Reading, relation: RangeVar | undefined, element: Node): void {
  if ('Constraint' in element) takeConstraint(reading, relation, element.Constraint, []);
  if (!('ColumnDef' in element)) return;
  const { colname = '', constraints = [] } = element.ColumnDef;
  for (const each of constraints)
    if ('Constraint' in each) takeConstraint(reading, relation, each.Constraint, [colname]);
}

/** @param own the column that it stands behind, if any */
function takeConstraint(
  reading: Reading,
  relation: RangeVar | undefined,
  constraint: Constraint,
  own: readonly string[],
): void {
  const { contype, conname, indexname, keys, including, exclusions, fk_attrs, location } = constraint;
  const table = relation?.relname ?? '';
  const listed = (nodes: readonly Node[] | undefined) => (nodes === undefined ? own : stringsOf(nodes));
  if (contype === 'CONSTR_FOREIGN') {
    const isForeignKey = ({ what }: SchemaStep) => what === 'foreign key';
    const name =
      conname ?? madeUpName(table, listed(fk_attrs), 'fkey', made => isTaken(reading, made, isForeignKey));
    add(reading, 'create', 'foreign key', relation, name, { location });
    return;
  }
  const kind = indexed[contype ?? ''];
  if (kind === undefined) return;
  if (indexname !== undefined) {
    rename(reading, relation, indexname, conname ?? indexname);
    return;
  }
  const columns =
    kind.by === 'primary key'
      ? []
      : [...constraintColumns(listed(keys), exclusions), ...stringsOf(including)];
  const isPlain =
    kind.by !== 'exclusion' && including === undefined && constraint.nulls_not_distinct !== true;
  const build = { ...buildOf(reading, kind.by, false), columns: isPlain ? listed(keys) : null };
  const name = conname ?? indexName(reading, relation, columns, kind.label);
  add(reading, 'create', 'index', relation, name, { location, build });
}

/** Constraints that are indexes, and how the names of those end. */
const indexed: Readonly<Record<string, { readonly by: IndexBuild['by']; readonly label: string }>> = {
  CONSTR_PRIMARY: { by: 'primary key', label: 'pkey' },
  CONSTR_UNIQUE: { by: 'unique', label: 'key' },
  CONSTR_EXCLUSION: { by: 'exclusion', label: 'excl' },
};

/** Of an exclusion constraint, which pairs each element with its operator. */
function constraintColumns(
  keys: readonly string[],
  exclusions: readonly Node[] | undefined,
): readonly string[] {
  if (exclusions === undefined) return keys;
  return keyNames(exclusions.flatMap(pair => ('List' in pair ? (pair.List.items ?? []).slice(0, 1) : [])));
}

function takeCommand(
  reading: Reading,
  relation: RangeVar | undefined,
  { subtype, name, def }: { subtype?: string; name?: string; def?: Node },
): void {
  if (subtype === 'AT_DropConstraint') add(reading, 'drop', 'constraint', relation, name);
  if (subtype === 'AT_DropColumn') add(reading, 'drop', 'column', relation, name);
  if (subtype === 'AT_AddColumn' || subtype === 'AT_AddConstraint')
    if (def !== undefined) takeElement(reading, relation, def);
}

const droppable: Readonly<Record<string, SchemaStep['what']>> = {
  OBJECT_INDEX: 'index',
  OBJECT_TABLE: 'table',
  OBJECT_MATVIEW: 'table',
};

function takeDrop(
  reading: Reading,
  { removeType, objects = [] }: { removeType?: string; objects?: Node[] },
): void {
  const what = droppable[removeType ?? ''];
  if (what === undefined) return;
  for (const object of objects) {
    const parts = 'List' in object ? stringsOf(object.List.items) : [];
    const name = parts.at(-1);
    const schema = parts.at(-2);
    const relation = {
      ...(what === 'table' && name !== undefined ? { relname: name } : {}),
      ...(schema === undefined ? {} : { schemaname: schema }),
    };
    add(reading, 'drop', what, relation, name, { offset: offsetOfName(reading.statement.text, name ?? '') });
  }
}

/** Nodes of DROP do not say where they stand. */
function offsetOfName(sql: string, name: string): number {
  for (const { kind, start, end } of significantTokens(sql)) {
    const text = sql.slice(start, end);
    if (kind === 'quoted-identifier' && text.slice(1, -1).replaceAll('""', '"') === name) return start;
    if (kind === 'word' && text.toLowerCase() === name) return start;
  }
  return 0;
}

function add(
  { script, statement, lines, parsed, steps, named }: Reading,
  deed: SchemaStep['deed'],
  what: SchemaStep['what'],
  relation: RangeVar | undefined,
  name: string | undefined,
  more: {
    readonly location?: number | undefined;
    readonly offset?: number;
    readonly build?: IndexBuild;
  } = {},
): void {
  if (name === undefined) return;
  const offset = more.offset ?? parsed.offsetOf(more.location) ?? 0;
  const step: Draft = {
    deed,
    what,
    schema: relation?.schemaname ?? null,
    table: relation?.relname ?? null,
    name,
    script,
    line: lines.lineAt(statement.start + offset),
    build: more.build ?? null,
  };
  steps.push(step);
  named.set(name, [...(named.get(name) ?? []), step]);
}

function buildOf(
  { statement, inTransaction }: Reading,
  by: IndexBuild['by'],
  concurrently: boolean,
): IndexBuild {
  return { statement: statement.text, by, columns: null, concurrently, inTransaction };
}

function indexName(
  reading: Reading,
  relation: RangeVar | undefined,
  columns: readonly string[],
  label: string,
): string {
  return madeUpName(relation?.relname ?? '', columns, label, name => isTaken(reading, name));
}

/** Whether a step before has made it, and none has taken it away since. */
function isTaken(
  { named }: Reading,
  name: string,
  isAlike = ({ what }: SchemaStep) => what === 'table' || what === 'index',
): boolean {
  const last = named
    .get(name)
    ?.findLast(step => step.name === name && (isAlike(step) || step.deed === 'drop'));
  return last?.deed === 'create';
}

/** What was made under the old name bears the new one; a table takes along what belongs to it. */
function rename(
  { steps, named }: Reading,
  relation: RangeVar | undefined,
  name: string | undefined,
  newName: string,
): void {
  for (const step of steps) {
    if (step.deed !== 'create' || !isIn(step.schema, relation?.schemaname)) continue;
    const isTable = relation?.relname === name && step.table === name;
    // The names of constraints are their table's; those of tables and indexes stand for themselves.
    if (step.name === name && (relation?.relname === name || step.table === relation?.relname)) {
      step.name = newName;
      named.set(newName, [...(named.get(newName) ?? []), step]);
    }
    if (isTable) step.table = newName;
  }
}

function isIn(schema: string | null, wanted: string | undefined): boolean {
  return schema === null || wanted === undefined || schema === wanted;
}
