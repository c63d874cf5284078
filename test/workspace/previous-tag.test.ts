import { expect, test } from 'vitest';
import { previousTag, tellingTag } from '../../src/workspace/previous-tag.ts';

const stable = ['v1.9.0', 'v1.10.0', 'v2.0.0', 'v1.9.1'];

test.each([
  ['v2.0.0', stable, 'v1.10.0'],
  // Natural order of numbers, and a patch of an older line.
  ['v1.10.0', stable, 'v1.9.1'],
  ['v1.9.2', stable, 'v1.9.1'],
  ['v1.9.0', stable, null],
  ['v3.0.0', [], null],
  // Before a stable version pre-releases do not count; before a pre-release they do.
  ['v2.0.0', ['v2.0.0-rc.2', 'v1.0.0'], 'v1.0.0'],
  ['v2.0.0-rc.10', ['v2.0.0-rc.2', 'v2.0.0-rc.9', 'v2.0.0', 'v1.0.0'], 'v2.0.0-rc.9'],
  ['v2.0.0-rc.1', ['v1.0.0', 'v1.1.0-beta'], 'v1.1.0-beta'],
  ['v2.0.1', ['v2.0.0-rc.1'], null],
  // Several packages in one repository.
  ['api/v1.2.0', ['web/v1.1.9', 'api/v1.1.0', 'v1.1.9'], 'api/v1.1.0'],
  ['@k8s/a@1.1.0', ['@k8s/b@1.0.9', '@k8s/a@1.0.0'], '@k8s/a@1.0.0'],
  ['1.1.0', ['v1.0.9', '1.0.0'], '1.0.0'],
  // No versions in the sense of semver.org.
  ['2026.02.01', ['2026.01.15', '2026.1.9', '2025.12.31'], '2026.01.15'],
  ['release-10', ['release-9', 'release-2', 'release-11'], 'release-9'],
  ['v10', ['v9', 'v2', 'v11'], 'v9'],
  ['v1.2.3.10', ['v1.2.3.9', 'v1.2.3.2', 'v1.2.4.1'], 'v1.2.3.9'],
  ['nightly', ['latest', 'v1.0.0'], null],
  // A moving tag stands for the newest version of its line.
  ['v1.0.0', ['v1', 'v1.0'], null],
  ['v2.0.0', ['v1', 'v2'], 'v1'],
  ['v1.2.3', ['v1', 'v1.2', 'v1.2.2', 'v2'], 'v1.2.2'],
  // Where there are versions, a name that is none is not what was released.
  ['v1.2.3', ['v1.2.2', 'v1.2.2-do_not_use'], 'v1.2.2'],
  ['v1.2.3', ['v1.1_old'], 'v1.1_old'],
  // Whatever a name may be, it is only compared.
  ['v1.0.0', ['--exec=x', 'v0.9.0', `v${'9'.repeat(400)}`, 'v0.9.0`$(x)`'], 'v0.9.0'],
  ['--upload-pack=x1', ['--upload-pack=x0'], '--upload-pack=x0'],
])('before %s of %j comes %s', (name, names, previous) => {
  expect(previousTag(name, names)).toBe(previous);
  expect(previousTag(name, [...names, name].reverse())).toBe(previous);
});

test.each([
  [['v1', 'v1.2.3', 'latest', 'v1.2'], 'v1.2.3'],
  [['v1.2.3-rc.1', 'v1.2.3'], 'v1.2.3'],
  [['nightly-9', 'nightly-10'], 'nightly-10'],
  [[], null],
])('of %j the telling one is %s', (names, telling) => {
  expect(tellingTag(names)).toBe(telling);
  expect(tellingTag(names.toReversed())).toBe(telling);
});
