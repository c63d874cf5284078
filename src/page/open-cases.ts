import { drawPlan } from './draw-plan.ts';

/** Opens the case that a link names, and draws the plans of a case when it is opened for the first time. */
export function openCases(): void {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('details.case')) {
    fold.addEventListener('toggle', () => {
      if (fold.open)
        for (const pair of fold.querySelectorAll<HTMLElement>('.plans:not(.ready)')) prepare(pair);
    });
  }
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    const fold = target?.closest<HTMLDetailsElement>('details.case');
    if (fold == null) return;
    fold.hidden = false;
    fold.open = true;
    fold.scrollIntoView({ block: 'start' });
    fold.querySelector('summary')?.focus({ preventScroll: true });
  };
  addEventListener('hashchange', follow);
  // A second click on the same link changes no hash.
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href') ?? link?.getAttribute('xlink:href') ?? '';
    if (href === location.hash && href !== '') follow();
  });
  follow();
}

/** Puts a switch between drawing and text above both plans, and draws them. */
function prepare(pair: HTMLElement): void {
  pair.classList.add('ready');
  const plans = [...pair.querySelectorAll<HTMLElement>(':scope > .plan')];
  const drawn = plans.map(drawPlan);
  if (drawn.every(frame => frame === null)) return;
  const bar = document.createElement('div');
  bar.className = 'switch';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', 'How plans are shown');
  const buttons = (['drawing', 'text'] as const).map(mode => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = mode === 'drawing' ? 'Drawn' : 'As text';
    button.addEventListener('click', () => show(mode));
    bar.append(button);
    return { mode, button };
  });
  const show = (mode: 'drawing' | 'text') => {
    pair.classList.toggle('as-text', mode === 'text');
    for (const each of buttons) each.button.setAttribute('aria-pressed', String(each.mode === mode));
  };
  show('drawing');
  pair.before(bar);
}
