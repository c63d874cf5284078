import { describe, expect, it } from 'vitest';
import { type Options, parseArguments } from '../../src/config/index.ts';
import { PlangateError } from '../../src/errors.ts';

const nothingGiven: Options = {
  directory: '.',
  base: null,
  head: null,
  config: null,
  source: { kind: 'engine', engine: 'auto' },
  showValues: false,
  only: [],
  reports: [],
  quiet: false,
  policyFrom: null,
  timeLimit: 1_200_000,
};

function refused(argv: readonly string[]): string {
  try {
    parseArguments(argv, {});
  } catch (error) {
    if (error instanceof PlangateError && error.kind === 'usage') return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(parseArguments(['check'], {})).toEqual({ command: 'check', options: nothingGiven });
  });

  it('gives every option', () => {
    const line =
      'check --repo app --base main --head HEAD --config ci.yml --engine=embedded --query a --query b|c --report r.MD --report=x/r.json --policy-from base --time-limit 1.5min --quiet';
    expect(parseArguments(line.split(' '), {})).toEqual({
      command: 'check',
      options: {
        directory: 'app',
        base: 'main',
        head: 'HEAD',
        config: 'ci.yml',
        source: { kind: 'engine', engine: 'embedded' },
        showValues: false,
        only: ['a', 'b|c'],
        reports: ['r.MD', 'x/r.json'],
        quiet: true,
        policyFrom: 'base',
        timeLimit: 90_000,
      },
    });
  });

  it('takes URLs from options, else from the environment, where no list of processes shows them', () => {
    const source = (argv: readonly string[], environment: Readonly<Record<string, string>>) => {
      const line = parseArguments(['check', ...argv], environment);
      return line.command === 'check' ? line.options.source : null;
    };
    expect(source(['--database-url', 'postgres://a', '--read-only'], {})).toEqual({
      kind: 'url',
      url: 'postgres://a',
      place: '--database-url',
      isReadOnly: true,
    });
    expect(source(['--engine', 'url'], { PLANGATE_DATABASE_URL: 'postgres://a' })).toEqual({
      kind: 'url',
      url: 'postgres://a',
      place: 'PLANGATE_DATABASE_URL',
      isReadOnly: false,
    });
    expect(source(['--head-url', 'postgres://h'], { PLANGATE_BASE_URL: 'postgres://b' })).toEqual({
      kind: 'two-urls',
      base: { url: 'postgres://b', place: 'PLANGATE_BASE_URL' },
      head: { url: 'postgres://h', place: '--head-url' },
    });
  });

  it('takes options before the command, and values that begin with a dash behind =', () => {
    expect(parseArguments(['--base=-odd', 'check'], {})).toEqual({
      command: 'check',
      options: { ...nothingGiven, base: '-odd' },
    });
  });

  it.each([
    [['--help']],
    [['help']],
    [['check', '-h']],
    [['check', '--nonsense', '--help']],
  ])('%j is help', argv => {
    expect(parseArguments(argv, {}).command).toBe('help');
  });

  it.each([[['--version']], [['check', '--version']]])('%j is the version', argv => {
    expect(parseArguments(argv, {})).toEqual({ command: 'version' });
  });

  it('explains itself', async () => {
    const help = parseArguments(['--help'], {});
    await expect(help.command === 'help' ? help.text : '').toMatchFileSnapshot(
      'golden/command-line/help.txt',
    );
  });

  const mistakes = [
    [],
    ['chek'],
    ['check', 'main'],
    ['check', '--bas', 'main'],
    ['check', '--frobnicate'],
    ['check', '-x'],
    ['check', '--no-quiet'],
    ['check', '--base'],
    ['check', '--base', '--head', 'x'],
    ['check', '--base='],
    ['check', '--base', 'a', '--base', 'b'],
    ['check', '--quiet=yes'],
    ['check', '--engine', 'locl'],
    ['check', '--engine', 'mysql'],
    ['check', '--time-limit', '20'],
    ['check', '--time-limit', '0s'],
    ['check', '--report', 'plan.pdf'],
    ['check', '--report', 'a.md', '--report', 'a.md'],
    ['check', '--engine', 'url'],
    ['check', '--read-only'],
    ['check', '--database-url', 'postgres://me:secret@host/db', '--engine', 'local'],
    ['check', '--database-url', 'postgres://me:secret@host/db', '--base-url', 'postgres://me:secret@host/db'],
    ['check', '--base-url', 'postgres://me:secret@host/db'],
    ['check', '--head-url', 'postgres://me:secret@host/db', '--engine', 'docker'],
    ['check', '--databse-url=postgres://me:secret@host/db'],
    ['check', 'postgres://me:secret@host/db'],
    ['postgres://me:secret@host/db'],
    ['check', '--\u202ex\n::error::y'],
  ];

  it('refuses mistakes in these words', async () => {
    const text = mistakes.map(
      argv => `plangate ${argv.map(word => JSON.stringify(word)).join(' ')}\n  ${refused(argv)}\n`,
    );
    await expect(text.join('\n')).toMatchFileSnapshot('golden/command-line/mistakes.txt');
  });

  it('never repeats what may be a secret', () => {
    const messages = mistakes.filter(argv => argv.join().includes('secret')).map(refused);
    expect(messages).toHaveLength(7);
    expect(messages.join()).not.toContain('secret');
  });
});
