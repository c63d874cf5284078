import { randomBytes } from 'node:crypto';
import { join, relative } from 'node:path';
import { PlangateError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { sweepAbandonedServers } from './abandoned.ts';
import { serverAccount } from './account.ts';
import { chooseInstallation } from './choose-installation.ts';
import { copyTree } from './copy-tree.ts';
import { linkLibraries } from './engines/library-links.ts';
import { initialise } from './initialise.ts';
import type { Installation } from './installation.ts';
import { type Launch, launch, type Postmaster } from './launch.ts';
import { OwnServer } from './server.ts';
import { serverSettings } from './settings.ts';
import { blameSource, requestedSettings } from './settings-from.ts';
import type { Server, ServerRequest } from './types.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

/**
 * Starts the PostgreSQL that was asked for, in a temporary folder of its own. Throws a PlangateError (server) when
 * there is none to be had or it does not start, (configuration) when a setting is the reason.
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
  const account = await serverAccount();
  const { installation: found, why } = await chooseInstallation(request, account);
  const step = progress.step(`Starting PostgreSQL ${found.version}`);
  const swept = sweepAbandonedServers();
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
    const server = await OwnServer.open(launched, postmaster, { origin, password });
    await swept;
    step.done();
    progress.info(`Using ${origin}`);
    return server;
  } catch (error) {
    step.done('failed');
    await workplace[Symbol.asyncDispose]();
    throw blameSource(error, request);
  }
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
