import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { supportedMajors } from '../../src/postgres/installation.ts';
import { testServer } from '../support/postgres.ts';
import { addressOf, reachError, reachFound, reachOwn } from './url-support.ts';

describe.each(supportedMajors)('PostgreSQL %i behind a URL', major => {
  it('is built in as an ordinary role, or only read', async () => {
    await using theirs = await testServer(major, { engine: 'embedded', settings: { jit: 'on' } });
    const url = `postgresql://app:S3cret@127.0.0.1:${addressOf(theirs).port}/shop`;
    {
      await using admin = await theirs.database('postgres').connect();
      await admin.execute(`create role app login createdb password 'S3cret'`);
      await admin.execute('create database shop owner app');
    }
    const settings = { work_mem: '8MB' };
    await using server = await reachOwn(url, { version: major, settings });
    expect(server.version.major).toBe(major);
    const base = await server.createDatabase('base');
    {
      await using session = await base.connect();
      await session.execute('create table t as select generate_series(1, 100) as i; analyze t');
    }
    const head = await server.cloneDatabase(base, 'head');
    {
      await using session = await head.connect();
      const rows = await session.query(
        `select count(*) as n, current_setting('work_mem') as memory, current_setting('jit') as jit from t`,
      );
      expect(rows).toEqual([{ n: 100, memory: '8MB', jit: 'off' }]);
      const sleeping = session.query('select pg_sleep(60)').catch(error => error);
      await sleep(100);
      await session.cancel();
      expect((await sleeping).fields.code).toBe('57014');
    }
    await server[Symbol.asyncDispose]();
    const locale = await reachError(url, { locale: 'xx_YY.UTF-8' });
    expect(locale.place).toBe('postgres.locale');
    await using admin = await theirs.database('postgres').connect();
    expect(await admin.query(`select from pg_database where datname ~ 'plangate'`)).toEqual([]);
    await using found = await reachFound(url, { isReadOnly: true, settings });
    await using session = await found.connect();
    expect(await session.query(`select current_setting('work_mem') as memory`)).toEqual([{ memory: '8MB' }]);
    for (const sql of [
      'explain analyze create table x as select 1',
      'select * into x',
      'select lo_create(7)',
    ]) {
      await session.query(sql).catch(() => {});
    }
    await using look = await theirs.database('shop').connect();
    expect(await look.query(`select from pg_class where relname = 'x'`)).toEqual([]);
    expect(await look.query('select from pg_largeobject_metadata')).toEqual([]);
  });
});
