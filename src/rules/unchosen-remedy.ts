import { formatCount } from '../comparison/index.ts';
import type { Facts } from './types.ts';

/** What to do about an index whose definition is no hindrance, and which the planner did not choose. */
export function unchosenRemedy(index: string, facts: Facts): string {
  return facts.tried === undefined ? untried(index, facts) : triedRemedy(index, facts);
}

/** The same of one that finds the rows of the filter, where one that has more than its columns is to be created. */
export function passedOverRemedy(index: string, facts: Facts, create: string): string {
  if (facts.tried === undefined)
    return `${index} finds the rows of this filter, and the planner did not choose it${expectation(facts)}. ${create}`;
  if (facts.tried === 'unused') return create;
  if (facts.statistics === 'fresh' || facts.statistics === 'finer') return triedRemedy(index, facts);
  const expected = misled(facts);
  return `${dearer(index, facts)}${expected === null ? '' : `, because ${expected}`}${unhelpful(facts)}. ${create}`;
}

function untried(index: string, facts: Facts): string {
  return `${index} has the columns of this filter and the planner did not choose it${expectation(facts)}. Compare the types in the filter with those of the columns${columnsOf(facts)}, and refresh the statistics: ${analyse(facts)}`;
}

/** What came of asking the planner again without other ways and, where the index was taken then, with the table analysed anew. */
function triedRemedy(index: string, facts: Facts): string {
  if (facts.tried === 'unused')
    return `${index} has the columns of this filter, and PostgreSQL cannot use it even ${forced(facts)}: as it is written, the comparison is none of the index's. Give what is compared the column's own type and collation${columnsOf(facts)}.`;
  const expected = misled(facts);
  const costs = estimates(facts);
  const reasons = [costs, expected].filter(text => text !== null).join(', because ');
  const because = reasons === '' ? '' : `: ${reasons}`;
  switch (facts.statistics) {
    case 'fresh':
      return `${index} serves this filter, and only stale statistics keep the planner from it${because}. After ANALYZE in a copy of the database it takes the index. Let autovacuum analyse the table sooner (autovacuum_analyze_scale_factor), and after what changes many of its rows run: ${analyse(facts)}`;
    case 'finer':
      return `${index} serves this filter, and only coarse statistics keep the planner from it${because}. With finer ones in a copy of the database it takes the index: ALTER TABLE ${facts.table} ${facts.finer}; ${analyse(facts)}`;
  }
  const isPart = expected === null && servesTooLittle(facts);
  const serves = dearer(index, facts, isPart ? 'a part of this filter' : 'this filter');
  const still = unhelpful(facts);
  if (facts.rowsExpected === null)
    return `${serves}${still}. Where a LIMIT may end a scan, it takes the rows of a filter for evenly spread. Have them found before they are sorted: select them in a WITH … AS MATERIALIZED, and order and limit what that gives.`;
  if (isPart)
    return `${serves}${still}: that part keeps too many rows, and another one throws them away. An index of what that one compares would find the few that are left.`;
  if (expected === null)
    return `${serves}, although its estimate of rows is right${still}. It reckons with ${pageCost(facts)}: set what production has, in postgres.settings or settings-from.`;
  const changed = Number(facts.changedSince ?? 0);
  if (changed > 0 && still === '')
    return `${serves}, because ${expected}: ${changed === 1 ? '1 row was' : `${formatCount(changed)} rows were`} changed since the table was last analysed. Refresh the statistics: ${analyse(facts)}`;
  const others =
    facts.statistics === 'neither'
      ? ''
      : ' or more of one column with ALTER TABLE … ALTER COLUMN … SET STATISTICS';
  return `${serves}, because ${expected}${still}. Give it better statistics, with CREATE STATISTICS over columns that depend on each other${others}, and then run: ${analyse(facts)}`;
}

function dearer(index: string, facts: Facts, served = 'this filter'): string {
  const costs = estimates(facts);
  return `${index} serves ${served}, as it does ${forced(facts)}, and the planner takes it for dearer${costs === null ? '' : ` (${costs})`}`;
}

/** Without which other ways to read the table the planner was asked. */
function forced({ isByIndex, without }: Facts): string {
  if (isByIndex !== true) return 'with sequential scans switched off';
  return `without ${typeof without === 'string' ? `${without}, ` : ''}the other indexes and sequential scans`;
}

function analyse({ table, otherTables }: Facts): string {
  return `ANALYZE ${table}${typeof otherTables === 'string' ? `, ${otherTables}` : ''};`;
}

function unhelpful({ statistics }: Facts): string {
  if (statistics === 'untried') return ', and fresh statistics do not change that';
  return statistics === 'neither' ? ', and neither fresh statistics nor finer ones change that' : '';
}

/** Whether it is another part of the filter that throws the rows away, which no index of a column could serve. */
function servesTooLittle({ unservedParts, servedShare }: Facts): boolean {
  return Number(unservedParts ?? 0) > 0 && (typeof servedShare !== 'number' || servedShare > 0.1);
}

function pageCost({ randomPageCost }: Facts): string {
  return typeof randomPageCost === 'string'
    ? `random_page_cost ${randomPageCost}, as it is told`
    : 'random_page_cost 4 unless it is told otherwise, which is too dear where the data is in memory or on an SSD';
}

/** null where the two costs cannot be compared. */
function estimates({ costWith, costWithout, without }: Facts): string | null {
  if (typeof costWith !== 'number' || typeof costWithout !== 'number') return null;
  const [dear, cheap] = [costWith, costWithout].map(cost => formatCount(Math.round(cost)));
  const other = typeof without === 'string' ? `with ${without}` : 'without';
  return `it estimates a cost of ${dear} with the index against ${cheap} ${other}`;
}

/** Of an index whose definition is no hindrance: what it is of. */
function columnsOf({ unservedDetail }: Facts): string {
  return typeof unservedDetail === 'string' ? ` (${unservedDetail})` : '';
}

function misled(facts: Facts): string | null {
  return isMisled(facts)
    ? `it expects ${rowsOf(facts.rowsExpected)} rows where ${rowsOf(facts.rowsCame)} came`
    : null;
}

/** Estimates are never exact; what is ten times off misleads. */
function isMisled({ rowsExpected, rowsCame }: Facts): boolean {
  if (rowsExpected === null) return false;
  const [expected, came] = [Math.max(1, Number(rowsExpected)), Math.max(1, Number(rowsCame))];
  return Math.max(expected / came, came / expected) >= 10;
}

function rowsOf(rows: Facts[string] | undefined): string {
  return formatCount(Number(rows ?? 0));
}

function expectation(facts: Facts): string {
  return isMisled(facts)
    ? `: it expected ${rowsOf(facts.rowsExpected)} rows, and ${rowsOf(facts.rowsCame)} came`
    : ', as it took it for dearer';
}
