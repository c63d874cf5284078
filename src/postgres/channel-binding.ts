import type { Client } from 'pg';

/** Why a session is not opened to a server that does not bind the password to the TLS connection. */
export const channelNotBound = 'channel binding required, but not offered by the server';

/** How a server goes on when its client has connected. */
const steps = [
  'authenticationSASL',
  'authenticationMD5Password',
  'authenticationCleartextPassword',
  'authenticationOk',
];

/**
 * Breaks the connection before a password is sent, or a session without one begins, unless the server offers
 * SCRAM-SHA-256-PLUS: whoever stands in between with another certificate cannot. pg takes it when it is offered.
 * The function that it gives throws when the connection was broken: that may be seen only after pg says it is there.
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-CHANNEL-BINDING
 */
export function requireChannelBinding({ connection }: Client): () => void {
  let isBound = false;
  for (const step of steps) {
    connection.prependListener(step, (message?: { readonly mechanisms?: readonly string[] }) => {
      isBound ||= message?.mechanisms?.includes('SCRAM-SHA-256-PLUS') === true;
      if (!isBound) connection.stream.destroy(new Error(channelNotBound));
    });
  }
  return () => {
    if (!isBound) throw new Error(channelNotBound);
  };
}
