import type { Tone } from './standing.ts';

export type Style = Tone | 'strong' | 'faint';

/** Puts a colour on text that is safe already; returns it as it is when there are no colours. */
export type Paint = (style: Style, text: string) => string;

/** The eight colours that every terminal has and every theme keeps readable. Source: ECMA-48, 8.3.117 (SGR). */
const codes: Readonly<Record<Style, number>> = { bad: 31, warn: 33, good: 32, plain: 0, strong: 1, faint: 2 };

export function painter(colour: boolean): Paint {
  return (style, text) =>
    colour && style !== 'plain' && text !== '' ? `\u001b[${codes[style]}m${text}\u001b[0m` : text;
}
