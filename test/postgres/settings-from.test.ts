import { describe, expect, it } from 'vitest';
import { PlangateError } from '../../src/errors.ts';
import type { SettingsFrom } from '../../src/postgres/index.ts';
import { blameSource, requestedSettings, takeSettings } from '../../src/postgres/settings-from.ts';

function from(settings: readonly (readonly [string, string])[]): SettingsFrom {
  return {
    file: 'db/production.conf',
    settings: settings.map(([name, value], index) => ({ name, value, line: index + 10 })),
    includes: [],
  };
}

const production = from([
  ['work_mem', '4MB'],
  ['jit', 'on'],
  ['shared_buffers', '64GB'],
  ['primary_conninfo', 'password=hunter2'],
  ['random_page_cost', '1.1'],
  ['enable_presorted_aggregate', 'off'],
  ['enable_self_join_elimination', 'off'],
  ['constructor', '1'],
  ['work_mem', '64MB'],
]);

describe('what is taken', () => {
  it('shapes plans, and the last line of a name holds', () => {
    const { settings, summary, warnings } = takeSettings(production, 18);
    expect(settings).toEqual({
      work_mem: '64MB',
      random_page_cost: '1.1',
      enable_presorted_aggregate: 'off',
      enable_self_join_elimination: 'off',
    });
    expect(summary).toBe('4 settings taken from db/production.conf, 4 left: only what shapes plans is taken');
    expect(warnings).toEqual([]);
  });

  it.each([
    [16, 'enable_self_join_elimination'],
    [14, 'enable_presorted_aggregate, enable_self_join_elimination'],
  ])('is what PostgreSQL %i knows', (major, unknown) => {
    const { settings, warnings } = takeSettings(production, major);
    for (const name of unknown.split(', ')) expect(settings).not.toHaveProperty(name);
    expect(warnings).toEqual([`db/production.conf: PostgreSQL ${major} does not know ${unknown}: left out.`]);
  });

  it('is told when there is nothing, or not everything could be read', () => {
    expect(takeSettings(from([['ssl', 'on']]), 17)).toEqual({
      settings: {},
      summary: '0 settings taken from db/production.conf, 1 left: only what shapes plans is taken',
      warnings: ['db/production.conf: none of its settings shapes plans, so none is taken.'],
    });
    const includes = [{ directive: 'include_dir', line: 812 }];
    expect(
      takeSettings(
        {
          ...from([
            ['jit', 'on'],
            ['geqo', 'off'],
          ]),
          includes,
        },
        17,
      ),
    ).toMatchObject({
      summary: '1 setting taken from db/production.conf, 1 left: only what shapes plans is taken',
      warnings: [
        'db/production.conf:812: plangate does not follow include_dir, so settings of the files it names are missing. ' +
          'The output of `select name, setting from pg_settings` has them all.',
      ],
    });
  });

  it('stands below the settings of the user, whatever their case', () => {
    expect(
      requestedSettings({ settings: { WORK_MEM: '1MB', jit: 'on' }, settingsFrom: production }, 15),
    ).toEqual({
      work_mem: '1MB',
      random_page_cost: '1.1',
      jit: 'on',
    });
    expect(requestedSettings({ settings: { Jit: 'on' } }, 15)).toEqual({ Jit: 'on' });
    expect(requestedSettings({ settings: {}, settingsFrom: null }, 15)).toEqual({});
  });
});

describe('an error about a setting', () => {
  const error = (name: string) =>
    new PlangateError({
      kind: 'configuration',
      place: `postgres.settings.${name}`,
      problem: 'PostgreSQL does not start: bananas.',
      remedy: 'Correct or remove the setting.',
      details: 'log',
    });

  it('names the line of the file that it came from', () => {
    expect(blameSource(error('work_mem'), { settings: {}, settingsFrom: production })).toMatchObject({
      place: 'db/production.conf:18, work_mem',
      problem: 'PostgreSQL does not start: bananas.',
      remedy: 'Correct the file, or set work_mem in postgres.settings, which is applied over it.',
      details: 'log',
    });
  });

  it('stays as it is where the user wrote the setting, and what is no such error too', () => {
    const own = { settings: { WORK_MEM: '8 bananas' }, settingsFrom: production };
    for (const each of [error('work_mem'), error('geqo'), new Error('x')])
      expect(blameSource(each, own)).toBe(each);
    const without = error('work_mem');
    expect(blameSource(without, { settings: {} })).toBe(without);
  });
});
