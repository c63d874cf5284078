import { access, readdir, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { inspect } from '../installation.ts';
import type { Engine } from './engine.ts';
import { sortFindings } from './sort-findings.ts';

/** Folders that hold one installation per version: `[parent, pattern of the entry, folder of the programs in it]`. */
const versioned: readonly (readonly [string, RegExp, string])[] = [
  // Debian, Ubuntu and GitHub's Ubuntu runners
  ['/usr/lib/postgresql', /^\d+$/, 'bin'],
  // Red Hat, Fedora and SUSE with PostgreSQL's own packages
  ['/usr', /^pgsql-\d+$/, 'bin'],
  // Alpine
  ['/usr/libexec', /^postgresql\d*$/, '.'],
  // Homebrew on Apple silicon (GitHub's macOS runners), on Intel, on Linux
  ['/opt/homebrew/opt', /^postgresql(@\d+)?$/, 'bin'],
  ['/usr/local/opt', /^postgresql(@\d+)?$/, 'bin'],
  ['/home/linuxbrew/.linuxbrew/opt', /^postgresql(@\d+)?$/, 'bin'],
  // Postgres.app and EnterpriseDB's installer
  ['/Applications/Postgres.app/Contents/Versions', /^\d+$/, 'bin'],
  ['/Library/PostgreSQL', /^\d+$/, 'bin'],
];

/** Programs that are installed on this machine. */
export const local: Engine = {
  name: 'local',
  async find(request, account) {
    const { PGBIN, PATH, HOME, ASDF_DATA_DIR } = request.environment;
    const managers = [
      ...(ASDF_DATA_DIR ? [join(ASDF_DATA_DIR, 'installs/postgres')] : []),
      ...(HOME
        ? [join(HOME, '.asdf/installs/postgres'), join(HOME, '.local/share/mise/installs/postgres')]
        : []),
    ].map(parent => [parent, /^\d+\./, 'bin'] as const);
    const parents = [...versioned, ...managers];
    const named = (PGBIN ? [PGBIN] : []).concat(
      (PATH ?? '').split(delimiter).filter(folder => folder !== ''),
    );
    const listed = (await Promise.all(parents.map(children))).flat();
    const bins = new Set<string>();
    for (const folder of [...named, ...listed]) {
      const bin = await programFolder(folder);
      if (bin !== null) bins.add(bin);
    }
    const explicit = PGBIN ? await programFolder(PGBIN) : null;
    const answers = await Promise.all([...bins].map(bin => inspect('local', bin, dirname(bin), account)));
    return {
      ...sortFindings(answers, explicit),
      places: [
        ...(PGBIN ? [`PGBIN (${PGBIN})`] : []),
        'PATH',
        ...parents
          .filter(([parent]) => relevant(parent))
          .map(([parent, , folder]) => join(parent, '*', folder)),
      ],
    };
  },
};

async function children([parent, pattern, folder]: readonly [string, RegExp, string]): Promise<string[]> {
  const names = await readdir(parent).catch(() => []);
  return names.filter(name => pattern.test(name)).map(name => join(parent, name, folder));
}

/** The real folder of `initdb` and `postgres` (PATH may hold symbolic links to them), or null when they are not there. */
async function programFolder(folder: string): Promise<string | null> {
  try {
    await access(join(folder, 'initdb'));
    return dirname(await realpath(join(folder, 'postgres')));
  } catch {
    return null;
  }
}

/** Error messages name the places of this system only. */
function relevant(parent: string): boolean {
  const mac = /^\/(opt\/homebrew|Applications|Library|usr\/local)/.test(parent);
  return process.platform === 'darwin' ? mac || !parent.startsWith('/') : !mac;
}
