import { randomBytes } from 'node:crypto';
import { PlangateError } from '../../errors.ts';
import type { Progress } from '../../progress.ts';
import { introduce } from '../introduction.ts';
import { openSession } from '../session.ts';
import { serverSettings } from '../settings.ts';
import { blameSource, requestedSettings } from '../settings-from.ts';
import { superuser } from '../throw-away-server.ts';
import type { Server, ServerRequest } from '../types.ts';
import { openClient } from './client.ts';
import { type RunningContainer, runContainer } from './container.ts';
import type { FoundDaemon } from './find-daemon.ts';
import { checkMajor, haveImage, type Image } from './image.ts';
import { librariesIn } from './preload.ts';
import { ContainerServer } from './server.ts';
import { memoryFor, walLimit } from './storage.ts';
import { ContainerWorkplace } from './workplace.ts';

/**
 * Starts a server in a container of its own. Throws a PullError when there is no image, another PlangateError
 * (configuration) when a setting, the locale, the version or the image's name is the reason, else (server).
 */
export async function startContainerServer(
  request: ServerRequest,
  found: FoundDaemon,
  progress: Progress,
): Promise<Server> {
  checkLocale(request.locale);
  const workplace = await ContainerWorkplace.open(found.daemon);
  try {
    const docker = await openClient(found.daemon, request.environment);
    const image = await workplace.make(haveImage(request, docker, progress, workplace.signal));
    const step = progress.step(`Starting the image ${image.name}`);
    try {
      const memory = memoryFor(request.storage ?? 'auto', found.memory);
      const userSettings = requestedSettings(request, image.major ?? request.version ?? 14);
      const { shared_preload_libraries = '', ...settings } = serverSettings(
        { ...walLimit(memory), ...userSettings },
        true,
      );
      const libraries = librariesIn(shared_preload_libraries).filter(name => name !== 'pg_stat_statements');
      const password = randomBytes(24).toString('hex');
      const { locale } = request;
      const running = await runContainer(
        { daemon: found.daemon, docker, image, locale, memory, settings, libraries, userSettings, password },
        workplace,
      );
      const introduction = await ask(running, password, [
        ...Object.keys(settings),
        'shared_preload_libraries',
      ]);
      const { number, text, counts } = introduction;
      checkMajor(request, Math.floor(number / 10_000), `PostgreSQL ${text}`);
      const server = new ContainerServer(running, {
        password,
        introduction: counts ? introduction : withoutCounting(introduction),
        origin: `PostgreSQL ${text} from the image ${image.name} (${why(request)}; ${place(memory)})`,
        warnings: warnings(running, image, counts),
        workplace,
        another: () => startContainerServer(request, found, progress),
      });
      step.done();
      return server;
    } catch (error) {
      step.done('failed');
      throw error;
    }
  } catch (error) {
    await workplace[Symbol.asyncDispose]();
    throw blameSource(error, request);
  }
}

/** Waits for the answer before the session ends. */
async function ask({ address, port }: RunningContainer, password: string, names: readonly string[]) {
  await using session = await openSession(
    {
      host: address.connect,
      port,
      user: superuser,
      password,
      database: superuser,
      reasonOfLoss: async () => null,
    },
    {},
    () => {},
  );
  return await introduce(session, names);
}

/** Settings of a library that is not there are words without meaning, which the server keeps all the same. */
function withoutCounting(introduction: Awaited<ReturnType<typeof introduce>>) {
  const settings = Object.entries(introduction.settings).filter(
    ([name]) => !name.startsWith('pg_stat_statements.'),
  );
  return { ...introduction, settings: Object.fromEntries(settings) };
}

const why = ({ engine }: ServerRequest) =>
  engine === 'docker' ? 'engine docker, as asked' : 'engine docker: a Docker daemon answers';

function place(memory: number | null): string {
  if (memory === null) return 'data on disk';
  const megabytes = memory / 1024 ** 2;
  const size =
    megabytes < 1024 ? `${Math.round(megabytes)} MB` : `${Number((megabytes / 1024).toFixed(1))} GB`;
  return `data in memory, ${size} at most`;
}

function warnings({ address }: RunningContainer, { name }: Image, counts: boolean): readonly string[] {
  return [
    ...(address.warning === null ? [] : [address.warning]),
    ...(counts
      ? []
      : [
          `The image ${name} lacks pg_stat_statements: what a statement does outside its plan, as in triggers, is not counted.`,
        ]),
  ];
}

/** The entrypoint hands the locale to a shell. */
function checkLocale(locale: string): void {
  if (/^[\w.@-]+$/.test(locale)) return;
  throw new PlangateError({
    kind: 'configuration',
    place: 'postgres.locale',
    problem: `${JSON.stringify(locale)} is no name of a locale.`,
    remedy: 'Write it as initdb takes it, such as C.UTF-8 or de_DE.UTF-8.',
  });
}
