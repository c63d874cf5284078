/**
 * Every option once: the command line, the Action's inputs, the help and the README's tables are made from these rows,
 * and a test holds action.yml to them.
 */
export interface OptionRow {
  /** On the command line, without the dashes; null for an input only. */
  readonly option: string | null;
  /** In action.yml; null for an option only. */
  readonly input: string | null;
  /** What stands for the value in the help; null for a switch. */
  readonly value: string | null;
  /** May be given several times; as an input, one a line. */
  readonly multiple: boolean;
  readonly summary: string;
  /** As it would be typed; '' where the summary says what happens without it. */
  readonly default: string;
}

const row = (
  option: string | null,
  input: string | null,
  value: string | null,
  summary: string,
  initially = '',
  multiple = false,
): OptionRow => ({ option, input, value, multiple, summary, default: initially });

/** An expression that the runner evaluates; this is not a template. */
const githubToken = ['$', '{{ github.token }}'].join('');

/** As the check run is called in the list of checks, and the artifact in the list of artifacts. */
export const defaultName = 'plangate';

export const engines = ['auto', 'docker', 'local', 'embedded', 'url'] as const;
export const commentModes = ['auto', 'always', 'never'] as const;
export const policySides = ['head', 'base'] as const;
export const modes = ['check', 'publish'] as const;
/** Endings of report files, and what each of them holds. */
export const reportEndings = ['.md', '.json', '.html', '.sarif', '.xml'] as const;
/** The endings in words. */
export const reportEndingWords = reportEndings
  .join(', ')
  .replace('.xml', '.xml (JUnit)')
  .replace(/, ([^,]*)$/, ' or $1');

export const optionTable = [
  row('repo', 'directory', 'DIR', 'Folder in the repository to check.', '.'),
  row(
    'base',
    'base',
    'REF',
    "What to compare with. Without it: the pull request's base, on a push the commit before, for a tag the one before, else the merge base with the default branch.",
  ),
  row('head', 'head', 'REF', 'What to check. Without it: what is checked out, uncommitted changes included.'),
  row(
    'config',
    'config',
    'FILE',
    'Configuration file, from the top of the repository. Without it: plangate.yml or .github/plangate.yml.',
  ),
  row(
    'engine',
    'engine',
    'ENGINE',
    'Where PostgreSQL comes from: docker, local (installed on this machine), embedded (from npm), url (a server that is there), or auto, the first of url, docker, local and embedded that there is.',
    'auto',
  ),
  row(
    'database-url',
    'database-url',
    'URL',
    'Build both sides on this server, in databases that are dropped afterwards; where none can be created, run the queries in this database, each a dozen times under EXPLAIN (ANALYZE) in READ ONLY transactions. PLANGATE_DATABASE_URL does the same.',
  ),
  row(
    'read-only',
    'read-only',
    null,
    'Create no database on the server of database-url: run the queries in the database as it is, in READ ONLY transactions.',
    'false',
  ),
  row(
    'base-url',
    'base-url',
    'URL',
    'A database that is as base has it, such as a branch of production; nothing is built. PLANGATE_BASE_URL does the same.',
  ),
  row(
    'head-url',
    'head-url',
    'URL',
    'A database that is as head has it, to go with base-url. PLANGATE_HEAD_URL does the same.',
  ),
  row(
    'show-values',
    'show-values',
    null,
    'Show constants of plans and errors from a database that is only read. Without it they are replaced by ?.',
    'false',
  ),
  row(
    'policy-from',
    'policy-from',
    policySides.join('|'),
    "Whose budgets, tolerances, rules and waivers judge. With base a pull request cannot loosen what judges it. Without it: base where base's plangate.yml says policy-from: base, else head.",
  ),
  row('query', 'query', 'NAME', 'Check only this query. Repeatable. Without it: all.', '', true),
  row(
    'report',
    'report',
    'FILE',
    `Write the report to a file; its ending says how: ${reportEndingWords}. Repeatable.`,
    '',
    true,
  ),
  row(
    'time-limit',
    'time-limit',
    'TIME',
    'Longest time for the whole run; what is not judged by then is listed.',
    '20min',
  ),
  row('quiet', 'quiet', null, 'No progress on stderr.', 'false'),
  row('json', null, null, 'Of explain only: print JSON, for programs.', 'false'),
  row(
    null,
    'mode',
    modes.join('|'),
    'What to do: check, or publish what a run for a fork has measured, in a workflow on workflow_run.',
    'check',
  ),
  row(
    null,
    'name',
    'NAME',
    'Name of this gate: its check run, comment and artifact bear it. Several in one repository need different names.',
    defaultName,
  ),
  row(
    null,
    'comment',
    commentModes.join('|'),
    'When to comment on the pull request: auto (when something got worse, needs a look or improved; a comment that is there is kept up to date), always or never.',
    'auto',
  ),
  row(
    null,
    'check',
    null,
    'Report as a check run with annotations, which takes checks: write. Without it the annotations are those of the step.',
    'true',
  ),
  row(null, 'artifact', null, 'Keep the report as an artifact, in every format.', 'true'),
  row(
    null,
    'skip-unchanged',
    null,
    'End at once when a pull request changes no migration, seed, query or configuration. With external commands only where plangate.yml gives paths.',
    'true',
  ),
  row(null, 'token', 'TOKEN', 'Token for comment and check run, and for fetching base.', githubToken),
] as const satisfies readonly OptionRow[];
