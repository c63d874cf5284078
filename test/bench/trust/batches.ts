import type { Files } from '../../support/run-check.ts';
import { type Instance, type Kind, kinds, tables } from './regressions/index.ts';

/** One seeded regression in a pull request. */
export interface Seeded {
  readonly kind: Kind;
  readonly instance: Instance;
  /** The registered query that gets worse. */
  readonly query: string;
  /** What must be blamed: the file on head, and the lines of it that do the harm. */
  readonly culprit: {
    readonly kind: 'query' | 'migration' | 'settings';
    readonly file: string;
    readonly first: number;
    readonly last: number;
  };
}

/** A pull request with several regressions that do not touch each other, and queries that none of them touches. */
export interface Batch {
  readonly seeded: readonly Seeded[];
  readonly base: Files;
  readonly head: Files;
}

/** Regressions in one pull request: few enough for a small seed, many enough to save servers. */
const batchSize = 8;

/**
 * All regressions, those of different kinds together.
 *
 * @param match only kinds whose name it matches
 */
export function makeBatches(match: RegExp, isWanted: (kind: Kind) => boolean = () => true): readonly Batch[] {
  const wanted = kinds.filter(kind => match.test(kind.name) && isWanted(kind));
  const rows = wanted.flatMap(kind => kind.instances.map((instance, place) => ({ kind, instance, place })));
  const numbered = rows.toSorted((a, b) => a.place - b.place).map((row, k) => ({ ...row, number: k + 1 }));
  const alone = numbered.filter(({ kind }) => kind.alone === true);
  const rest = numbered.filter(({ kind }) => kind.alone !== true);
  const groups = Array.from({ length: Math.ceil(rest.length / batchSize) }, (_, k) =>
    rest.slice(k * batchSize, (k + 1) * batchSize),
  );
  return [...groups, ...alone.map(row => [row])].map(toBatch);
}

interface Numbered {
  readonly kind: Kind;
  readonly instance: Instance;
  readonly number: number;
}

const configuration = `migrations: db/migrations
seed: [db/seed.sql]
queries: [db/queries/*.sql]
`;

/** Queries of tables with the number 0, which no regression has. */
const untouched = `-- name: untouched-sum
select status, sum(total) from orders_0 group by status order by status;

-- name: untouched-key
select note from orders_0 where id = 4711;

-- name: untouched-scan
select count(*) from orders_0 where note like '%77%';

-- name: untouched-write
update orders_0 set total = total + 1 where id between 100 and 120;
`;

function toBatch(rows: readonly Numbered[]): Batch {
  const all = [
    { number: 0, tables: ['orders'], base: '' },
    ...rows.map(({ number, instance }) => ({ number, ...instance })),
  ];
  const used = all.flatMap(({ number, ...own }) =>
    Object.entries(tables)
      .filter(([name]) => own.tables.includes(name))
      .map(([, table]) => ({ number, table })),
  );
  const schema = [
    ...used.map(({ number, table }) => withNumber(table.schema, number)),
    ...all.map(({ number, base }) => withNumber(base ?? '', number)),
  ];
  const seed = used.map(({ number, table }) => withNumber(table.seed, number));
  const base: Record<string, string> = {
    'plangate.yml': configuration,
    'db/migrations/0001_tables.sql': `${schema.filter(text => text !== '').join('\n')}\n`,
    'db/seed.sql': `${seed.join('\n')}\n`,
    'db/queries/untouched.sql': untouched,
  };
  const head: Record<string, string> = {};
  const seeded = rows.map(({ kind, instance, number }): Seeded => {
    const query = `${slug(kind.name)}-${number}`;
    const file = `db/queries/${query}.sql`;
    base[file] = queryFile(query, withNumber(instance.query, number));
    const { change } = instance;
    if ('query' in change) {
      head[file] = queryFile(query, withNumber(change.query, number));
      return { kind, instance, query, culprit: { kind: 'query', file, first: 1, last: lines(head[file]) } };
    }
    if ('setting' in change) {
      const file = 'plangate.yml';
      head[file] = `${configuration}postgres:\n  settings:\n    ${change.setting}\n`;
      const last = lines(head[file]);
      return { kind, instance, query, culprit: { kind: 'settings', file, first: last, last } };
    }
    const migration = `db/migrations/${1000 + number}_${slug(instance.name)}.sql`;
    const before = `-- ${instance.name}\n\n${change.before === undefined || change.before === '' ? '' : `${withNumber(change.before, number)}\n`}`;
    head[migration] = `${before}${withNumber(change.migration, number)}\n`;
    const culprit = {
      kind: 'migration',
      file: migration,
      first: lines(before) + 1,
      last: lines(head[migration]),
    } as const;
    return { kind, instance, query, culprit };
  });
  return { seeded, base, head: { ...base, ...head } };
}

function queryFile(name: string, sql: string): string {
  return `-- name: ${name}\n${sql.trim()};\n`;
}

function withNumber(text: string, number: number): string {
  return text.replace(/_N(?![a-zA-Z0-9])/g, `_${number}`);
}

/** Lines of a text that ends with a line break. */
function lines(text: string): number {
  return text.split('\n').length - 1;
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
