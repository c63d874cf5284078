import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../src/config/index.ts';
import { readQueries } from '../src/queries/index.ts';
import { memoryTree } from './config/memory-tree.ts';
import { withParts } from './readme.ts';

const top = join(import.meta.dirname, '..');
const readme = readFileSync(join(top, 'README.md'), 'utf8');
const documents = ['README.md', '.github/CONTRIBUTING.md', 'src/ARCHITECTURE.md'];

/** The fenced blocks of a language, in order. */
function fences(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, code = '']) => code,
  );
}

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
    expect(policy.budgets).toEqual({ latency: 500, buffers: 100_000 });
    expect(policy.waivers[0]?.expires).toBe('2027-03-31');
  });

  it('shows a workflow that gives the action inputs that it has', () => {
    const workflow = parse(fences(readme, 'yaml').find(code => code.includes('jobs:')) ?? '') as {
      jobs: { plangate: { steps: { with?: object }[]; permissions: object } };
    };
    const { inputs } = parse(readFileSync(join(top, 'action.yml'), 'utf8')) as { inputs: object };
    const given = workflow.jobs.plangate.steps.flatMap(step => Object.keys(step.with ?? {}));
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(given));
    expect(workflow.jobs.plangate.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
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

  it.each(documents)('%s links to files that exist', document => {
    const text = readFileSync(join(top, document), 'utf8');
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) =>
      join(top, document, '..', link),
    );
    expect(links.filter(link => !existsSync(link))).toEqual([]);
  });
});
