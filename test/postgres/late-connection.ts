import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * A way to a server on which, once it is armed, a connection is answered only when a later one drops a database; and that
 * one is answered only when the first has created a database, or has gone.
 */
export class LateConnection implements AsyncDisposable {
  readonly port: number;
  /** Ends when the late connection is being opened. */
  readonly opening: Promise<void>;
  readonly #close: () => Promise<void>;
  #arm: () => void;

  static async before(port: number): Promise<LateConnection> {
    const late = { isArmed: false, opened: () => {}, answer: () => {}, done: () => {} };
    const opening = new Promise<void>(resolve => {
      late.opened = resolve;
    });
    const mayAnswer = new Promise<void>(resolve => {
      late.answer = resolve;
    });
    const isDone = new Promise<void>(resolve => {
      late.done = resolve;
    });
    const sockets = new Set<Socket>();
    let first: Socket | null = null;
    const server = createServer(client => {
      const upstream = connect(port, '127.0.0.1');
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on('error', () => {});
      }
      client.on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
      const isFirst = late.isArmed && first === null;
      if (isFirst) {
        first = client;
        late.opened();
        client.on('close', late.done);
      }
      let isHeld: Promise<void> = isFirst ? mayAnswer : Promise.resolve();
      client.on('data', data => {
        if (late.isArmed && !isFirst && /drop database/i.test(data.toString())) {
          isHeld = isDone;
          late.answer();
        }
        upstream.write(data);
      });
      upstream.on('data', async data => {
        await isHeld;
        client.write(data);
        if (isFirst && data.toString().includes('CREATE DATABASE')) late.done();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const close = async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    };
    const arm = () => {
      late.isArmed = true;
    };
    return new LateConnection((server.address() as AddressInfo).port, opening, arm, close);
  }

  private constructor(port: number, opening: Promise<void>, arm: () => void, close: () => Promise<void>) {
    this.port = port;
    this.opening = opening;
    this.#arm = arm;
    this.#close = close;
  }

  arm(): void {
    this.#arm();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }
}
