import { constants } from 'node:os';
import { killAllServers } from './postgres/index.ts';

/** What ended a run early, as the reason of its AbortSignal. */
export class Interruption extends Error {
  readonly signal: 'SIGINT' | 'SIGTERM';
  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`plangate was interrupted by ${signal}`);
    this.name = 'Interruption';
    this.signal = signal;
  }
  /** 130 for SIGINT and 143 for SIGTERM, as a shell reports them. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal];
  }
}

/** ms that a run gets to stop its servers and delete its folders before they are killed. */
const patience = 15_000;

/**
 * Turns SIGINT and SIGTERM into an abort, so that a run unwinds and cleans up behind itself; a second signal, or
 * one that is not followed by an end, kills the servers at once. Disposing removes the handlers.
 */
export function onInterruption(
  process: Pick<NodeJS.Process, 'on' | 'off' | 'exit'>,
  controller: AbortController,
): Disposable {
  let interruption: Interruption | null = null;
  const give = (signal: 'SIGINT' | 'SIGTERM') => () => {
    if (interruption !== null) forceExit(interruption);
    const first = new Interruption(signal);
    interruption = first;
    controller.abort(first);
    setTimeout(() => forceExit(first), patience).unref();
  };
  const forceExit = (reason: Interruption): never => {
    killAllServers();
    return process.exit(reason.exitCode);
  };
  const handlers = [
    ['SIGINT', give('SIGINT')],
    ['SIGTERM', give('SIGTERM')],
  ] as const;
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return {
    [Symbol.dispose]() {
      for (const [signal, handler] of handlers) process.off(signal, handler);
    },
  };
}
