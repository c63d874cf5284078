import { expect, it } from 'vitest';
import { causeOfEnd, startupError } from '../../src/postgres/server-log.ts';

it('finds the cause in the log of a server that crashed', () => {
  const log = [
    'ERROR:  relation "x" does not exist at character 15',
    'STATEMENT:  select * from x',
    'LOG:  server process (PID 42) was terminated by signal 9: Killed',
    'DETAIL:  Failed process was running: select 1',
    'LOG:  terminating any other active server processes',
    'LOG:  shutting down because restart_after_crash is off',
  ];
  expect(causeOfEnd(log)).toBe(
    'server process (PID 42) was terminated by signal 9: Killed. Failed process was running: select 1',
  );
  expect(causeOfEnd(log.slice(0, 2))).toBeNull();
});

it('reads a log whose lines have a prefix', () => {
  const log = [
    '2027-01-01 00:00:00 UTC [42] PANIC:  could not write to file "pg_wal/x": No space left on device',
  ];
  expect(causeOfEnd(log)).toBe('could not write to file "pg_wal/x": No space left on device');
});

it('blames a setting of the user only when the log does', () => {
  const fatal = ['FATAL:  could not create shared memory segment: Cannot allocate memory'];
  expect(startupError(fatal, { work_mem: '8MB' })).toMatchObject({ kind: 'server', place: 'PostgreSQL' });
  const library = ['FATAL:  could not access file "nope": No such file or directory'];
  expect(startupError(library, { shared_preload_libraries: 'nope' })).toMatchObject({
    kind: 'configuration',
    place: 'postgres.settings.shared_preload_libraries',
  });
});

it('takes no worker that was ended with the server of the initialisation for the reason', () => {
  const log = [
    'FATAL:  terminating autovacuum process due to administrator command',
    'LOG:  database system is shut down',
    'FATAL:  could not access file "nope": No such file or directory',
  ];
  expect(startupError(log, { shared_preload_libraries: 'nope' })).toMatchObject({ kind: 'configuration' });
});
