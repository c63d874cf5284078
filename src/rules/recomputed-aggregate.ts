import { displayName, formatCount } from '../comparison/index.ts';
import { type PlanNode, rowsRead, totalRows, walk } from '../plan/index.ts';
import { aggregateCalls } from './aggregate-call.ts';
import { type Aggregated, aggregatedNodes } from './aggregated-nodes.ts';
import { caseBuffers } from './case-buffers.ts';
import { materialisedView } from './materialised-view.ts';
import { hasParameter, parameterColumns } from './parameter-columns.ts';
import { type Level, queryLevels } from './query-levels.ts';
import { type RelationScan, relationScans, tableNamed } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { shownName } from './schema-names.ts';
import { locationOf } from './sql-nodes.ts';
import type { Facts } from './types.ts';
import { parameterText } from './write-expression.ts';

/** What thousands of calls ask for is computed by each of them, of rows that hardly changed in between. */
export const recomputedAggregate: CaseRule = {
  id: 'recomputed-aggregate',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/rules-materializedviews.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const { statement, measurement, catalogue } = scene;
  const { plan } = measurement;
  const calls = callsOf(scene);
  const returned = totalRows(plan.root)?.rows;
  if (calls === null || calls < (given.calls ?? 0) || returned === undefined || !isReading(scene)) return [];
  const levels = statement === null ? [] : queryLevels(statement);
  const aggregated = aggregatedNodes(plan, levels.some(isGrouped) || readsView(levels, scene));
  // What a materialised view holds is computed already.
  const isCounted = (node: PlanNode) =>
    aggregated.inputs.has(node) &&
    (node.relation === null || tableNamed(node.relation, catalogue)?.kind !== 'materialized view');
  const { rows, uncertainty } = rowsRead(plan, isCounted);
  if (rows === 0 || rows < (given.rows ?? 0) || rows < (given.factor ?? 1) * returned) return [];
  const scans = relationScans(measurement, catalogue, ({ node }) => isCounted(node));
  const buffers = isBlind(scene) ? null : caseBuffers(measurement);
  return [
    {
      key: 'aggregate',
      amount: rows,
      relation: byRows(scans)[0]?.relation ?? null,
      node: nodeOf(aggregated, scene),
      buffers,
      at: statement?.offsetOf(placeOf(levels)) ?? null,
      facts: {
        calls,
        rows: Math.round(rows),
        isExact: uncertainty === 0,
        returned: Math.round(returned),
        tables: tablesIn(scans),
        buffers,
        buffersInAll: buffers === null ? null : buffers * calls,
        ...(await remedyFacts(scene, levels)),
      },
    },
  ];
}

/** How often is a matter of production, of which head knows the latest; base is asked what it would be with that. */
function callsOf({ side, comparison }: Scene): number | null {
  const { case: own, before } = comparison.result;
  return (own.query.calls ?? (side === 'base' ? before?.query.calls : null))?.number ?? null;
}

/** A SELECT that neither writes nor locks, as far as its plan and its text tell. */
function isReading({ statement, measurement }: Scene): boolean {
  const isWriting = walk(measurement.plan).some(({ type }) => type === 'ModifyTable' || type === 'LockRows');
  if (isWriting || statement === null) return !isWriting;
  return 'SelectStmt' in statement.tree && statement.tree.SelectStmt.intoClause === undefined;
}

function isGrouped({ select }: Level): boolean {
  return select?.groupClause !== undefined;
}

/** What is no table of the catalogue may be a view, and group inside. */
function readsView(levels: readonly Level[], { catalogue }: Scene): boolean {
  const named = levels.flatMap(({ sources }) =>
    sources.flatMap(({ table }) => (table === null ? [] : [table])),
  );
  return named.some(({ schema, name }) =>
    catalogue.tables.every(table => table.name !== name || (schema !== null && table.schema !== schema)),
  );
}

/** Nobody counted blocks: neither the server for the whole statement nor EXPLAIN for its tree. */
function isBlind({ measurement: { plan, workSource } }: Scene): boolean {
  return plan.root.buffers === null && workSource === 'plan';
}

function byRows(scans: readonly RelationScan[]): readonly RelationScan[] {
  const readOf = ({ rowsKept, rowsDiscarded }: RelationScan) => rowsKept + rowsDiscarded;
  return scans.toSorted((a, b) => readOf(b) - readOf(a));
}

/** The one aggregate, or what brings several together. */
function nodeOf({ tops }: Aggregated, { measurement: { plan } }: Scene): number {
  const [top, ...others] = tops;
  return top !== undefined && others.length === 0 ? top.id : plan.root.id;
}

function placeOf(levels: readonly Level[]): number | undefined {
  for (const level of levels) {
    const place = locationOf(aggregateCalls(level)) ?? locationOf(level.select?.groupClause);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** `deployments, training_runs and 2 more`, those of the most rows first. */
function tablesIn(scans: readonly RelationScan[]): string {
  const names = byRows(scans).map(({ table, relation }) =>
    table === null ? displayName(relation) : shownName(table),
  );
  return listed([...new Set(names)]);
}

function listed(all: readonly string[]): string {
  const shown = all.slice(0, all.length > 4 ? 3 : 4);
  const texts = all.length > shown.length ? [...shown, `${all.length - shown.length} more`] : shown;
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

async function remedyFacts(scene: Scene, levels: readonly Level[]): Promise<Facts> {
  const found = levels.map(level => parameterColumns(level, scene));
  const numbers = [...new Set(found.flatMap(({ parameters }) => [...parameters]))].toSorted((a, b) => a - b);
  const columns = [...new Set(found.flatMap(own => [...own.columns]))];
  const aggregates = levels.filter(level => aggregateCalls(level).length > 0);
  const view = numbers.length > 0 ? null : await materialisedView(scene);
  return {
    parameters: listed(numbers.map(number => parameterText(scene, number))),
    columns: listed(columns),
    isEquality: found.every(({ isEquality }) => isEquality),
    aggregates: aggregates.length,
    independent: aggregates.filter(({ select }) => select !== null && !hasParameter(select)).length,
    view: view?.name ?? null,
    create: view?.create ?? null,
    index: view?.index ?? null,
  };
}

function describe(facts: Facts): Words {
  const [calls, rows, returned] = [facts.calls, facts.rows, facts.returned].map(Number);
  const about = facts.isExact === true ? '' : 'about ';
  const blocks =
    facts.buffers === null
      ? ''
      : `, and touches ${formatCount(Number(facts.buffers))} blocks: ${formatCount(Number(facts.buffersInAll))} in all calls`;
  return {
    message: `Each of ${formatCount(calls ?? 0)} calls computes the aggregate anew: it reads ${about}${formatCount(rows ?? 0)} rows of ${facts.tables} to return ${formatCount(returned ?? 0)}${blocks}. Calls between two changes of the data get the same answer.`,
    remedy: facts.parameters === '' ? keepWhole(facts) : keepParts(facts),
  };
}

const materialised = 'a materialised view, a table that holds the result until it is refreshed';

function keepWhole({ view, create, index }: Facts): string {
  const start = `If the answer may be some minutes old, keep it in ${materialised}, and read that.`;
  if (view === null)
    return `${start} It needs a name for each column, and a unique index on those that tell its rows apart, so that REFRESH MATERIALIZED VIEW CONCURRENTLY lets readers go on. What depends on who asks cannot be kept there.`;
  const unique =
    index === null
      ? 'asks for a unique index on the columns that tell its rows apart, and then keeps no reader waiting'
      : 'keeps no reader waiting';
  return `${start} REFRESH MATERIALIZED VIEW CONCURRENTLY ${view}, from time to time, ${unique}: ${[create, index].filter(text => text !== null).join(' ')}`;
}

function keepParts({ parameters, columns, isEquality, aggregates, independent }: Facts): string {
  const place = `in ${materialised}, or in a table of counts that a trigger or a job keeps`;
  const steps = isEquality === true ? '' : ', where it is a range in steps such as hours or days';
  const grouped = `grouped by ${columns}, too${steps}: counts and sums of such groups add up, an average is a sum and a count, distinct counts do not add up.`;
  if (columns !== '' && Number(independent) === 0)
    return `If the answer may be some minutes old, keep it for all values of ${parameters} ${place}, ${grouped}`;
  const part = Number(independent) === 0 ? '' : ` (${independent} of the ${aggregates} aggregates here)`;
  const whole = `If the answer may be some minutes old, keep what does not depend on ${parameters}${part} ${place}.`;
  return columns === '' ? whole : `${whole} What depends on ${parameters} can be kept where it is ${grouped}`;
}
