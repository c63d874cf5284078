import semver from 'semver';

/** `api/v1.2.3`: what stands before the version, and the version. */
interface Release {
  readonly name: string;
  readonly prefix: string;
  readonly version: semver.SemVer | null;
}

const natural = new Intl.Collator('en', { numeric: true });

/**
 * The tag that was released before `name`: of those with the same words before the version, such as `v` or `api/v`, the
 * next lower one. Before a stable version pre-releases do not count, before a pre-release they do.
 *
 * @param names of tags that come into question
 */
export function previousTag(name: string, names: readonly string[]): string | null {
  const release = releaseOf(name);
  const isStable = release.version?.prerelease.length === 0;
  const lower = names
    .map(releaseOf)
    .filter(({ prefix, version }) => prefix === release.prefix && !(isStable && isPreRelease(version)))
    // `v1` and `v1.2` move along with `v1.2.3`.
    .filter(other => compare(other, release) < 0 && !name.startsWith(`${other.name}.`));
  return highest(release.version === null ? lower : versionsOf(lower))?.name ?? null;
}

/** Of several tags of one commit the one that says most: `v1.2.3` rather than `v1` or `latest`. */
export function tellingTag(names: readonly string[]): string | null {
  return highest(versionsOf(names.map(releaseOf)))?.name ?? null;
}

/** What is no version beside versions is not what was released. */
function versionsOf(releases: readonly Release[]): readonly Release[] {
  const versions = releases.filter(({ version }) => version !== null);
  return versions.length > 0 ? versions : releases;
}

function highest(releases: readonly Release[]): Release | undefined {
  return releases.toSorted(compare).at(-1);
}

/** By their versions (https://semver.org) where both have one, else as people sort names with numbers in them. */
function compare(a: Release, b: Release): number {
  const byVersion = a.version && b.version ? semver.compareBuild(a.version, b.version) : 0;
  return byVersion || natural.compare(a.name, b.name) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

function isPreRelease(version: semver.SemVer | null): boolean {
  return version !== null && version.prerelease.length > 0;
}

/** A version is whole and stands at the end; without one, the words end before the first digit. */
function releaseOf(name: string): Release {
  for (const { index, 0: before } of name.matchAll(/(?:^|[^0-9.])(?=\d+\.\d+\.\d)/g)) {
    const start = index + before.length;
    const version = semver.parse(name.slice(start));
    if (version !== null) return { name, prefix: name.slice(0, start), version };
  }
  return { name, prefix: /^\D*/.exec(name)?.[0] ?? '', version: null };
}
