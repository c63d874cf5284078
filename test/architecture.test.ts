import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom, and why. A room that is not named may not be imported; data flows from the top of this
 * list to its bottom, and `run.ts` is the only file that knows the order.
 */
const rooms: Record<string, { readonly pure: boolean; readonly mayImport: readonly string[] }> = {
  // Vocabulary that every room may speak.
  sql: { pure: true, mayImport: [] },
  plan: { pure: true, mayImport: [] },
  // The world.
  postgres: { pure: false, mayImport: ['sql'] },
  workspace: { pure: false, mayImport: [] },
  // What the repository says: files come from a tree, engines have names.
  config: { pure: true, mayImport: ['workspace', 'postgres'] },
  queries: { pure: true, mayImport: ['sql', 'config', 'workspace'] },
  // What is done with it.
  migrations: { pure: false, mayImport: ['sql', 'config', 'workspace', 'postgres'] },
  measurement: { pure: false, mayImport: ['sql', 'plan', 'postgres', 'queries', 'workspace'] },
  // What is thought of it: values in, values out.
  comparison: { pure: true, mayImport: ['sql', 'plan', 'config', 'measurement', 'workspace'] },
  rules: {
    pure: true,
    mayImport: ['sql', 'plan', 'config', 'postgres', 'queries', 'measurement', 'comparison', 'workspace'],
  },
  verdict: {
    pure: true,
    mayImport: ['plan', 'config', 'queries', 'comparison', 'measurement', 'rules', 'workspace'],
  },
  // What moved a case that was judged worse: builds and measures once more, with types of what judged it.
  culprit: {
    pure: false,
    mayImport: [
      'sql',
      'plan',
      'postgres',
      'queries',
      'migrations',
      'measurement',
      'comparison',
      'verdict',
      'workspace',
    ],
  },
  // What is said of it.
  report: {
    pure: true,
    mayImport: [
      'plan',
      'config',
      'postgres',
      'migrations',
      'queries',
      'measurement',
      'comparison',
      'rules',
      'verdict',
      // Types of what it shows.
      'culprit',
      'workspace',
    ],
  },
  github: { pure: false, mayImport: ['workspace'] },
  // What a reader's browser runs: built on its own, and nobody's import. Of the report it takes types only.
  page: { pure: true, mayImport: ['report'] },
};

/** Packages that stand for a part of the world, and the only room that may touch it. */
const packages: Record<string, string> = {
  pg: 'postgres',
  'pg-copy-streams': 'postgres',
  '@testcontainers/postgresql': 'postgres',
  testcontainers: 'postgres',
  '@actions/core': 'github',
  '@actions/github': 'github',
  '@actions/artifact': 'github',
  'actions-artifact-v1': 'github',
  yauzl: 'github',
  '@octokit/plugin-retry': 'github',
  '@octokit/plugin-throttling': 'github',
  'bottleneck/light.js': 'github',
  'libpg-query': 'sql queries rules',
  'markdown-table': 'report config',
  yaml: 'config',
  pev2: 'page',
  vue: 'page',
  '@observablehq/plot': 'page',
};

/** Files on the ground that every room may import. */
const ground = ['errors.ts', 'progress.ts', 'temporary-folder.ts', 'version.ts'];

interface Import {
  readonly file: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

const source = join(import.meta.dirname, '..', 'src');

function importsOf(file: string): Import[] {
  const text = readFileSync(join(source, file), 'utf8');
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...statements].map(([, type, from, dynamic]) => ({
    file,
    from: from ?? dynamic ?? '',
    typeOnly: type !== undefined,
  }));
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => file.replaceAll('\\', '/'));
const roomOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '');
const inRooms = files.filter(file => roomOf(file) !== '').flatMap(importsOf);
const target = ({ file, from }: Import) =>
  relative(source, join(source, file, '..', from)).replaceAll('\\', '/');

describe('the rooms', () => {
  it('are all named here', () => {
    expect([...new Set(files.map(roomOf))].filter(room => room !== '').sort()).toEqual(
      Object.keys(rooms).sort(),
    );
  });

  it.each(Object.entries(rooms))('%s imports only what it may, through the one door', (room, {
    mayImport,
  }) => {
    const wrong = inRooms
      .filter(each => roomOf(each.file) === room && each.from.startsWith('.'))
      .filter(each => {
        const to = target(each);
        if (roomOf(to) === room) return false;
        if (roomOf(to) === '') return !ground.includes(to);
        return !mayImport.includes(roomOf(to)) || to !== `${roomOf(to)}/index.ts`;
      });
    expect(wrong).toEqual([]);
  });

  // node:util's parseArgs is pure.
  it.each(
    Object.entries(rooms).filter(([, { pure }]) => pure),
  )('%s is pure: it loads no part of the world', room => {
    const wrong = inRooms
      .filter(each => roomOf(each.file) === room && !each.typeOnly)
      .filter(
        each =>
          (each.from.startsWith('node:') && each.from !== 'node:util') ||
          (each.from.startsWith('.') && rooms[roomOf(target(each))]?.pure === false) ||
          each.from.endsWith('/temporary-folder.ts'),
      );
    expect(wrong).toEqual([]);
  });

  it('share nothing but types with what runs in a browser', () => {
    const values = inRooms.filter(
      each => roomOf(each.file) === 'page' && !each.typeOnly && each.from.startsWith('..'),
    );
    expect(values).toEqual([]);
    expect(inRooms.filter(each => roomOf(target(each)) === 'page' && roomOf(each.file) !== 'page')).toEqual(
      [],
    );
  });

  it('have no cycle of values', () => {
    const edges = new Map<string, Set<string>>();
    for (const each of inRooms) {
      if (each.typeOnly || !each.from.startsWith('.')) continue;
      const [from, to] = [roomOf(each.file), roomOf(target(each))];
      if (to !== '' && from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      [...(edges.get(from) ?? [])].some(
        next => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
      );
    expect(Object.keys(rooms).filter(room => reaches(room, room))).toEqual([]);
  });

  it('touch a part of the world only where it belongs', () => {
    const wrong = inRooms.filter(each => {
      const owner = packages[each.from];
      return owner !== undefined && !owner.split(' ').includes(roomOf(each.file));
    });
    expect(wrong).toEqual([]);
  });

  it('have a door whose first comment says what they are', () => {
    const without = Object.keys(rooms).filter(
      room => !readFileSync(join(source, room, 'index.ts'), 'utf8').startsWith('/**\n * '),
    );
    expect(without).toEqual([]);
  });
});
