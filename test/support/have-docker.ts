import { execFileSync } from 'node:child_process';
import { have } from './have.ts';

/** Whether a Docker engine answers here; says loudly when none does. */
export function haveDocker(): boolean {
  return have('a Docker engine', succeeds('info'), 'test/docker/postgres-image starts one');
}

/** The image that tests use. */
export const testImage = process.env.PLANGATE_TEST_IMAGE ?? 'postgres:15';

/** Whether a Docker engine answers here and has the image that tests use. */
export function haveTestImage(): boolean {
  const remedy = `docker pull ${testImage}, or test/docker/postgres-image where there is no registry`;
  return have(`the image ${testImage} in a Docker engine`, succeeds('image', 'inspect', testImage), remedy);
}

function succeeds(...args: readonly string[]): boolean {
  try {
    execFileSync('docker', args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
