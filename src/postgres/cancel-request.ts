import { Connection, type ConnectionConfig } from 'pg';
import type { Target } from './session.ts';

/** What @types/pg does not know of a connection. */
interface Insides {
  connect(port: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: number, secretKey: number): void;
}

/** Longest time for the request, in ms. A server that is that slow does not cancel either. */
const patience = 10_000;

/**
 * Asks the server to cancel what a session is doing, over a connection of its own and TLS where the session has it. A
 * pooler hands it on to the backend that it chose; pg_cancel_backend with the pooler's number would hit somebody else.
 * Resolves when the server has closed the connection, which it does once the signal is sent.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
 */
export function requestCancel(target: Target, processId: number, secretKey: number): Promise<void> {
  const { host, port, tls = false } = target;
  const connection = new Connection({ ssl: tls } as ConnectionConfig);
  const insides = connection as unknown as Insides;
  const send = () => insides.cancel(processId, secretKey);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      connection.stream.destroy();
      reject(new Error('the request to cancel was not answered'));
    }, patience);
    const settled = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    connection.once('connect', () => (tls === false ? send() : insides.requestSsl()));
    connection.once('sslconnect', send);
    // The server may close so early that the socket reports a reset: the request was read by then.
    connection.on('error', (error: NodeJS.ErrnoException) =>
      settled(() => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve() : reject(error))),
    );
    connection.once('end', () => settled(resolve));
    if (host.startsWith('/')) insides.connect(`${host}/.s.PGSQL.${port}`);
    else insides.connect(port, host);
  });
}
