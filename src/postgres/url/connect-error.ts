import { PlangateError } from '../../errors.ts';
import { channelNotBound } from '../channel-binding.ts';
import { passwordMissing } from '../session.ts';
import { DatabaseError } from '../types.ts';
import type { Connection } from './connection.ts';

type Told = { readonly problem: string; readonly remedy: string };

/**
 * Why no session could be opened, with the place, the host and the port. Nothing else of the URL is in it, and the cause is left out: what libraries attach to their errors is not ours to vouch for.
 */
export function connectError(error: unknown, place: string, connection: Connection): PlangateError {
  const { problem, remedy } = told(error, connection);
  return new PlangateError({ kind: 'server', place, problem, remedy });
}

function told(error: unknown, connection: Connection): Told {
  const { host, port } = connection;
  const at = host.startsWith('/') ? `at the socket ${host}/.s.PGSQL.${port}` : `at ${host}, port ${port}`;
  if (error instanceof DatabaseError && error.fields.code !== null) return ofServer(error, at);
  const cause = rootOf(error);
  const code = 'code' in cause ? String(cause.code) : '';
  const message = cause.message;
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return {
        problem: `Nothing answers ${at}.`,
        remedy: 'Start the server, or correct host and port; a service container needs its port published.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { problem: `There is no host ${host} (${code}).`, remedy: 'Correct the host.' };
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { problem: `The server ${at} cannot be reached (${code}).`, remedy: network };
    case 'EACCES':
    case 'EPERM':
      return { problem: `The server ${at} may not be reached (${code}).`, remedy: 'Check who may use it.' };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        problem: `The certificate of the server ${at} is for another name.`,
        remedy: 'Use the name that is in the certificate as host, or sslmode=verify-ca.',
      };
  }
  if (message.includes(passwordMissing)) {
    return {
      problem: `The server ${at} wants a password for the user, and there is none.`,
      remedy: 'Write it into the URL, PGPASSWORD, or a .pgpass file that only you may read.',
    };
  }
  if (message === channelNotBound) {
    return {
      problem: `The server ${at} does not prove that its certificate is its own, as channel_binding=require wants.`,
      remedy: 'It can with a password by SCRAM over TLS; else leave channel_binding out.',
    };
  }
  if (message === 'timeout expired') {
    return {
      problem: `The server ${at} did not answer within ${connection.patience / 1000} s.`,
      remedy: network,
    };
  }
  if (message === 'The server does not support SSL connections') {
    return {
      problem: `The server ${at} does not speak TLS.`,
      remedy: 'Switch it on there, or use sslmode=prefer or disable, if the network may be trusted.',
    };
  }
  if (certificateCodes.test(code)) {
    return {
      problem: `The certificate of the server ${at} is not trusted (${code}).`,
      remedy: 'Name the certificate of its authority with sslrootcert, or use sslrootcert=system.',
    };
  }
  return {
    problem: `The connection to the server ${at} failed${code === '' ? '' : ` (${code})`}.`,
    remedy: `Check that it is PostgreSQL, and which sslmode it wants.${code.startsWith('ERR_') ? ' Its TLS or its certificate is not what was expected.' : ''}`,
  };
}

const network = 'Check host, port and firewalls; connect_timeout=60 waits longer.';

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO|CRL|INVALID_CA|PATH_LENGTH/;

/** A message of the server without the names of users and databases in it: reports are public. */
export const withoutNames = (message: string) => message.replace(/"[^"]*"/g, '"…"');

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
function ofServer(error: DatabaseError, at: string): Told {
  switch (error.fields.code) {
    case '28P01':
      return {
        problem: `The server ${at} refuses the password of its user.`,
        remedy: 'Correct it where it comes from: the URL, PGPASSWORD or .pgpass.',
      };
    case '28000':
      return {
        problem: `The server ${at} refuses its user: ${withoutNames(error.message)}.`,
        remedy:
          'Its pg_hba.conf decides who may connect, from where, and with or without TLS: check user and sslmode.',
      };
    case '3D000':
      return {
        problem: `The server ${at} has no database of that name.`,
        remedy: 'Name one that is there.',
      };
    case '53300':
      return { problem: `The server ${at} has too many connections.`, remedy: 'Try again later.' };
    default:
      return {
        problem: `The server ${at} refuses the connection: ${withoutNames(error.message)} (${error.fields.code}).`,
        remedy: 'Its own message says why.',
      };
  }
}

/** The error at the bottom: a host with several addresses gives one for each. */
function rootOf(error: unknown): Error {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return rootOf(error.cause);
  return error instanceof Error ? error : new Error(String(error));
}
