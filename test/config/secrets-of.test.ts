import { expect, it } from 'vitest';
import { secretsOf } from '../../src/config/index.ts';

const secrets = (url: string) => secretsOf({ kind: 'url', url, place: '--database-url', isReadOnly: false });

it('the URL and its password are secrets, as typed and as sent', () => {
  expect(secrets('postgres://me:p%40ss@host/db')).toEqual(['postgres://me:p%40ss@host/db', 'p%40ss', 'p@ss']);
  expect(secrets('postgres://me:a@b:c@host/db')).toContain('a@b:c');
  expect(secrets('postgres://me:50%off@host/db')).toContain('50%off');
  expect(secrets('postgres://me@host/db')).toEqual(['postgres://me@host/db']);
});

it('a password that everybody uses is none: it would hide every "postgres" of the log', () => {
  expect(secrets('postgres://postgres:postgres@localhost:5432/app')).toEqual([
    'postgres://postgres:postgres@localhost:5432/app',
  ]);
});

it('both URLs of two are secrets', () => {
  const given = (url: string) => ({ url, place: '--base-url' });
  const found = secretsOf({
    kind: 'two-urls',
    base: given('postgres://a:first@h/d'),
    head: given('postgres://a:second@h/d'),
  });
  expect(found).toEqual(expect.arrayContaining(['first', 'second']));
});
