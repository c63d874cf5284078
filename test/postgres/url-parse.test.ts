import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseUri, UnreadableUri } from '../../src/postgres/url/parse-uri.ts';

it.each([
  ['postgresql://', {}],
  ['postgres://localhost', { host: 'localhost' }],
  ['postgresql://localhost:5433', { host: 'localhost', port: '5433' }],
  ['postgresql://localhost/mydb', { host: 'localhost', dbname: 'mydb' }],
  ['postgresql://user@localhost', { user: 'user', host: 'localhost' }],
  ['postgresql://user:secret@localhost', { user: 'user', password: 'secret', host: 'localhost' }],
  [
    'postgresql://other@localhost/otherdb?connect_timeout=10&application_name=myapp',
    { user: 'other', host: 'localhost', dbname: 'otherdb', connect_timeout: '10', application_name: 'myapp' },
  ],
  ['postgresql:///mydb?host=localhost&port=5433', { dbname: 'mydb', host: 'localhost', port: '5433' }],
  ['postgresql://[2001:db8::1234]/database', { host: '2001:db8::1234', dbname: 'database' }],
  ['postgresql://[::1]:5433/', { host: '::1', port: '5433' }],
  ['postgresql:///dbname?host=/var/lib/postgresql', { dbname: 'dbname', host: '/var/lib/postgresql' }],
  ['postgresql://%2Fvar%2Flib%2Fpostgresql/dbname', { host: '/var/lib/postgresql', dbname: 'dbname' }],
  ['postgres://u:a:b#c?d@h/x', { user: 'u', password: 'a:b#c?d', host: 'h', dbname: 'x' }],
  [
    'postgres://u@h/x?sslmode=require&options=-c%20a%3Db',
    { user: 'u', host: 'h', dbname: 'x', sslmode: 'require', options: '-c a=b' },
  ],
  ['postgres://h?ssl=true', { host: 'h', sslmode: 'require' }],
  [' postgres://h/a+b\n', { host: 'h', dbname: 'a+b' }],
])('reads %s as libpq does', (uri, expected) => {
  expect(parseUri(uri)).toEqual(expected);
});

const parts = ['user', 'password', 'host', 'dbname'] as const;

it('gives back whatever was percent-encoded', () => {
  const text = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 20 })
    .filter(part => !part.includes('\0'));
  fc.assert(
    fc.property(text, text, text, text, (...given) => {
      const [user = '', password = '', host = '', database = ''] = given.map(encodeURIComponent);
      const found = parseUri(`postgresql://${user}:${password}@${host}/${database}`);
      expect(parts.map(part => found[part])).toEqual(given);
    }),
  );
});

it.each([
  ['an @ in the password', 'postgres://app:S3cr@t@db.example.com/shop'],
  ['an / in the password', 'postgres://app:S3c/ret@db.example.com/shop'],
  ['a / after digits in the password', 'postgres://app:123/4S3cret@db.example.com/shop'],
  ['a % in the password', 'postgres://app:S3cret%@db.example.com/shop'],
  ['another scheme', 'mysql://app:S3cret@db.example.com/shop'],
  ['keywords and values', 'host=db.example.com password=S3cret'],
  ['a list without =', 'postgres://app@db.example.com/shop?S3cret'],
  ['a bracket that is open', 'postgres://app@[::1/S3cret'],
  ['a NUL', 'postgres://app:S3cret%00@db.example.com/shop'],
])('says what is wrong with %s, and repeats nothing', (_what, uri) => {
  let error: unknown;
  try {
    parseUri(uri);
  } catch (thrown) {
    error = thrown;
  }
  if (!(error instanceof UnreadableUri)) throw error ?? new Error('it was read');
  expect(error.cause).toBeUndefined();
  const text = `${error.message} ${error.remedy} ${error.stack}`;
  for (const part of ['app', 'S3c', 'ret', '123', '4S3', 'example', 'shop']) expect(text).not.toContain(part);
});
