/** Where JSON stops being JSON, and what should stand there. */
export interface JsonFault {
  /** Offset in the text; its length where the text ends too early. */
  readonly at: number;
  readonly expected: string;
}

const names = {
  value: 'a value',
  'value or end': 'a value or "]"',
  key: 'a name in double quotes',
  'key or end': 'a name in double quotes or "}"',
  colon: '":"',
  'comma or end': '"," or the end of the list or object',
  nothing: 'nothing more',
} as const;

type Want = keyof typeof names;

/**
 * The first place at which `text`, which JSON.parse refused, cannot go on: its own message does not always tell. null for
 * JSON. Works through the text instead of calling itself, and so at any depth.
 */
export function jsonFault(text: string): JsonFault | null {
  const open: string[] = [];
  let want: Want = 'value';
  const word =
    /[ \t\n\r]*(?:([[\]{},:])|(")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))?/y;
  for (;;) {
    const found = word.exec(text);
    const [whole = '', mark, quote, plain] = found ?? [];
    const length = (mark ?? quote ?? plain ?? '').length;
    const at = word.lastIndex - length;
    const fault = { at, expected: names[want] };
    if (length === 0)
      return want === 'nothing' && at === text.length ? null : { ...fault, at: word.lastIndex };
    if (whole === '') return fault;
    const isKey: boolean = want === 'key' || want === 'key or end';
    const isValue: boolean = want === 'value' || want === 'value or end';
    if (quote !== undefined) {
      if (!isKey && !isValue) return fault;
      const end = endOfString(text, word.lastIndex);
      if (end.fault !== null) return end.fault;
      word.lastIndex = end.at;
      want = isKey ? 'colon' : after(open);
    } else if (plain !== undefined) {
      if (!isValue) return fault;
      want = after(open);
    } else if (mark === '[' || mark === '{') {
      if (!isValue) return fault;
      open.push(mark);
      want = mark === '[' ? 'value or end' : 'key or end';
    } else if (mark === ':') {
      if (want !== 'colon') return fault;
      want = 'value';
    } else if (mark === ',') {
      if (want !== 'comma or end') return fault;
      want = open.at(-1) === '[' ? 'value' : 'key';
    } else {
      const isList = mark === ']';
      const mayEnd = want === 'comma or end' || want === (isList ? 'value or end' : 'key or end');
      if (!mayEnd || open.pop() !== (isList ? '[' : '{')) return fault;
      want = after(open);
    }
  }
}

function after(open: readonly string[]): 'nothing' | 'comma or end' {
  return open.length === 0 ? 'nothing' : 'comma or end';
}

/** Behind the closing quote of the string whose first character stands at `from`. */
function endOfString(text: string, from: number): { readonly at: number; readonly fault: JsonFault | null } {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none of them in a string.
  const special = /["\\\u0000-\u001f]/g;
  const fault = (at: number, expected: string) => ({ at, fault: { at, expected } });
  special.lastIndex = from;
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    const { 0: character, index } = found;
    if (character === '"') return { at: index + 1, fault: null };
    if (character !== '\\') return fault(index, 'an escape such as \\n for this control character');
    const sequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
    sequence.lastIndex = index;
    if (!sequence.test(text)) return fault(index, 'an escape that JSON knows');
    special.lastIndex = sequence.lastIndex;
  }
  return fault(text.length, 'a closing quote');
}
