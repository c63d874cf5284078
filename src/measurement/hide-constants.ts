import { significantTokens } from '../sql/index.ts';

/** Values of EXPLAIN's output that are names or words of PostgreSQL's own; whatever is not among them may hold constants. */
const names: ReadonlySet<string> = new Set(
  [
    'Node Type,Parent Relationship,Subplan Name,Schema,Relation Name,Alias,Index Name,CTE Name,Function Name',
    'Table Function Name,Tuplestore Name,Join Type,Strategy,Partial Mode,Operation,Command,Scan Direction',
    'Sort Method,Sort Space Type,Sort Methods Used,Cache Mode,Conflict Resolution,Conflict Arbiter Indexes',
    'Custom Plan Provider,Trigger Name,Constraint Name,Relation,Sampling Method,Storage,Settings',
  ].flatMap(line => line.split(',')),
);

/**
 * EXPLAIN (FORMAT JSON) with every constant of its conditions as '?': what the planner folded in may come from the
 * database's own data, from parameters read there, or from its views and policies. The input stays as it is.
 */
export function hideConstants(explain: unknown): unknown {
  const hidden: unknown[] = [];
  // Not recursive: a plan is as deep as its query is nested.
  const todo: { readonly from: object; readonly to: object }[] = [{ from: [explain], to: hidden }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    for (const [key, value] of Object.entries(next.from)) {
      const copy = Array.isArray(value) ? new Array<unknown>(value.length) : {};
      const isNested = typeof value === 'object' && value !== null && !names.has(key);
      if (isNested) todo.push({ from: value, to: copy });
      const own = typeof value === 'string' && !names.has(key) ? hideIn(value) : value;
      Object.assign(next.to, { [key]: isNested ? copy : own });
    }
  }
  return hidden[0];
}

/** An expression as EXPLAIN prints it, with every constant as '?'. `SubPlan 1` and `$0` are names. */
export function hideIn(expression: string): string {
  let text = '';
  let done = 0;
  let before = '';
  for (const { kind, start, end } of significantTokens(expression)) {
    const token = expression.slice(start, end);
    const isNumbered = kind === 'number' && /^(?:SubPlan|InitPlan|CTE)$/.test(before);
    if ((kind === 'string' || kind === 'dollar-string' || kind === 'number') && !isNumbered) {
      // Whether a pattern begins with a wildcard decides whether an index could serve it.
      text += `${expression.slice(done, start)}${/^'[%_]/.test(token) ? "'%?'" : "'?'"}`;
      done = end;
    }
    before = token;
  }
  return text + expression.slice(done);
}

/** SQLSTATE classes whose messages name objects and limits, never data. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const harmless = new Set(['08', '0A', '25', '42', '53', '54', '55', '57']);

/** What may be said of an error without saying what the data is: messages of other classes quote values. */
export function hideInMessage(message: string, code: string | null): string {
  if (code === null || harmless.has(code.slice(0, 2))) return message;
  return `SQLSTATE ${code}, whose message may hold values of this database and is shown with --show-values`;
}
