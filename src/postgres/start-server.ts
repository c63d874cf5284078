import { randomBytes } from 'node:crypto';
import { join, relative } from 'node:path';
import { PlangateError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { sweepAbandonedServers } from './abandoned.ts';
import { serverAccount } from './account.ts';
import { checkVersion, chooseInstallation } from './choose-installation.ts';
import { copyTree } from './copy-tree.ts';
import { type NoDocker, takeDocker } from './docker/take-docker.ts';
import { linkLibraries } from './engines/library-links.ts';
import { initialise } from './initialise.ts';
import type { Installation } from './installation.ts';
import { type Launch, launch, type Postmaster } from './launch.ts';
import { OwnServer } from './server.ts';
import { serverSettings } from './settings.ts';
import { blameSource, requestedSettings } from './settings-from.ts';
import type { EngineName, Server, ServerRequest } from './types.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

/**
 * Starts the PostgreSQL that was asked for, in a container or a temporary folder of its own. Throws a PlangateError
 * (server) when there is none to be had or it does not start, (configuration) when a setting is the reason.
 */
export async function startServer(request: ServerRequest, progress: Progress): Promise<Server> {
  if (process.platform === 'win32') {
    throw new PlangateError({
      kind: 'server',
      place: 'PostgreSQL',
      problem: 'plangate does not start servers on Windows.',
      remedy: 'Run it on Linux or macOS, or in WSL.',
    });
  }
  // Mistakes in the settings are told before anything is started.
  serverSettings(request.settings, true);
  checkVersion(request.version);
  const swept = sweepAbandonedServers();
  try {
    const server = await chosenServer(request, progress);
    progress.info(`Using ${server.origin}`);
    return server;
  } finally {
    await swept;
  }
}

async function chosenServer(request: ServerRequest, progress: Progress): Promise<Server> {
  const mayBeDocker = request.engine === 'auto' || request.engine === 'docker';
  const docker = mayBeDocker ? await takeDocker(request, progress) : null;
  return docker !== null && 'createDatabase' in docker ? docker : startInstalled(request, progress, docker);
}

/** Starts a server from programs on this machine. `docker` is why it is not in a container, where it could have been. */
async function startInstalled(
  request: ServerRequest,
  progress: Progress,
  docker: NoDocker | null,
): Promise<Server> {
  const account = await serverAccount();
  const { installation: found, why } = await chooseInstallation(request, account, docker);
  const step = progress.step(`Starting PostgreSQL ${found.version}`);
  const workplace = await openWorkplace(account);
  try {
    const installation = await reachable(found, workplace);
    const password = randomBytes(24).toString('hex');
    const { environment } = request;
    const userSettings = requestedSettings(request, installation.major);
    const locale = await initialise({
      installation,
      workplace,
      environment,
      locale: request.locale,
      password,
    });
    const substituted =
      locale === request.locale ? '' : `; locale ${locale}, for ${request.locale} is missing here`;
    const origin = `PostgreSQL ${found.version} from ${found.bin} (${why}${substituted})`;
    const common = { installation, workplace, environment, userSettings };
    const [launched, postmaster] = await launchCounting(common);
    const warnings = docker?.warnings ?? unusedImage(request, found.engine);
    const server = await OwnServer.open(launched, postmaster, { origin, password, warnings });
    step.done();
    return server;
  } catch (error) {
    step.done('failed');
    await workplace[Symbol.asyncDispose]();
    throw blameSource(error, request);
  }
}

function unusedImage({ image = null }: ServerRequest, engine: EngineName): readonly string[] {
  return image === null ? [] : [`The image ${image} (postgres.image) is not used by the engine ${engine}.`];
}

/** Starts the server with pg_stat_statements, or without it where the installation lacks the library. */
async function launchCounting(request: Omit<Launch, 'settings'>): Promise<[Launch, Postmaster]> {
  const counting = { ...request, settings: serverSettings(request.userSettings, true) };
  try {
    return [counting, await launch(counting, null)];
  } catch (error) {
    const missing = 'could not access file "pg_stat_statements"';
    if (!(error instanceof PlangateError && error.details.includes(missing))) throw error;
    const plain = { ...request, settings: serverSettings(request.userSettings, false) };
    return [plain, await launch(plain, null)];
  }
}

/** The installation where the server's account can run it, such as a copy of one that lies under /root. */
async function reachable(installation: Installation, workplace: Workplace): Promise<Installation> {
  const { copyFrom, bin } = installation;
  if (copyFrom === null) return installation;
  const copy = join(workplace.folder, 'programs');
  await copyTree(copyFrom, copy, { account: workplace.account, link: true });
  await linkLibraries(copy);
  return { ...installation, bin: join(copy, relative(copyFrom, bin)), copyFrom: null };
}
