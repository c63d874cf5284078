import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { defineConfig, type RolldownOptions } from 'rolldown';

/**
 * The parts of the HTML report that are the same in every report, in dist/page: the script of the page, the script of the
 * frames that plans are drawn in, and the styles of both. The renderer puts them into each report as they are.
 */
const pev2 = dirname(dirname(createRequire(import.meta.url).resolve('pev2')));
/** pev2 brings these, and the copy that it was made with is the one to take. */
const bootstrap = createRequire(join(pev2, 'package.json')).resolve('bootstrap/dist/css/bootstrap.css');

export const pageConfigs: readonly RolldownOptions[] = [
  script('report', 'src/page/index.ts', () => readFileSync('src/page/report.css', 'utf8')),
  script('plan', 'src/page/plan-frame.ts', () => {
    const source = readFileSync(join(pev2, 'dist/pev2.es.js'), 'utf8');
    return [
      usedRules(readFileSync(bootstrap, 'utf8'), new Set(source.match(/[\w-]+/g))),
      readFileSync(join(pev2, 'dist/pev2.css'), 'utf8'),
      readFileSync('src/page/plan.css', 'utf8'),
    ].join('\n');
  }),
];

function script(name: string, input: string, styles: () => string): RolldownOptions {
  return defineConfig({
    input: { [name]: input },
    platform: 'browser',
    transform: {
      target: 'es2022',
      define: {
        'process.env.NODE_ENV': '"production"',
        __VUE_OPTIONS_API__: 'true',
        __VUE_PROD_DEVTOOLS__: 'false',
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      },
    },
    output: {
      dir: 'dist/page',
      format: 'esm',
      entryFileNames: '[name].js',
      minify: true,
      // The notices below say all of it, and once.
      comments: { legal: false },
    },
    plugins: [
      {
        name: 'page-part',
        generateBundle(_options, bundle) {
          for (const chunk of Object.values(bundle)) {
            if (chunk.type !== 'chunk') continue;
            const notices = noticesOf(chunk.moduleIds).replaceAll('*/', '* /');
            chunk.code = inline(`/*! Contains:\n\n${notices}\n*/\n${chunk.code}`);
          }
        },
        writeBundle() {
          const text = styles();
          if (/<\/style/i.test(text)) throw new Error(`${name}.css would end its element`);
          writeFileSync(`dist/page/${name}.css`, text);
        },
      },
    ],
  });
}

/** Nothing in it ends the element that it will stand in, and a browser reads it as it is written here. */
function inline(script: string): string {
  return script.replaceAll('\r', '').replace(/<(?=\/?script|!--)/gi, '\\x3c');
}

/** The rules of a stylesheet that could concern a page with these class names; what names no class stays. */
function usedRules(css: string, names: ReadonlySet<string>): string {
  let text = '';
  let at = 0;
  for (const { 0: head, index } of css
    .replace(/\/\*[\s\S]*?\*\//g, comment => ' '.repeat(comment.length))
    .matchAll(/[^{};]+\{/g)) {
    if (index < at) continue;
    const end = blockEnd(css, index + head.length);
    const body = css.slice(index + head.length, end - 1);
    const selector = head.slice(0, -1).trim();
    at = end;
    if (/^@(?:media|supports)/.test(selector)) {
      const inner = usedRules(body, names);
      if (inner !== '') text += `${selector}{${inner}}`;
      continue;
    }
    const used = selector.startsWith('@')
      ? [selector]
      : selectorsOf(selector).filter(each => isUsed(each, names));
    if (used.length > 0) text += `${used.join(',')}{${body.replace(/\s+/g, ' ').trim()}}\n`;
  }
  return text;
}

function blockEnd(css: string, start: number): number {
  let depth = 1;
  for (let at = start; ; at++) {
    if (css[at] === '{') depth++;
    else if (css[at] === '}' && --depth === 0) return at + 1;
    else if (at >= css.length) throw new Error('a block of the stylesheet does not end');
  }
}

function selectorsOf(list: string): string[] {
  return list.split(/,(?![^(]*\))/).map(each => each.trim());
}

function isUsed(selector: string, names: ReadonlySet<string>): boolean {
  return [...selector.matchAll(/\.([\w-]+)/g)].every(([, name = '']) => names.has(name));
}

/** Licences of every package that a script holds a part of, each text once. */
function noticesOf(modules: readonly string[]): string {
  const roots = new Set(modules.flatMap(id => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []));
  // What pev2 was made from stands in its one file.
  if (roots.has(pev2)) withDependencies(pev2, roots);
  const texts = new Map<string, string[]>();
  for (const root of [...roots].sort()) {
    const { name, version, license } = packageOf(root);
    const file = readdirSync(root).find(each => /^licen[cs]e/i.test(each));
    const text = file === undefined ? `Licence: ${license}` : readFileSync(join(root, file), 'utf8').trim();
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
  return [...texts].map(([text, names]) => `${names.join(', ')}\n\n${text}`).join('\n\n---\n\n');
}

function withDependencies(root: string, roots: Set<string>): void {
  roots.add(root);
  for (const name of Object.keys(packageOf(root).dependencies ?? {})) {
    const found = [join(root, 'node_modules', name), resolve('node_modules', name)].find(existsSync);
    // Parts of Vue are modules of their own, and those that are not there are not needed.
    if (found !== undefined && name !== 'vue' && !roots.has(found)) withDependencies(found, roots);
  }
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function packageOf(root: string): Package {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package;
}
