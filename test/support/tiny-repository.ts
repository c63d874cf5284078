import { makeRepository } from './git.ts';
import type { Author } from './runner.ts';

/** What a commit writes, by path. */
export type Files = Readonly<Record<string, string>>;

/** One table and one query, which is all that a base needs to be told from another. */
export const tinyBase = {
  'db/migrations/001.sql': `create table models (id integer primary key, note text);
insert into models select n, repeat('x', 200) from generate_series(1, 20000) n;\n`,
  'db/queries/model.sql': 'select note from models where id = 7;\n',
  'plangate.yml': 'samples: 5\n',
  'README.md': 'Models.\n',
};

/** A change that makes the query read the whole table. */
export const dropsKey: Files = {
  'db/migrations/002.sql': 'alter table models drop constraint models_pkey;\n',
};

export const mentionsNothing: Files = {
  'README.md': 'Models, and more of them.\n',
  'src/app.ts': 'main();\n',
};

/** A repository whose pull request is `change`; `more` is on base too. */
export function tinyRepository(change: Files, more: Files = {}): Author {
  return async folder => {
    await using author = await makeRepository();
    await author.commit('base', { ...tinyBase, ...more });
    await author.git('checkout', '--quiet', '-b', 'change');
    await author.commit('change', change);
    await author.git('clone', '--quiet', '--no-local', author.folder, folder);
    await author.git('-C', folder, 'branch', '--quiet', 'main', 'origin/main');
    return { repository: folder, base: 'main', head: 'change' };
  };
}
