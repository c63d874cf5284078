import { describe, expect, it } from 'vitest';
import { parseReport, reportLimits } from '../../../src/github/publish/parse-report.ts';

const place = 'report.json in artifact plangate of run 4711';
const parse = (text: string | Buffer) => parseReport(Buffer.from(text as string), place);

describe('parseReport', () => {
  it('parses what is within the limits', () => {
    const text = '{"a":[1,"[{\\"\\\\",{"b":null}],"ü":"\\u00fc"}';
    expect(parse(text)).toEqual(JSON.parse(text));
    const list = Array.from({ length: reportLimits.entries }, (_, n) => n);
    expect(parse(JSON.stringify(list))).toEqual(list);
    expect(parse('['.repeat(reportLimits.depth) + ']'.repeat(reportLimits.depth))).toHaveLength(1);
  });

  it('reads brackets within texts as text', () => {
    const text = `"${'[{,:'.repeat(1000)}\\"${'['.repeat(1000)}"`;
    expect(parse(text)).toBe(JSON.parse(text));
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['nothing', '', /It is not JSON: Unexpected end of JSON input\./],
    ['a page', '<html>', /It is not JSON: /],
    ['half a report', '{"schema":1,', /It is not JSON: /],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), /It is not JSON: /],
    ['lists within lists', '['.repeat(33) + ']'.repeat(33), /more than 32 lists within each other\./],
    ['a million lists within lists', '['.repeat(1_000_000), /more than 32 lists within each other\./],
    ['objects within objects', '{"a":'.repeat(33), /more than 32 lists within each other\./],
    ['too many values', `[${'[],'.repeat(1_000_000)}[]]`, /more than 2000000 values\./],
    ['a long list', `[${'1,'.repeat(3_000)}1]`, /a list of more than 3000 entries\./],
    ['a large object', `{${'"a":1,'.repeat(10)}"b":[${'1,'.repeat(3_000)}1]}`, /more than 3000 entries\./],
    ['a long text', `"${'x'.repeat(4 * 1024 * 1024 + 1)}"`, /a text of more than 4194304 characters\./],
    ['a long name', `{"${'x'.repeat(4 * 1024 * 1024 + 1)}":1}`, /a text of more than 4194304 characters\./],
    ['a prototype', '{"a":{"__proto__":{"verdict":"pass"}}}', /A value in it is called __proto__\./],
  ])('refuses %s', (_, text, message) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(/^report\.json in artifact plangate of run 4711: /);
  });

  it('says on one line what is wrong, whatever stands there', () => {
    let message = '';
    try {
      parse('\n::error::x\u2028\u202e##[error]');
    } catch (error) {
      message = String((error as Error).message);
    }
    expect(message).toMatch(/It is not JSON: .*::error::x/);
    expect(message).not.toMatch(/[\n\u2028\u202e]/);
  });

  it('needs no more than seconds for the most that an archive may hold', () => {
    const text = `[${`"${'x'.repeat(4 * 1024 * 1024 - 4)}",`.repeat(15)}1]`;
    const before = performance.now();
    expect(parse(text)).toHaveLength(16);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
