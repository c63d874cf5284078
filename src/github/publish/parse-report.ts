import { notOurs, refusal, shown } from './refusal.ts';

/** What a report of plangate's own stays far below, and a renderer is quick with. */
export const reportLimits = {
  /** Of lists and objects within each other. */
  depth: 32,
  /** Of everything: names, values, lists, objects. */
  values: 2_000_000,
  /** Entries of one list or object. */
  entries: 3000,
  /** Characters of one text. */
  text: 4 * 1024 * 1024,
} as const;

/**
 * Parses JSON that anybody may have written. How deep it is and how much is in it is counted before it is parsed.
 *
 * @param place the file, for messages
 * @throws PlangateError (github) when it is none, or more than `reportLimits`
 */
export function parseReport(bytes: Uint8Array, place: string): unknown {
  const large = (what: string) =>
    refusal(place, `It has ${what}.`, 'Register fewer queries in one gate, or shorter ones.');
  const { depth, values } = measure(bytes);
  if (depth > reportLimits.depth) throw large(`more than ${reportLimits.depth} lists within each other`);
  if (values > reportLimits.values) throw large(`more than ${reportLimits.values} values`);
  const value = parse(bytes, place);
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const each = rest.pop();
    if (typeof each === 'string') {
      if (each.length > reportLimits.text) throw large(`a text of more than ${reportLimits.text} characters`);
    } else if (typeof each === 'object' && each !== null) {
      if (Object.hasOwn(each, '__proto__'))
        throw refusal(place, 'A value in it is called __proto__.', notOurs);
      const entries = Array.isArray(each) ? each : Object.entries(each).flat();
      const count = Array.isArray(each) ? each.length : entries.length / 2;
      if (count > reportLimits.entries) throw large(`a list of more than ${reportLimits.entries} entries`);
      for (const entry of entries) rest.push(entry);
    }
  }
  return value;
}

function parse(bytes: Uint8Array, place: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw refusal(place, `It is not JSON: ${shown(message)}.`, notOurs, error);
  }
}

/** How deep the brackets go outside of texts, and how many brackets, commas and colons there are: an upper bound of values. */
function measure(bytes: Uint8Array): { depth: number; values: number } {
  let depth = 0;
  let deepest = 0;
  let values = 1;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inText) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) {
      inText = true;
    } else if (byte === 0x5b || byte === 0x7b) {
      depth++;
      values++;
      if (depth > deepest) deepest = depth;
    } else if (byte === 0x5d || byte === 0x7d) {
      depth--;
    } else if (byte === 0x2c || byte === 0x3a) {
      values++;
    }
  }
  return { depth: deepest, values };
}
