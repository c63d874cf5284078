/**
 * Makes a button of every column's heading that sorts by it: numbers the largest first, words from A. A second press turns
 * the order round. What has no value stays at the end.
 */
export function sortTable(table: HTMLTableElement): void {
  const [body] = table.tBodies;
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (body === undefined) return;
  for (const [column, heading] of headings.entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const isNumber = heading.classList.contains('number');
      const before = heading.getAttribute('aria-sort');
      const first = isNumber ? 'descending' : 'ascending';
      const order = before === null ? first : before === 'ascending' ? 'descending' : 'ascending';
      for (const each of headings) each.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', order);
      body.append(...sorted([...body.rows], column, order === 'ascending' ? 1 : -1));
    });
  }
}

function sorted(rows: readonly HTMLTableRowElement[], column: number, sign: 1 | -1): HTMLTableRowElement[] {
  const keys = new Map(rows.map(row => [row, keyOf(row.cells[column])]));
  const words = new Intl.Collator('en', { numeric: true });
  return rows.toSorted((a, b) => {
    const [left, right] = [keys.get(a) ?? null, keys.get(b) ?? null];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * words.compare(String(left), String(right));
  });
}

function keyOf(cell: HTMLTableCellElement | undefined): number | string | null {
  const value = cell?.dataset.value;
  if (value !== undefined) return Number(value);
  const text = cell?.textContent?.trim() ?? '';
  return text === '' ? null : text.toLowerCase();
}
