import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PlangateError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { serverAccount } from './account.ts';
import { chooseInstallation } from './choose-installation.ts';
import { copyTree } from './copy-tree.ts';
import { initialise } from './initialise.ts';
import type { Installation } from './installation.ts';
import { launch } from './launch.ts';
import { OwnServer } from './server.ts';
import { serverSettings } from './settings.ts';
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
  const began = performance.now();
  const workplace = await openWorkplace(account);
  try {
    const installation = await reachable(found, workplace);
    const password = randomBytes(24).toString('hex');
    const { environment, settings: userSettings } = request;
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
    progress.info(`Using ${origin}`);
    const common = { installation, workplace, environment, userSettings };
    const settings = serverSettings(userSettings, true);
    const postmaster = await launch({ ...common, settings }, null);
    const server = await OwnServer.open({ ...common, settings }, postmaster, { origin, password });
    step.done(`${((performance.now() - began) / 1000).toFixed(1)} s`);
    return server;
  } catch (error) {
    step.done('failed');
    await workplace[Symbol.asyncDispose]();
    throw error;
  }
}

/** The installation where the server's account can run it: a copy in the temporary folder when it lies under, say, /root. */
async function reachable(installation: Installation, workplace: Workplace): Promise<Installation> {
  const { unreachable, bin } = installation;
  if (unreachable === null) return installation;
  const copy = join(workplace.folder, 'programs');
  await copyTree(unreachable, copy, { account: workplace.account, link: true });
  return { ...installation, bin: join(copy, bin.slice(unreachable.length)), unreachable: null };
}
