import type { Instance } from '../postgres/index.ts';

/** Who ships an extension that PostgreSQL itself does not. */
interface Shipped {
  /** An image that keeps the contract of the official one. */
  readonly image: ((major: number) => string) | null;
  /** The package of Debian, Ubuntu and apt.postgresql.org. */
  readonly package: (major: number) => string;
}

const postgis: Shipped = {
  image: major => `postgis/postgis:${major}-${major >= 18 ? '3.6' : '3.5'}`,
  package: major => `postgresql-${major}-postgis-3`,
};

const packaged = (name: string): Shipped => ({
  image: null,
  package: major => `postgresql-${major}-${name}`,
});

/** The extensions that are asked for most. Images: https://hub.docker.com, packages: https://apt.postgresql.org */
const shipped: Readonly<Record<string, Shipped>> = {
  postgis,
  postgis_raster: postgis,
  postgis_topology: postgis,
  vector: {
    image: major => `pgvector/pgvector:pg${major}`,
    package: major => `postgresql-${major}-pgvector`,
  },
  timescaledb: {
    image: major => `timescale/timescaledb:latest-pg${major}`,
    package: major => `timescaledb-2-postgresql-${major}`,
  },
  citus: { image: () => 'citusdata/citus', package: major => `postgresql-${major}-citus-13.0` },
  hll: packaged('hll'),
  hypopg: packaged('hypopg'),
  pg_cron: packaged('cron'),
  pg_hint_plan: packaged('pg-hint-plan'),
  pg_partman: packaged('partman'),
  pgrouting: packaged('pgrouting'),
  plpgsql_check: packaged('plpgsql-check'),
  rum: packaged('rum'),
};

/** Where a missing extension is to be had, as sentences that say what to write. */
export function whereToGet(extension: string, { engine, version }: Instance): string {
  const { major } = version;
  const elsewhere = inImageOrPackage(extension, major);
  return engine === 'url' ? `Install it on that server, or build elsewhere: ${elsewhere}` : elsewhere;
}

function inImageOrPackage(extension: string, major: number): string {
  const known = Object.hasOwn(shipped, extension) ? shipped[extension] : undefined;
  if (known === undefined)
    return `Take an image that has it (postgres.image, with the engine docker), or install its package for PostgreSQL ${major} and take the engine local.`;
  const image = known.image === null ? 'an image that has it' : `the image ${known.image(major)}`;
  return `Take ${image} (postgres.image, with the engine docker), or install the package ${known.package(major)} and take the engine local.`;
}

/** The extension that a statement failed for because the server does not have it; null when it failed for another reason. */
export function missingExtension(message: string): string | null {
  // CREATE EXTENSION says the first, and the second where the files are gone.
  const match =
    /^extension "([^"]+)" is not available$/.exec(message) ??
    /^could not open extension control file ".*\/([^/"]+)\.control"/.exec(message);
  return match?.[1] ?? null;
}
