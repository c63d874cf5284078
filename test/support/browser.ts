import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { have } from './have.ts';

const executable = process.env.PLANGATE_TEST_BROWSER ?? '/usr/bin/chromium';

/** Whether a Chromium is here; says loudly when none is. */
export function haveBrowser(): boolean {
  return have(`the browser ${executable}`, existsSync(executable), 'apt-get install chromium');
}

/** A Chromium that talks to nobody, with a profile of its own. Tests run as root, where it has no sandbox. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

/** A page from a file, and everything that went wrong on it. */
export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  /** Errors and warnings of the console (violations of the policy are among them), dialogs, and requests but the file's own. */
  readonly trouble: readonly string[];
}

export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'plangate-page-'));
  const file = join(folder, 'plangate.html');
  await writeFile(file, html);
  const url = pathToFileURL(file).href;
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', message => {
    if (message.type() !== 'log') trouble.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', error => trouble.push(`error: ${error.message}`));
  page.on('dialog', async dialog => {
    trouble.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  context.on('page', other => trouble.push(`window: ${other.url()}`));
  context.on('request', request => {
    if (request.url() !== url) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return {
    page,
    trouble,
    async [Symbol.asyncDispose]() {
      await context.close();
      await rm(folder, { recursive: true });
    },
  };
}
