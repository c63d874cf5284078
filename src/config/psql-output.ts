import type { LineFault, ReadSettings } from './postgresql-conf.ts';

/** A row as it stands in the output, with the line it begins on. */
interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** What separates two columns: `psql` and `psql -A`, `--csv`, and `-AF $'\t'` or COPY. */
type Separator = '|' | ',' | '\t';

/** Lines between and around the rows: rules, borders, the number of rows, \\timing. */
const aside = /^(?:[-+|]*|\(\d+ rows?\)|Time: .*|Timing is on\.)$/;
const settingName = /^[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)*$/;

/** Which way of psql the text was printed in, by its first row; null when it is no output of psql. */
export function separatorOf(text: string): Separator | null {
  const [first] = text.split('\n').filter(line => !aside.test(line.trim()));
  const [, separator] = /^[ |]*"?[A-Za-z_][\w$.]*"?[ ]*([|,\t])(?![=\t])/.exec(first ?? '') ?? [];
  return separator === '|' || separator === ',' || separator === '\t' ? separator : null;
}

/**
 * Reads what psql prints for `select name, setting from pg_settings`. Columns are found by their names when there is a
 * header, else they are the first two. Values are in the setting's base unit, as the server reads a plain number.
 */
export function readPsqlOutput(text: string, separator: Separator): ReadSettings | LineFault {
  const rows = separator === ',' ? csvRows(text) : plainRows(text, separator);
  if ('what' in rows) return rows;
  const header = rows[0]?.cells.map(cell => cell.toLowerCase()) ?? [];
  const hasHeader = header.includes('name') && header.includes('setting');
  const [nameColumn, valueColumn] = hasHeader ? [header.indexOf('name'), header.indexOf('setting')] : [0, 1];
  const settings: { name: string; value: string; line: number }[] = [];
  for (const { cells, line } of hasHeader ? rows.slice(1) : rows) {
    const [name = '', value] = [cells[nameColumn], cells[valueColumn]];
    // The second line of a value that has several.
    if (separator === '|' && name === '' && cells.length > 1) continue;
    if (value === undefined || !settingName.test(name))
      return { line, what: 'is no row of name and setting' };
    settings.push({ name: name.toLowerCase(), value, line });
  }
  return { settings, includes: [] };
}

function plainRows(text: string, separator: '|' | '\t'): readonly Row[] {
  return text.split('\n').flatMap((raw, index) => {
    const content = raw.replace(/\r$/, '');
    if (aside.test(content.trim())) return [];
    // Border 2 draws a frame.
    const framed = separator === '|' && /^\|.*\|$/.test(content) ? content.slice(1, -1) : content;
    return [{ cells: framed.split(separator).map(cell => cell.trim()), line: index + 1 }];
  });
}

/** RFC 4180: a cell in quotes may hold separators, line breaks and doubled quotes. */
export function csvRows(text: string): readonly Row[] | LineFault {
  const rows: Row[] = [];
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  let cells: string[] = [];
  let line = 1;
  let began = 1;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (found === null) return { line, what: 'has a quote that is not closed or stands within a cell' };
    const [all, quoted, plain = '', end] = found;
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += all.split('\n').length - 1;
    if (end === ',') continue;
    if (!(cells.length === 1 && aside.test((cells[0] ?? '').trim()))) rows.push({ cells, line: began });
    cells = [];
    began = line;
  }
  return rows;
}
