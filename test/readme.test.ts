import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { limitNames, readConfig } from '../src/config/index.ts';
import { annotationKeys } from '../src/queries/annotations.ts';
import { readQueries } from '../src/queries/index.ts';
import { memoryTree } from './config/memory-tree.ts';
import { withParts } from './readme.ts';
import { fences } from './support/fences.ts';

const top = join(import.meta.dirname, '..');
const readme = readFileSync(join(top, 'README.md'), 'utf8');
const documents = ['README.md', '.github/CONTRIBUTING.md', '.github/SECURITY.md', 'src/ARCHITECTURE.md'];

describe('README', () => {
  it('has generated parts that are what the code says (node test/readme.ts writes them)', () => {
    expect(readme).toBe(withParts(readme));
  });

  it('has its two commands on the first screen, and npm knows their scripts', () => {
    const [demo, test] = fences(readme, 'sh');
    expect([demo, test]).toEqual(['npm ci && npm run demo\n', 'npm cit\n']);
    expect(readme.split('\n').indexOf('npm cit')).toBeLessThan(25);
    const { scripts } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { scripts: object };
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['demo', 'test']));
  });

  it('shows a plangate.yml that can be read', async () => {
    const example = fences(readme, 'yaml').find(code => code.startsWith('postgres:')) ?? '';
    const tree = memoryTree({
      'plangate.yml': example,
      'db/migrations/1.sql': '',
      'db/seed.sql': '',
      'db/queries/a.sql': '',
    });
    const { policy } = await readConfig(tree, null);
    expect(policy.budgets).toMatchObject({ latency: 500, buffers: 100_000 });
    expect(policy.waivers[0]?.expires).toBe('2027-03-31');
  });

  it('shows a query file that can be read', async () => {
    const [example = ''] = fences(readme, 'sql');
    const [query] = await readQueries(memoryTree({ 'db/queries/runs.sql': example }), [
      'db/queries/**/*.sql',
    ]);
    expect(query).toMatchObject({
      name: 'runs-by-experiment',
      parameters: ['experiment', 'now'],
      budget: { latency: 10, buffers: 2000 },
    });
    expect(query?.sets.map(set => set.name)).toEqual(['typical', 'busiest']);
  });

  it('has a row for every annotation, and names every limit of a budget', () => {
    const [, table = ''] = readme.split('| annotation | meaning |');
    const [rows = ''] = table.split('\n\n');
    const told = [...rows.matchAll(/^\| `-- ([a-z-]+)/gm)].map(([, key]) => key);
    expect(told.toSorted()).toEqual([...annotationKeys, 'params'].toSorted());
    const [, budget = ''] = /^\| `-- budget: .*?` \|([^|]*)\|$/m.exec(rows) ?? [];
    expect([...budget.matchAll(/`([^`]+)`/g)].map(([, name]) => name)).toEqual([...limitNames]);
  });

  it.each(documents)('%s links to files that exist', document => {
    const text = readFileSync(join(top, document), 'utf8');
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) =>
      join(top, document, '..', link),
    );
    expect(links.filter(link => !existsSync(link))).toEqual([]);
  });
});
