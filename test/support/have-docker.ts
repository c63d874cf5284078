import { execFileSync } from 'node:child_process';
import { have } from './have.ts';

/** Whether a Docker engine answers here; says loudly when none does. */
export function haveDocker(): boolean {
  return have('a Docker engine', answers(), 'test/docker/postgres-image starts one');
}

function answers(): boolean {
  try {
    execFileSync('docker', ['info'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
