import type { A_Expr, FuncCall, Node, TypeCast } from 'libpg-query';
import { constantOf, lastName, stringsOf, typeNameOf } from './sql-nodes.ts';

/**
 * What can be told of an expression's type: of numbers and texts no more than that they are. A `constant` has whatever type it
 * must have; `other` is every type that is not here.
 */
type Kind =
  | 'number'
  | 'text'
  | 'json'
  | 'jsonb'
  | 'inet'
  | 'boolean'
  | 'uuid'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'time'
  | 'interval';
type Known = Kind | 'constant' | 'other';

/**
 * Whether PostgreSQL takes the expression of one column as the key of an index: each function, operator and cast in it is
 * IMMUTABLE, which test/rules/immutable-expression.pg.test.ts asks a server. False where that is not sure. `type` is the
 * column's, as format_type gives it.
 * https://www.postgresql.org/docs/current/xfunc-volatility.html
 */
export function isIndexable(expression: Node, type: string): boolean {
  const kind = kindOf(expression, kindNamed(type));
  // A json has no order.
  return kind !== null && kind !== 'json';
}

/** By the name that the parser has for a type. */
const kinds: Readonly<Record<string, Kind>> = {
  ...{
    int2: 'number',
    int4: 'number',
    int8: 'number',
    numeric: 'number',
    float4: 'number',
    float8: 'number',
  },
  ...{
    text: 'text',
    varchar: 'text',
    bpchar: 'text',
    jsonb: 'jsonb',
    json: 'json',
    bool: 'boolean',
    uuid: 'uuid',
  },
  ...{ date: 'date', timestamp: 'timestamp', timestamptz: 'timestamptz', time: 'time', interval: 'interval' },
};

/** The same by the name that format_type has. */
const formatted: Readonly<Record<string, Kind>> = {
  ...{ smallint: 'number', integer: 'number', bigint: 'number', numeric: 'number', real: 'number' },
  ...{ 'double precision': 'number', text: 'text', 'character varying': 'text', character: 'text' },
  ...{
    jsonb: 'jsonb',
    json: 'json',
    inet: 'inet',
    boolean: 'boolean',
    uuid: 'uuid',
    date: 'date',
    interval: 'interval',
  },
  ...{ 'timestamp without time zone': 'timestamp', 'timestamp with time zone': 'timestamptz' },
  'time without time zone': 'time',
};

function kindNamed(type: string): Known {
  return formatted[type.replace(/\([\d,]+\)/, '')] ?? 'other';
}

/** null of what is not IMMUTABLE, or not known to be. */
function kindOf(node: Node | undefined, column: Known): Known | null {
  if (node === undefined) return null;
  if ('ColumnRef' in node) return column;
  if ('A_Const' in node) return 'constant';
  if ('TypeCast' in node) return ofCast(node.TypeCast, column);
  if ('FuncCall' in node) return ofCall(node.FuncCall, column);
  if ('A_Expr' in node) return ofOperation(node.A_Expr, column);
  if ('CoalesceExpr' in node) return ofAlternatives(node.CoalesceExpr.args ?? [], column);
  return null;
}

/** Casts that depend on no setting. */
const casts: Readonly<Record<Kind, readonly Kind[]>> = {
  number: ['number', 'text'],
  text: ['text', 'number', 'boolean', 'uuid'],
  jsonb: ['number', 'boolean', 'text'],
  json: [],
  inet: ['text'],
  boolean: ['text', 'boolean'],
  uuid: ['text', 'uuid'],
  date: ['date', 'timestamp'],
  timestamp: ['timestamp', 'date', 'time'],
  timestamptz: ['timestamptz'],
  time: ['time', 'interval'],
  interval: ['interval', 'time'],
};

function ofCast({ arg, typeName }: TypeCast, column: Known): Known | null {
  if (arg !== undefined && 'A_Const' in arg) return kinds[typeNameOf(typeName)] ?? 'constant';
  const isArray = (typeName?.arrayBounds?.length ?? 0) > 0;
  const [from, to] = [kindOf(arg, column), kinds[typeNameOf(typeName)]];
  if (isArray || to === undefined || from === null || from === 'other' || from === 'constant') return null;
  return casts[from].includes(to) ? to : null;
}

const texts: ReadonlySet<string> = new Set([
  ...['lower', 'upper', 'btrim', 'ltrim', 'rtrim', 'md5', 'left', 'right', 'substr', 'substring', 'replace'],
  ...['reverse', 'split_part', 'regexp_replace', 'translate', 'jsonb_extract_path_text'],
]);
const numbers: ReadonlySet<string> = new Set([
  ...[
    'length',
    'char_length',
    'octet_length',
    'strpos',
    'abs',
    'round',
    'floor',
    'ceil',
    'trunc',
    'mod',
    'sign',
  ],
]);

function ofCall({ funcname, args = [] }: FuncCall, column: Known): Known | null {
  const name = lastName(funcname);
  const given = args.map(arg => kindOf(arg, column));
  const [first, second, third] = given;
  // A function of a schema that is named is somebody's own.
  if (given.includes(null) || stringsOf(funcname).some(part => part !== name && part !== 'pg_catalog'))
    return null;
  if (texts.has(name)) return first === 'other' ? 'other' : 'text';
  if (numbers.has(name)) return 'number';
  switch (name) {
    case 'date':
      return first === 'timestamp' || first === 'date' ? 'date' : null;
    case 'date_trunc':
      return second === 'timestamp' && third === undefined ? 'timestamp' : null;
    case 'extract':
    case 'date_part':
      return second === 'timestamp' || second === 'date' ? 'number' : null;
    case 'timezone':
      return inZone(second);
    default:
      return null;
  }
}

function inZone(of: Known | null | undefined): Known | null {
  if (of === 'timestamptz') return 'timestamp';
  return of === 'timestamp' ? 'timestamptz' : null;
}

/** `date + integer`, as an operator of two kinds is called here, and what it gives. */
const sums: Readonly<Record<string, Kind>> = {
  'number number': 'number',
  'date number': 'date',
  'date date': 'number',
  'date interval': 'timestamp',
  'timestamp interval': 'timestamp',
  'timestamp timestamp': 'interval',
  'timestamptz timestamptz': 'interval',
  'interval interval': 'interval',
};

function ofOperation({ kind, name, lexpr, rexpr }: A_Expr, column: Known): Known | null {
  const [left, right] = [kindOf(lexpr, column), kindOf(rexpr, column)];
  const operator = lastName(name);
  if (kind !== 'AEXPR_OP' || name?.length !== 1 || right === null) return null;
  if (lexpr === undefined) return operator === '-' && right === 'number' ? 'number' : null;
  if (left === null) return null;
  if (left === 'json' || left === 'jsonb') return memberOf(left, operator);
  if (operator === '||') return [left, right].every(side => isOf('text', side)) ? 'text' : null;
  if (operator === '*' || operator === '/' || operator === '%')
    return [left, right].every(side => isOf('number', side)) ? 'number' : null;
  return operator === '+' || operator === '-' ? sumOf(operator, left, right, [lexpr, rexpr]) : null;
}

function memberOf(document: 'json' | 'jsonb', operator: string): Kind | null {
  if (operator === '->' || operator === '#>') return document;
  return operator === '->>' || operator === '#>>' ? 'text' : null;
}

function isOf(kind: Kind, given: Known): boolean {
  return given === kind || given === 'constant';
}

function sumOf(
  operator: '+' | '-',
  left: Known,
  right: Known,
  sides: readonly [Node, Node | undefined],
): Known | null {
  const [one, other] = [left, right].map((kind, at) =>
    kind === 'constant' ? kindOfNumber(sides[at]) : kind,
  );
  const added = operator === '+' ? sums[`${other} ${one}`] : undefined;
  return sums[`${one} ${other}`] ?? added ?? null;
}

/** EXPLAIN prints every constant with its type, but integers. */
function kindOfNumber(node: Node | undefined): Known {
  return /^-?[\d.]+$/.test(constantOf(node) ?? '') ? 'number' : 'constant';
}

function ofAlternatives(args: readonly Node[], column: Known): Known | null {
  const given = args.map(arg => kindOf(arg, column));
  const kind = given.find(each => each !== 'constant') ?? null;
  return given.every(each => each !== null && (each === kind || each === 'constant')) ? kind : null;
}
