import { FieldReader, isRawObject, type RawObject, unexpected } from './field-reader.ts';
import { frozenCopy } from './frozen-copy.ts';
import { parseBuffers, parseNode } from './parse-node.ts';
import type { Plan, PlanNode, Trigger } from './types.ts';

/**
 * Reads what `EXPLAIN (FORMAT JSON)` of PostgreSQL 14–18 returned: the list with one object, or that object.
 * The result is frozen to its leaves and shares nothing with `explain`. Linear in its size, and safe for any depth.
 * Throws a PlangateError (query) that names the field which is not what EXPLAIN writes.
 * Source: ExplainPrintPlan and ExplainNode in src/backend/commands/explain.c.
 */
export function parsePlan(explain: unknown): Plan {
  const query = theOnly(explain);
  const place = Array.isArray(explain) ? '[0]' : '';
  const below = place === '' ? '' : `${place}.`;
  const fields = new FieldReader(query, place);
  const rawRoot = fields.object('Plan');
  if (rawRoot === null) throw fields.missing('Plan', 'an object');
  const { root, size } = parseTree(rawRoot, `${below}Plan`);
  const planning = fields.object('Planning');
  return Object.freeze({
    root,
    size,
    planningTime: fields.number('Planning Time'),
    executionTime: fields.number('Execution Time'),
    planningBuffers: planning === null ? null : parseBuffers(new FieldReader(planning, `${below}Planning`)),
    triggers: parseTriggers(fields, below),
    settings: parseSettings(fields, below),
    jit: frozenCopy(fields.object('JIT')),
  });
}

function theOnly(explain: unknown): RawObject {
  if (isRawObject(explain)) return explain;
  if (!Array.isArray(explain)) throw unexpected('top level', explain, 'a list with one object');
  const [query] = explain as unknown[];
  if (explain.length === 1 && isRawObject(query)) return query;
  throw unexpected('top level', explain.length === 1 ? query : explain, 'a list with one object');
}

/** A node that is still to be read; `parent` and `at` are enough to tell its place when something is wrong. */
class Pending extends FieldReader {
  readonly parent: Pending | null;
  readonly at: number;
  private readonly root: string;
  /** To be filled in as they are read. */
  children: PlanNode[] | null = null;

  constructor(raw: RawObject, parent: Pending | null, at: number, root: string) {
    super(raw, '');
    this.parent = parent;
    this.at = at;
    this.root = root;
  }

  override where(): string {
    const steps: string[] = [];
    for (let at: Pending = this; at.parent !== null; at = at.parent) steps.push(`Plans[${at.at}]`);
    if (steps.length > 12) steps.splice(6, steps.length - 12, `… ${steps.length - 12} levels …`);
    return [this.root, ...steps.reverse()].join('.');
  }
}

function parseTree(rawRoot: RawObject, place: string): { root: PlanNode; size: number } {
  const pending: Pending[] = [];
  const todo = [new Pending(rawRoot, null, 0, place)];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    pending.push(next);
    const plans = next.list('Plans');
    if (plans.length > 0) next.children = new Array(plans.length);
    for (let at = plans.length - 1; at >= 0; at--) {
      const plan = plans[at];
      if (!isRawObject(plan)) throw unexpected(`${next.where()}.Plans[${at}]`, plan, 'an object');
      todo.push(new Pending(plan, next, at, place));
    }
  }
  return { root: build(pending), size: pending.length };
}

const noChildren: readonly PlanNode[] = Object.freeze([]);

/** Builds from the last to the first, so that children exist, frozen, before their parent. */
function build(pending: readonly Pending[]): PlanNode {
  for (let id = pending.length - 1; ; id--) {
    const current = pending[id];
    if (current === undefined) throw new Error('a plan without a root');
    const node = parseNode(id, current, current.children ?? noChildren);
    if (current.parent === null) return node;
    if (current.parent.children !== null) current.parent.children[current.at] = node;
  }
}

function parseTriggers(fields: FieldReader, below: string): readonly Trigger[] {
  return Object.freeze(
    fields.objects('Triggers').map((raw, at) => {
      const trigger = new FieldReader(raw, `${below}Triggers[${at}]`);
      return Object.freeze({
        name: trigger.text('Trigger Name') ?? '',
        constraint: trigger.text('Constraint Name'),
        relation: trigger.text('Relation'),
        time: trigger.number('Time'),
        calls: trigger.number('Calls') ?? 0,
      });
    }),
  );
}

function parseSettings(fields: FieldReader, below: string): Readonly<Record<string, string>> {
  const raw = fields.object('Settings') ?? {};
  const settings = new FieldReader(raw, `${below}Settings`);
  return Object.freeze(Object.fromEntries(Object.keys(raw).map(name => [name, settings.text(name) ?? ''])));
}
