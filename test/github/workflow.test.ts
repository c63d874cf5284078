import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { annotateLines, type LineAnnotation, logLine, stopCommands } from '../../src/github/index.ts';
import { annotationsOf } from '../../src/report/index.ts';
import { hostileReport } from '../report/hostile-report.ts';
import { hostileText } from '../report/hostile-text.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What `action` writes to stdout. */
function written(action: () => void): string {
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    action();
    return stdout.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    stdout.mockRestore();
  }
}

/**
 * Workflow commands as a runner reads them: in the new syntax at the start of a line, in the old one anywhere in it.
 * Source: ActionCommand.TryParseV2 and TryParse in actions/runner, src/Runner.Common/ActionCommand.cs.
 */
function commandsIn(text: string): { command: string; properties: Record<string, string>; data: string }[] {
  return text.split(/\r\n|\r|\n/).flatMap(line => {
    const found = /^\s*::([^\s:]+)(?: ([^:]*))?::(.*)$/s.exec(line);
    if (found === null)
      return /##\[[^\]]+\]/.test(line) ? [{ command: 'old', properties: {}, data: line }] : [];
    const [, command = '', pairs = '', data = ''] = found;
    const properties = pairs.split(',').map(pair => pair.split(/=(.*)/s).slice(0, 2));
    const decoded = properties.map(([key = '', value = '']) => [key, decode(value)]);
    return [{ command, properties: Object.fromEntries(decoded), data: decode(data) }];
  });
}

function decode(text: string): string {
  const codes: Record<string, string> = { '%25': '%', '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',' };
  return text.replace(/%(?:25|0D|0A|3A|2C)/g, code => codes[code] ?? '');
}

const line = (parts: Partial<LineAnnotation> = {}): LineAnnotation => ({
  level: 'failure',
  file: 'db/queries/a.sql',
  line: 3,
  column: null,
  title: 'a got worse',
  message: 'buffers rose',
  ...parts,
});

it('is one command for each annotation, at its file and line', () => {
  const text = written(() => annotateLines([line(), line({ level: 'warning' }), line({ level: 'notice' })]));
  const properties = { file: 'db/queries/a.sql', line: '3', title: 'a got worse' };
  expect(commandsIn(text)).toEqual(
    ['error', 'warning', 'notice'].map(command => ({ command, properties, data: 'buffers rose' })),
  );
});

it('points to a column where one is known', () => {
  const text = written(() => annotateLines([line({ column: 17 })]));
  const properties = { file: 'db/queries/a.sql', line: '3', col: '17', title: 'a got worse' };
  expect(commandsIn(text)).toEqual([{ command: 'error', properties, data: 'buffers rose' }]);
});

it("keeps within GitHub's ten of a kind, with room for the failure of the step and notices of its own", () => {
  const many = (['failure', 'warning', 'notice'] as const).flatMap(level =>
    Array.from({ length: 30 }, (_, index) => line({ level, title: `${level} ${index}` })),
  );
  const titles = commandsIn(written(() => annotateLines(many))).map(({ properties }) => properties.title);
  const first = (level: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${level} ${index}`);
  expect(titles).toEqual([...first('failure', 9), ...first('warning', 10), ...first('notice', 9)]);
});

it('nothing of a hostile annotation is a command or a property of its own', () => {
  const anything = fc.oneof(
    hostileText,
    fc.constantFrom('a,line=1::', '\n::set-env name=X::1', '%0A::error::'),
  );
  fc.assert(
    fc.property(anything, anything, anything, (file, title, message) => {
      const hostile = line({ file: `q${file}`, title: `t${title}`, message });
      const commands = commandsIn(written(() => annotateLines([hostile])));
      const properties = { file: hostile.file, line: '3', title: hostile.title };
      expect(commands).toEqual([{ command: 'error', properties, data: message }]);
    }),
    { numRuns: 500 },
  );
});

it('the annotations of hostile reports are as many commands', () => {
  fc.assert(
    fc.property(hostileReport, report => {
      const placed = annotationsOf(report).flatMap(({ file, line: at, ...rest }) =>
        file === null || at === null ? [] : [{ ...rest, file, line: at }],
      );
      const commands = commandsIn(written(() => annotateLines(placed.slice(0, 9))));
      expect(commands).toHaveLength(Math.min(9, placed.length));
      for (const { command } of commands) expect(['error', 'warning', 'notice']).toContain(command);
    }),
    { numRuns: 100 },
  );
});

it('a line of the log is one line and no command, whatever it says', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.constant('\n::error::x'), fc.constant('##[error]x')), text => {
      const logged = written(() => logLine(text));
      expect(logged.trimEnd().split(/\r\n|\r|\n/)).toHaveLength(1);
      expect(commandsIn(logged)).toEqual([]);
    }),
  );
});

it('commands are stopped until a token is said that nobody can guess', () => {
  const lines: string[] = [];
  const stdout = { write: (text: string) => lines.push(text) };
  {
    using _stopped = stopCommands(stdout);
    stdout.write('::error::of a pull request\n');
  }
  const [, token] = /^::stop-commands::([0-9a-f-]{36})\n$/.exec(lines[0] ?? '') ?? [];
  expect(lines).toEqual([`::stop-commands::${token}\n`, '::error::of a pull request\n', `::${token}::\n`]);
});
