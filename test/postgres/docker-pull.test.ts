import { expect, it } from 'vitest';
import { PullError } from '../../src/postgres/docker/pull-error.ts';
import { type PullEvent, pullProgress } from '../../src/postgres/docker/pull-progress.ts';

/** What daemons and registries have said. */
it.each([
  [
    'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    'the registry lets nobody pull as often without signing in',
  ],
  [
    "pull access denied for postgrez, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    'the registry refused: there is no such image, or it is not for everyone',
  ],
  [
    'Head "https://ghcr.io/v2/a/b/manifests/1": unauthorized',
    'the registry refused: there is no such image, or it is not for everyone',
  ],
  [
    'manifest for postgres:99 not found: manifest unknown: manifest unknown',
    'there is no such image in the registry',
  ],
  [
    'no matching manifest for linux/arm64/v8 in the manifest list entries',
    'it is not made for the platform of the Docker daemon',
  ],
  [
    'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.255.255.53:53: no such host',
    'the registry cannot be reached',
  ],
  [
    'Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'the registry cannot be reached',
  ],
  [
    'failed to register layer: Error processing tar file(exit status 1): write /usr/lib/x: no space left on device',
    'the disk of the Docker daemon is full',
  ],
  ['invalid reference format: repository name must be lowercase', 'that is no name of an image'],
  ['something else', 'the Docker daemon could not pull it'],
])('tells why a pull failed: %s', (message, why) => {
  const error = new PullError('some/image:1', 'postgres.image', new Error(message));
  expect(error).toMatchObject({ why, kind: 'server', place: 'postgres.image', details: message });
  expect(error.problem).toBe(`The image some/image:1 is not here and could not be pulled: ${why}.`);
});

it('adds up the layers of a pull', () => {
  const words = pullProgress();
  const told = (event: PullEvent) => words(event);
  expect(told({ status: 'Pulling from library/postgres', id: '17' })).toBe('Pulling from library/postgres');
  told({ status: 'Already exists', id: 'a' });
  told({ status: 'Pulling fs layer', id: 'b' });
  expect(told({ status: 'Pulling fs layer', id: 'c' })).toBe('0 of 0 MB, 1 of 3 layers');
  told({ status: 'Downloading', id: 'b', progressDetail: { current: 5e6, total: 20e6 } });
  expect(told({ status: 'Downloading', id: 'c', progressDetail: { current: 3e6, total: 110e6 } })).toBe(
    '8 of 130 MB, 1 of 3 layers',
  );
  told({ status: 'Download complete', id: 'b' });
  // Bytes of unpacking are the same ones again.
  expect(told({ status: 'Extracting', id: 'b', progressDetail: { current: 1e6, total: 20e6 } })).toBe(
    '23 of 130 MB, 1 of 3 layers',
  );
  expect(told({ status: 'Pull complete', id: 'b' })).toBe('23 of 130 MB, 2 of 3 layers');
  expect(told({ status: 'Status: Downloaded newer image' })).toBe('23 of 130 MB, 2 of 3 layers');
});
