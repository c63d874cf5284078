import type { Comparison } from '../comparison/index.ts';
import { defaultThresholds, type RuleId, type RuleSettings, ruleKeys, type Waiver } from '../config/index.ts';
import type { Measurement } from '../measurement/index.ts';
import type { Catalogue } from '../postgres/index.ts';
import { type Case, placeIn } from '../queries/index.ts';
import type { Side } from '../workspace/index.ts';
import { caseBuffers } from './case-buffers.ts';
import { isWaivedBy } from './is-waived.ts';
import { mergeFindings } from './merge-findings.ts';
import { mergeSchemaFindings } from './merge-schema-findings.ts';
import { namedTables } from './named-tables.ts';
import { parseStatement } from './parsed-statement.ts';
import type { Observation, Rule, Scene, SchemaScene, Script } from './rule.ts';
import { severityOf } from './severity-of.ts';
import { rules } from './table.ts';
import { toldByCases } from './told-by-cases.ts';
import type { Finding } from './types.ts';
import { withViews } from './with-views.ts';
import { type Workload, workloadOf } from './workload.ts';

export interface RuleInput {
  readonly comparisons: readonly Comparison[];
  readonly catalogues: Readonly<Record<Side, Catalogue>>;
  /** Severity and thresholds by rule; what is missing is the rule's own default. */
  readonly rules: Readonly<Record<string, RuleSettings>>;
  /** What one of them is for, expired or not, is told by itself, so that it accepts, or fails, nothing else. */
  readonly waivers?: readonly Waiver[];
  /** SQL files that each side is built from, in the order they run. */
  readonly scripts?: Readonly<Record<Side, readonly Script[]>>;
  /** Whether there is a base to hold head's schema against. */
  readonly hasBase?: boolean;
  /** Whether every registered query is among the comparisons. */
  readonly hasEveryQuery?: boolean;
}

/** What the rules see on both sides of every case and of the schema: head's findings first, each in the order of the cases. */
export async function findFindings(input: RuleInput): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const siblings = Map.groupBy(input.comparisons, ({ result }) => result.case.query.name);
  for (const side of ['head', 'base'] as const) {
    const cases: (readonly Finding[])[] = [];
    const workload = workloadOf(input.comparisons, side);
    for (const comparison of input.comparisons)
      cases.push(await ofCase(side, comparison, siblings, workload, input));
    const isAccepted = acceptedBy(input);
    const told = toldByCases(await ofSchema(side, input), cases.flat(), isAccepted);
    findings.push(...told.cases, ...mergeSchemaFindings(told.schema, isAccepted));
  }
  return findings;
}

/** The cases of each query, by its name. */
type Siblings = ReadonlyMap<string, readonly Comparison[]>;

async function ofCase(
  side: Side,
  comparison: Comparison,
  siblings: Siblings,
  workload: Workload,
  input: RuleInput,
): Promise<readonly Finding[]> {
  const scene = await sceneOf(side, comparison, siblings, input);
  if (scene === null) return [];
  const before = side === 'head' ? await sceneOf('base', comparison, siblings, input) : null;
  const found: Finding[] = [];
  for (const rule of enabled(input)) {
    if (rule.of !== 'case') continue;
    const check = (of: Scene, thresholds: Thresholds) => rule.check(of, thresholds);
    for (const seen of await observe(rule, side, scene, before, check, input))
      found.push(caseFinding(rule, side, scene, seen, workload, input));
  }
  return mergeFindings(found, acceptedBy(input));
}

/** What the query file or a waiver accepts. */
function acceptedBy({ waivers = [] }: RuleInput): (finding: Finding) => boolean {
  return finding => finding.suppressed !== null || waivers.some(waiver => isWaivedBy(waiver, finding));
}

async function ofSchema(side: Side, input: RuleInput): Promise<readonly Finding[]> {
  const scene = schemaOf(side, input);
  if (scene === null) return [];
  const before = side === 'head' ? schemaOf('base', input) : null;
  const found: Finding[] = [];
  for (const rule of enabled(input)) {
    if (rule.of !== 'schema') continue;
    const check = (of: SchemaScene, thresholds: Thresholds) => rule.check(of, thresholds);
    for (const seen of await observe(rule, side, scene, before, check, input))
      found.push(schemaFinding(rule, side, seen, input));
  }
  return found;
}

/** Rules that are off everywhere are not asked. */
function enabled({ rules: settings }: RuleInput): readonly Rule[] {
  return Object.values(rules).filter(({ id }) => {
    const { severity = ruleKeys[id].severity, queries, tables, tags } = settings[id] ?? {};
    return severity !== 'off' || queries !== undefined || tables !== undefined || tags !== undefined;
  });
}

type Thresholds = Readonly<Record<string, number>>;
type Seen = Observation & { readonly isNew: boolean };

/**
 * What the rule sees, and whether the pull request adds it. What is on base half as much was there before: a table that
 * grew past a threshold is nothing that the pull request adds, so base is asked with thresholds that are half as high.
 */
async function observe<S>(
  rule: Rule,
  side: Side,
  scene: S,
  before: S | null,
  check: (scene: S, thresholds: Thresholds) => readonly Observation[] | Promise<readonly Observation[]>,
  { rules: settings }: RuleInput,
): Promise<readonly Seen[]> {
  const thresholds = { ...defaultThresholds(rule.id), ...settings[rule.id]?.thresholds };
  const observations = await check(scene, thresholds);
  if (side === 'base' || observations.length === 0)
    return observations.map(seen => ({ ...seen, isNew: false }));
  const halves = Object.fromEntries(Object.entries(thresholds).map(([name, value]) => [name, value / 2]));
  const old = before === null ? [] : await check(before, halves);
  const most = new Map<string, number>();
  for (const { key, amount } of old) most.set(key, Math.max(amount, most.get(key) ?? 0));
  const wasThere = ({ key, amount }: Observation) => amount < 2 * (most.get(key) ?? 0);
  return observations.map(seen => ({ ...seen, isNew: seen.isNew ?? !wasThere(seen) }));
}

function caseFinding(
  rule: Rule,
  side: Side,
  scene: Scene,
  seen: Seen,
  workload: Workload,
  { rules: settings }: RuleInput,
): Finding {
  const { query } = ownCase(side, scene.comparison);
  const { parameters } = scene.comparison.result.case;
  const whole = caseBuffers(scene.measurement);
  const { buffers, relation } = seen;
  const share = buffers === null || whole === 0 ? null : Math.min(1, buffers / whole);
  const weight = workload.get(query.name) ?? null;
  const place = typeof seen.at === 'number' ? placeIn(query, seen.at) : null;
  return {
    ...common(rule, side, seen),
    severity: severityOf(rule.id, settings[rule.id], {
      query: query.name,
      tags: query.tags,
      relation,
      // Of a query that is new, its author alone says how often it will be called.
      weight: scene.base === null ? null : weight,
      isLesser: seen.isLesser ?? false,
    }),
    query: query.name,
    parameters,
    file: query.file,
    line: place?.line ?? query.line,
    column: place?.column ?? null,
    share,
    impact: (buffers ?? 0) * (query.calls?.number ?? 1),
    calls: query.calls?.number ?? null,
    weight,
    suppressed: query.ignores?.find(ignore => ignore.rule === rule.id)?.reason ?? null,
  };
}

function schemaFinding(rule: Rule, side: Side, seen: Seen, { rules: settings }: RuleInput): Finding {
  const place = typeof seen.at === 'object' ? seen.at : null;
  return {
    ...common(rule, side, seen),
    severity: severityOf(rule.id, settings[rule.id], {
      query: null,
      tags: [],
      relation: seen.relation,
      weight: null,
    }),
    query: '',
    parameters: '',
    file: place?.file ?? null,
    line: place?.line ?? null,
    column: null,
    share: null,
    impact: seen.buffers ?? 0,
    pages: seen.pages ?? null,
    suppressed: null,
  };
}

function common({ id }: { readonly id: RuleId }, side: Side, { isNew, relation, node, facts }: Seen) {
  return { rule: id, side, isNew, relation, node, facts, also: [] };
}

/** The case as that side registers it. */
function ownCase(side: Side, { result }: Comparison): Case {
  return side === 'base' && result.before ? result.before : result.case;
}

function measuredOn(side: Side, { result }: Comparison): Measurement | null {
  const own = result.sides[side];
  return own.kind === 'measured' ? own.measurement : null;
}

async function sceneOf(
  side: Side,
  comparison: Comparison,
  siblings: Siblings,
  input: RuleInput,
): Promise<Scene | null> {
  const measurement = measuredOn(side, comparison);
  if (measurement === null) return null;
  const { query } = ownCase(side, comparison);
  const base = side === 'head' ? measuredOn('base', comparison) : null;
  const statement = await parseStatement(query.sql);
  const before = ownCase('base', comparison).query.sql;
  const baseStatement = before === query.sql ? statement : await parseStatement(before);
  return {
    side,
    comparison,
    measurement,
    catalogue: namedTables(input.catalogues[side], statement),
    statement,
    expanded: await withViews(statement, input.catalogues[side]),
    siblings: (siblings.get(query.name) ?? []).flatMap(other => {
      const own = measuredOn(side, other);
      return own === null ? [] : [{ parameters: other.result.case.parameters, measurement: own }];
    }),
    base:
      base === null
        ? null
        : { measurement: base, catalogue: namedTables(input.catalogues.base, baseStatement) },
  };
}

function schemaOf(side: Side, input: RuleInput): SchemaScene | null {
  const hasBase = input.hasBase ?? true;
  if (side === 'base' && !hasBase) return null;
  return {
    side,
    catalogue: input.catalogues[side],
    base: side === 'head' && hasBase ? input.catalogues.base : null,
    comparisons: input.comparisons,
    hasEveryQuery: input.hasEveryQuery ?? true,
    scripts: input.scripts?.[side] ?? [],
  };
}
