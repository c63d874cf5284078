/**
 * `npm run screenshots`: pictures of the HTML report and of the comment, from a run of the story drop-index by the built
 * command line, on a desktop and a phone, light and dark. All go to a temporary folder; those that README.md shows, to
 * .github/images too. The comment's marks need a font with emoji, such as Debian's fonts-noto-color-emoji.
 */
import { copyFile, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { materialise } from '../fixtures/ml-registry/materialise.ts';
import { launchBrowser } from './support/browser.ts';
import { plangate } from './support/command.ts';

const images = join(import.meta.dirname, '..', '.github', 'images');
/** README.md shows these, by their names in the temporary folder. */
const shown = { 'report-1280-light': 'report', 'plans-1280-light': 'plans', 'comment-900-light': 'comment' };

const folder = await mkdtemp(join(tmpdir(), 'plangate-screenshots-'));
await run();
const browser = await launchBrowser();
try {
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) await pictureReport(browser, width, scheme);
    for (const width of [900, 390]) await pictureComment(browser, width, scheme);
  }
} finally {
  await browser.close();
}
await mkdir(images, { recursive: true });
for (const [name, image] of Object.entries(shown)) {
  await copyFile(join(folder, `${name}.png`), join(images, `${image}.png`));
}
process.stdout.write(`${folder}\n`);

/** Writes report.html and report.md. */
async function run(): Promise<void> {
  const { repository } = await materialise('drop-index', join(folder, 'ml-registry'));
  const reports = ['html', 'md'].flatMap(ending => ['--report', join(folder, `report.${ending}`)]);
  const { code, stderr } = await plangate(['check', '--engine', 'embedded', '--base', 'main', ...reports], {
    cwd: repository,
  });
  if (code !== 1) throw new Error(`the story ends with 1, not with ${code}:\n${stderr}`);
}

async function open(browser: Browser, file: string, width: number, scheme: 'light' | 'dark'): Promise<Page> {
  const viewport = { width, height: width > 600 ? 960 : 844 };
  const context = await browser.newContext({ viewport, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, file)).href);
  return page;
}

async function pictureReport(browser: Browser, width: number, scheme: 'light' | 'dark'): Promise<void> {
  const page = await open(browser, 'report.html', width, scheme);
  // Down to the end of the charts.
  const charts = await page.locator('.charts').boundingBox();
  const clip = { x: 0, y: 0, width, height: Math.ceil((charts?.y ?? 0) + (charts?.height ?? 0)) + 16 };
  await page.screenshot({ path: join(folder, `report-${width}-${scheme}.png`), fullPage: true, clip });
  await page.screenshot({ path: join(folder, `whole-report-${width}-${scheme}.png`), fullPage: true });
  const fold = page.locator('details.case', { hasText: 'latest-deployments' }).first();
  await fold.locator('> summary').click();
  const plans = fold.locator('.plans');
  await plans.scrollIntoViewIfNeeded();
  await fold.locator('iframe[data-state=drawn]').nth(1).waitFor();
  // Nodes find their places.
  await page.waitForTimeout(1500);
  await plans.screenshot({ path: join(folder, `plans-${width}-${scheme}.png`) });
  await page.context().close();
}

/** As GitHub shows it, by its own stylesheet, within the width of its conversation. */
async function pictureComment(browser: Browser, width: number, scheme: 'light' | 'dark'): Promise<void> {
  const markdown = await readFile(join(folder, 'report.md'), 'utf8');
  const html = await unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(rehypeSanitize)
    .use(rehypeStringify)
    .process(markdown);
  const css = await readFile(createRequire(import.meta.url).resolve('github-markdown-css'), 'utf8');
  const page =
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';
  const style = `<style>${css} .markdown-body { padding: 16px; }</style>`;
  await writeFile(
    join(folder, 'comment.html'),
    `${page}<meta name="color-scheme" content="light dark">${style}<body style="margin:0"><article class="markdown-body">${html}</article>`,
  );
  const shot = await open(browser, 'comment.html', width, scheme);
  const body = shot.locator('.markdown-body');
  await body.screenshot({ path: join(folder, `comment-${width}-${scheme}.png`) });
  await shot.locator('summary').first().click();
  await body.screenshot({ path: join(folder, `open-comment-${width}-${scheme}.png`) });
  await shot.context().close();
}
