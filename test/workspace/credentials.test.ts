import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeRepository, type TestRepository } from '../support/git.ts';
import { serveRepositories } from '../support/git-http.ts';
import { failure, open, pullRequest, workspaces } from './open.ts';

const token = 'ghs_secretsecretsecret';
const basic = Buffer.from(`x-access-token:${token}`).toString('base64');

async function makeOrigin() {
  const author = await makeRepository();
  const base = await author.commit('base', { 'a.sql': 'select 1;\n' });
  await author.git('checkout', '--quiet', '-b', 'feature');
  const head = await author.commit('head', { 'b.sql': 'select 2;\n' });
  const origin = await author.publish();
  const http = await serveRepositories(author.temporary, `Basic ${basic}`);
  return { author, origin, http, base, head };
}

const { author, origin, http, base, head } = await makeOrigin();
afterAll(async () => {
  await http[Symbol.asyncDispose]();
  await author[Symbol.asyncDispose]();
});

const url = (server: string) => `${server}/${basename(origin.folder)}`;
const event = pullRequest(base, head);

/** A checkout of the private repository that kept no credentials. */
const checkOut = () => origin.checkOut('refs/heads/feature', url(http.server));
const onGitHub = (checkout: TestRepository, environment: Record<string, string> = {}) => ({
  event,
  environment: { ...checkout.environment, GITHUB_SERVER_URL: http.server, ...environment },
});

/** Command lines of all processes, where the system tells them. */
function commandLines(): string {
  if (process.platform !== 'linux') return '';
  const lines = readdirSync('/proc').map(id => {
    try {
      return /^\d+$/.test(id) ? readFileSync(`/proc/${id}/cmdline`, 'utf8') : '';
    } catch {
      return '';
    }
  });
  return lines.join('\n');
}

test('the token fetches what a checkout without credentials lacks, and no command line shows it', async () => {
  const checkout = await checkOut();
  let seen = '';
  const authorizations: (string | undefined)[] = [];
  http.onRequest = ({ authorization }) => {
    authorizations.push(authorization);
    seen += commandLines();
  };
  await using workspace = await open(checkout, { ...onGitHub(checkout), token });
  expect(workspace.base).toMatchObject({ sha: base, files: ['a.sql'] });
  expect(new Set(authorizations.map(value => value?.toLowerCase()))).toEqual(
    new Set([`basic ${basic}`.toLowerCase()]),
  );
  if (process.platform === 'linux') expect(seen).toContain('git\0fetch');
  expect(seen).not.toContain(token);
  expect(seen).not.toContain(basic);
});

test('credentials that the checkout kept are used, from an included file too', async () => {
  for (const place of ['config', 'included']) {
    const checkout = await checkOut();
    const key = `http.${http.server}/.extraheader`;
    const value = `AUTHORIZATION: basic ${basic}`;
    if (place === 'config') await checkout.git('config', key, value);
    else {
      // As actions/checkout does it since its sixth version.
      const file = `${checkout.temporary}/credentials.config`;
      await checkout.git('config', '--file', file, key, value);
      await checkout.git('config', `includeIf.gitdir:${checkout.folder}/.git.path`, file);
    }
    const authorizations = new Set<string | undefined>();
    http.onRequest = ({ authorization }) => authorizations.add(authorization);
    await using workspace = await open(checkout, { ...onGitHub(checkout), token: 'not this one' });
    expect(workspace.base.sha).toBe(base);
    expect([...authorizations].map(text => text?.toLowerCase())).toEqual([`basic ${basic}`.toLowerCase()]);
  }
});

test('a credential helper of the user is asked', async () => {
  const checkout = await checkOut();
  http.onRequest = () => {};
  await checkout.git(
    'config',
    'credential.helper',
    `!f() { echo username=x-access-token; echo password=${token}; }; f`,
  );
  await using workspace = await open(checkout, onGitHub(checkout));
  expect(workspace.base.sha).toBe(base);
});

test('the token helps where the credentials of the checkout have expired', async () => {
  const checkout = await checkOut();
  http.onRequest = () => {};
  await checkout.git('config', `http.${http.server}/.extraheader`, 'Authorization: basic b2xkOm9sZA==');
  await using workspace = await open(checkout, { ...onGitHub(checkout), token });
  expect(workspace.base.sha).toBe(base);
});

test("the token goes to GitHub's server alone", async () => {
  const checkout = await checkOut();
  const authorizations = new Set<string | undefined>();
  http.onRequest = ({ authorization }) => authorizations.add(authorization);
  const elsewhere = onGitHub(checkout, { GITHUB_SERVER_URL: 'https://github.com' });
  await failure(open(checkout, { ...elsewhere, token }));
  expect([...authorizations]).toEqual([undefined]);
});

test('the environment of git holds no inputs, and INPUT_TOKEN least of all', async () => {
  const checkout = await checkOut();
  http.onRequest = () => {};
  await checkout.git(
    'config',
    'credential.helper',
    `!f() { env > ${checkout.temporary}/seen; echo username=x-access-token; echo password=${token}; }; f`,
  );
  const hostile = {
    INPUT_TOKEN: token,
    ACTIONS_RUNTIME_TOKEN: 'a',
    GIT_DIR: '/nowhere',
    GIT_INDEX_FILE: '/nowhere',
  };
  await using workspace = await open(checkout, onGitHub(checkout, hostile));
  expect(workspace.base.sha).toBe(base);
  const seen = readFileSync(`${checkout.temporary}/seen`, 'utf8');
  expect(seen).toContain('GIT_TERMINAL_PROMPT=0');
  expect(seen).toContain('LC_ALL=C');
  expect(seen).not.toMatch(/INPUT_|ACTIONS_|nowhere/);
});

test('a token that may not read is an error that does not show it', async () => {
  const checkout = await checkOut();
  http.onRequest = () => {};
  const wrong = 'ghs_wrongwrongwrong';
  const message = await failure(open(checkout, { ...onGitHub(checkout), token: wrong }));
  expect(message).not.toContain(wrong);
  expect(message).not.toContain(Buffer.from(`x-access-token:${wrong}`).toString('base64'));
  expect(await workspaces(checkout)).toEqual([]);
  await expect(
    message
      .replaceAll(base.slice(0, 7), '<sha>')
      .replaceAll(checkout.folder, '<repository>')
      .replaceAll(url(http.server), '<origin>')
      .replaceAll(http.server, '<server>'),
  ).toMatchFileSnapshot('golden/fetch-refused.txt');
});

test('a run that is stopped while it fetches leaves nothing behind', async () => {
  const checkout = await checkOut();
  const controller = new AbortController();
  http.onRequest = () => {
    setTimeout(() => controller.abort(new Error('stopped by the user')), 50);
    return false;
  };
  const opened = open(checkout, { ...onGitHub(checkout), token, signal: controller.signal });
  await expect(opened).rejects.toThrow('stopped by the user');
  // The program that talks to the server has ended with git.
  expect(commandLines()).not.toContain(`remote-http\0origin\0${url(http.server)}`);
  expect(await workspaces(checkout)).toEqual([]);
});
