/**
 * Cuts github-openapi.json, the part of GitHub's own OpenAPI description that the loopback GitHub is held to, out of
 * the npm package @octokit/openapi (MIT, 400 MB unpacked, hence the cut):
 *
 *   npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz
 *   node test/support/openapi-subset.ts package/generated/api.github.com.json
 */
import { readFileSync, writeFileSync } from 'node:fs';

type Json = { [key: string]: unknown };

const operations = [
  'issues/list-comments',
  'issues/create-comment',
  'issues/update-comment',
  'checks/create',
  'checks/update',
  'checks/list-for-ref',
  'pulls/list',
  'pulls/get',
  'actions/list-workflow-run-artifacts',
  'actions/download-artifact',
  'actions/get-workflow-run',
];

const source = process.argv[2];
if (source === undefined) throw new Error('usage: openapi-subset.ts api.github.com.json');
const description = JSON.parse(readFileSync(source, 'utf8')) as {
  openapi: string;
  info: Json;
  paths: { [path: string]: { [method: string]: Json } };
};

const paths: Json = {};
for (const [path, methods] of Object.entries(description.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    if (!operations.includes(String(operation.operationId))) continue;
    const { operationId, parameters, requestBody, responses } = operation;
    paths[path] = {
      ...(paths[path] as Json),
      [method]: { operationId, parameters, requestBody, responses },
    };
  }
}
const subset: Json = { openapi: description.openapi, info: description.info, paths: bare(paths) };
for (let added = true; added; ) {
  added = false;
  for (const reference of references(subset)) {
    const keys = reference.slice(2).split('/');
    const last = String(keys.pop());
    let from: unknown = description;
    let to: Json = subset;
    for (const key of keys) {
      from = (from as Json)[key];
      to[key] ??= {};
      to = to[key] as Json;
    }
    if (!(last in to)) {
      to[last] = bare((from as Json)[last]);
      added = true;
    }
  }
}
writeFileSync(new URL('github-openapi.json', import.meta.url), `${JSON.stringify(subset, null, 1)}\n`);

/** Without examples and prose, which are most of it. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, inner]) =>
          !(
            ['examples', 'example'].includes(key) ||
            (key === 'description' && typeof inner === 'string') ||
            key.startsWith('x-')
          ),
      )
      .map(([key, inner]) => [key, bare(inner)]),
  );
}

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  );
}
