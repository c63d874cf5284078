import { PlangateError } from '../errors.ts';
import type { Account } from './account.ts';
import type { NoDocker } from './docker/take-docker.ts';
import type { Engine, Findings } from './engines/engine.ts';
import { engines as allEngines } from './engines/index.ts';
import { type Installation, installCommand, supportedMajors } from './installation.ts';
import type { ServerRequest } from './types.ts';

export interface Choice {
  readonly installation: Installation;
  /** Why it was taken, as the second half of a sentence. */
  readonly why: string;
}

/**
 * Looks for programs of the PostgreSQL that was asked for. `docker` is why it is in no container, null where nobody
 * asked. Throws a PlangateError that lists what there is and what was looked for.
 */
export async function chooseInstallation(
  request: ServerRequest,
  account: Account | null,
  docker: NoDocker | null,
  engines: typeof allEngines = allEngines,
): Promise<Choice> {
  const wanted = request.version;
  const searched: Searched[] = [];
  for (const engine of Object.values(engines)) {
    if (request.engine !== 'auto' && request.engine !== engine.name) continue;
    const findings = await engine.find(request, account);
    const installation = findings.installations.find(({ major }) => wanted === null || major === wanted);
    if (installation !== undefined)
      return { installation, why: reason(request, installation, docker, searched) };
    searched.push({ engine, findings });
  }
  throw missing(request, docker, searched);
}

interface Searched {
  readonly engine: Engine;
  readonly findings: Findings;
}

function reason(
  request: ServerRequest,
  { engine, major }: Installation,
  docker: NoDocker | null,
  searched: readonly Searched[],
): string {
  if (request.engine !== 'auto') return `engine ${engine}, as asked`;
  const version = request.version === null ? 'PostgreSQL' : `PostgreSQL ${major}`;
  const reasons = [
    ...(docker === null ? [] : [docker.why]),
    ...searched.map(({ engine }) => `no ${engine.name} ${version} was found`),
    ...(engine === 'local' ? [`${version} is installed on this machine`] : []),
  ];
  return `engine ${engine}: ${reasons.join(', ')}`;
}

/** Throws for a version that no engine can be asked for. */
export function checkVersion(wanted: number | null): void {
  if (wanted !== null && !supportedMajors.includes(wanted)) throw unsupported(wanted);
}

function unsupported(major: number): PlangateError {
  return new PlangateError({
    kind: 'configuration',
    place: 'postgres.version',
    problem: `PostgreSQL ${major} is not supported.`,
    remedy: `Choose one of ${supportedMajors.toReversed().join(', ')}.`,
  });
}

function remedy(request: ServerRequest, docker: NoDocker | null): string {
  const install = `\`${installCommand(request.version)}\``;
  if (request.engine === 'embedded') return `Install one with ${install}.`;
  if (request.engine === 'local')
    return `Install one with your system's package manager, or use the engine embedded.`;
  const first = docker === null ? 'Install' : 'Start a Docker daemon that can get the image, or install';
  return `${first} one with ${install}, or with your system's package manager.`;
}

function missing(
  request: ServerRequest,
  docker: NoDocker | null,
  searched: readonly Searched[],
): PlangateError {
  const major = request.version;
  const details = searched.flatMap(({ engine, findings }) => [
    `${engine.name} looked in:`,
    ...findings.places.map(place => `  ${place}`),
    ...findings.installations.map(({ version, bin }) => `  found PostgreSQL ${version} in ${bin}`),
    ...findings.refusals.map(({ bin, reason }) => `  cannot use ${bin}: ${reason}`),
  ]);
  const inDocker =
    docker === null ? [] : [`docker: ${docker.why}`, ...docker.details.map(line => `  ${line}`)];
  return new PlangateError({
    kind: 'server',
    place: 'PostgreSQL',
    problem: `No ${major === null ? 'PostgreSQL' : `PostgreSQL ${major}`} was found to run the queries on.`,
    remedy: remedy(request, docker),
    details: [...inDocker, ...details].join('\n'),
  });
}
