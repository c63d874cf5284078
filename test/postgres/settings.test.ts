import { expect, it } from 'vitest';
import { ownSettings, statementSettings } from '../../src/postgres/own-settings.ts';
import { leftOut, planShaping } from '../../src/postgres/plan-shaping.ts';
import { serverSettings } from '../../src/postgres/settings.ts';
import { readPage, withParts } from './settings-page.ts';

it('applies the settings of the user over its own, whatever their case', () => {
  expect(serverSettings({ JIT: 'on', work_mem: '8MB' }, true)).toMatchObject({
    jit: 'on',
    work_mem: '8MB',
    fsync: 'off',
    synchronize_seqscans: 'off',
  });
});

it('keeps pg_stat_statements first among the libraries to preload', () => {
  const settings = (value: string, counts: boolean) =>
    serverSettings({ shared_preload_libraries: value }, counts).shared_preload_libraries;
  expect(settings('auto_explain, pg_stat_statements', true)).toBe('pg_stat_statements,auto_explain');
  expect(settings('', true)).toBe('pg_stat_statements');
  expect(settings('auto_explain', false)).toBe('auto_explain');
  expect(settings('', false)).toBeUndefined();
});

it('knows no setting of pg_stat_statements where the library is missing', () => {
  expect(Object.keys(serverSettings({}, false)).filter(name => name.includes('.'))).toEqual([]);
});

it('refuses what cannot be a setting', () => {
  expect(() => serverSettings({ 'work mem': '8MB' }, true)).toThrow(
    'postgres.settings: {"work mem":"8MB"} is no setting. Write names as in postgresql.conf, such as work_mem: 8MB.',
  );
  expect(() => serverSettings({ work_mem: '8\0MB' }, true)).toThrow('is no setting');
});

it.each(['port', 'listen_addresses', 'Data_Directory', 'unix_socket_directories'])('refuses %s', name => {
  expect(() => serverSettings({ [name]: 'x' }, true)).toThrow(
    `postgres.settings.${name}: plangate chooses this setting itself, so that it can start and stop its server. Remove it.`,
  );
});

it('is described in settings.md as it is (node test/postgres/settings-page.ts writes it)', () => {
  const page = readPage();
  expect(page).toBe(withParts(page));
  for (const name of Object.keys(serverSettings({}, true)))
    if (name !== 'shared_preload_libraries') expect(page).toContain(`\`${name} = `);
});

it('has each setting once, with a reason', () => {
  const names = [...ownSettings, statementSettings].flatMap(({ settings }) => Object.keys(settings));
  expect(new Set(names).size).toBe(names.length);
  for (const { why } of ownSettings) expect(why).toMatch(/^\S.*\.$/);
  for (const why of Object.values(leftOut)) expect(why).toMatch(/^\S.*\.$/);
  expect(Object.keys(leftOut).filter(name => name in planShaping)).toEqual([]);
});
