import type { Tone } from './standing.ts';

/** Told apart by shape and sign, not by colour alone. */
const signs: Readonly<Record<Tone, string>> = { bad: '✗', warn: '!', good: '✓', plain: '·' };

export function toneMark(tone: Tone): string {
  return `<span class="mark ${tone}" aria-hidden="true">${signs[tone]}</span>`;
}
