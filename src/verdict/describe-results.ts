import { formatCount } from '../comparison/index.ts';
import type { ResultsCheck, ResultsDifference } from '../measurement/index.ts';

/**
 * What the comparison of the rows found, as half a sentence: `returns other rows: row 17 has accuracy 0.91 on base, 0.87
 * on head`. Names and values stand in it as they came: escape it for where it is shown.
 */
export function describeResults({ mode, difference, rows, why, sameData }: ResultsCheck): string {
  if (why !== null) return `its rows were not compared: ${why}`;
  const order = mode === 'ordered' ? ', in the same order' : '';
  if (difference === null) return `returns the same ${count(rows?.head ?? 0)} on both sides${order}`;
  const data = sameData
    ? ''
    : '; the data of the sides was not copied from one to the other and may differ itself';
  const total =
    rows === null || rows.base === rows.head
      ? ''
      : ` (${count(rows.base)} on base, ${formatCount(rows.head)} on head)`;
  return `${differenceWords(difference)}${total}${data}`;
}

function differenceWords(difference: ResultsDifference): string {
  switch (difference.kind) {
    case 'columns':
      return `returns other columns: ${columnWords(difference.base, difference.head)}`;
    case 'order':
      return `returns the same rows in another order, from row ${formatCount(difference.row)} on; an ORDER BY that leaves ties lets PostgreSQL choose`;
    case 'rows': {
      const { onlyBase, onlyHead, row, value } = difference;
      const only = `returns other rows: ${formatCount(onlyBase)} only on base, ${formatCount(onlyHead)} only on head`;
      const place = row === null ? 'such as one' : `the first is row ${formatCount(row)}`;
      if (value === null) return row === null ? only : `${only}; ${place}`;
      const values = value.isHidden
        ? 'whose values are not shown'
        : `${shown(value.base)} on base, ${shown(value.head)} on head`;
      return `${only}; ${place}, with ${value.column} ${values}`;
    }
  }
}

function columnWords(base: readonly string[], head: readonly string[]): string {
  const missing = base.filter(name => !head.includes(name));
  const added = head.filter(name => !base.includes(name));
  const parts = [
    ...(missing.length === 0 ? [] : [`${missing.join(', ')} only on base`]),
    ...(added.length === 0 ? [] : [`${added.join(', ')} only on head`]),
  ];
  return parts.length > 0 ? parts.join(', ') : `in another order, ${head.join(', ')} on head`;
}

function shown(value: string | null): string {
  return value === null ? 'NULL' : JSON.stringify(value);
}

function count(rows: number): string {
  return `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`;
}
