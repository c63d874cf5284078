/** A field that leaves only the cases whose row holds its words, and the counts at the top as buttons that do so by standing. */
export function filterCases(): void {
  const section = document.getElementById('all');
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('table.cases > tbody > tr')];
  const heading = section?.querySelector('h2');
  if (heading == null || rows.length < 2) return;
  const folds = new Map(
    [...document.querySelectorAll<HTMLElement>('details.case > .inside')].map(inside => [
      `#${inside.id}`,
      inside.parentElement,
    ]),
  );
  const entries = rows.map(row => ({
    row,
    fold: folds.get(row.querySelector('a')?.hash ?? '') ?? null,
    text: (row.textContent ?? '').toLowerCase(),
    standing: row.dataset.standing ?? '',
  }));

  const field = document.createElement('input');
  field.type = 'search';
  field.placeholder = 'Filter';
  field.setAttribute('aria-label', 'Filter the cases by words');
  const count = document.createElement('span');
  count.className = 'count';
  count.setAttribute('role', 'status');
  const bar = document.createElement('div');
  bar.className = 'filter';
  bar.append(field, count);
  heading.after(bar);

  let chosen: string | null = null;
  const apply = () => {
    const words = field.value
      .toLowerCase()
      .split(/\s+/)
      .filter(word => word !== '');
    let shown = 0;
    for (const { row, fold, text, standing } of entries) {
      const isShown = (chosen === null || standing === chosen) && words.every(word => text.includes(word));
      row.hidden = !isShown;
      if (fold !== null) fold.hidden = !isShown;
      if (isShown) shown++;
    }
    count.textContent = shown === entries.length ? '' : `${shown} of ${entries.length}`;
  };
  field.addEventListener('input', apply);

  const buttons = [...document.querySelectorAll<HTMLElement>('ul.tally > li')].map(item => {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('aria-pressed', 'false');
    button.append(...item.childNodes);
    item.append(button);
    return { button, standing: item.dataset.standing ?? '' };
  });
  for (const { button, standing } of buttons) {
    button.addEventListener('click', () => {
      chosen = chosen === standing ? null : standing;
      for (const each of buttons) each.button.setAttribute('aria-pressed', String(each.standing === chosen));
      apply();
      if (chosen !== null) section?.scrollIntoView({ behavior: 'smooth', block: 'start' });
    });
  }
}
