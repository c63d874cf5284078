import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Whom the server runs as. PostgreSQL refuses to run as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const preferred = ['postgres', '_postgres', 'nobody'];

/** The account to drop privileges to, or null when plangate is an ordinary user and simply runs the server itself. */
export async function serverAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const accounts = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map(line => {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    // macOS writes nobody's -2, the system wants it unsigned.
    return { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
  });
  for (const name of preferred) {
    const found = accounts.find(account => account.name === name && account.uid !== 0);
    if (found !== undefined) return found;
  }
  return { name: '65534', uid: 65534, gid: 65534 };
}

/** Whether `account` may enter `folder`, by the permission bits of every folder above it. null is plangate itself: yes. */
export async function mayEnter(account: Account | null, folder: string): Promise<boolean> {
  if (account === null) return true;
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (dirname(at) === at) return true;
  }
}
