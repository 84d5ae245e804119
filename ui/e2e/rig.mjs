// What all tests of the page share: a browser, desks in contexts of their own, signing in, the catalogues' words, and screenshots. Every
// page is watched: errors on its console, breaches of its policy and requests that leave its origin fail the test that looks.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { chromium } from 'playwright-core';
import { PASSWORD } from './nodes.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
export const ARTEFACTS = path.join(HERE, 'artefacts');
export const WIDTHS = [360, 1280, 1920];
const HEIGHTS = { 360: 740, 1280: 800, 1920: 1080 };
/** The longest wait for anything on a page. Machines that test are slow and draw maps in software. */
const PATIENCE_MS = 30_000;

/** Tests that are steps of one story: after one that failed the others are skipped, for what they would tell is known. */
export function inOrder() {
  let failed = false;
  return (name, run) =>
    it(name, async (context) => {
      if (failed) return context.skip('a step before failed');
      try {
        await run();
      } catch (error) {
        failed = true;
        throw error;
      }
    });
}

export async function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
      '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
    ],
  });
}

/** The words of the page in a language, without the marks that isolate what is put into them. */
export function words(language) {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const folder = path.join(HERE, '../src/locales', language);
  for (const file of readdirSync(folder)) bundle.addResource(new FluentResource(readFileSync(path.join(folder, file), 'utf8')), { allowOverrides: true });
  return (key, args = {}) => {
    const pattern = bundle.getMessage(key)?.value;
    if (!pattern) throw new Error(`${language} has no ${key}`);
    return bundle.formatPattern(pattern, args);
  };
}

/** A page in a context of its own, with a list of what went wrong on it. */
export async function openPage(browser, url, { language = 'en', theme = 'dark', width = 1280, preferences = {} } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: HEIGHTS[width] ?? 800 }, locale: language, timezoneId: 'Asia/Damascus', acceptDownloads: true,
  });
  await context.addInitScript(
    ([kept]) => {
      localStorage.getItem('tansiq.preferences') ?? localStorage.setItem('tansiq.preferences', kept);
      window.cspBreaches = [];
      document.addEventListener('securitypolicyviolation', (event) => window.cspBreaches.push(`${event.violatedDirective} ${event.blockedURI}`));
    },
    [JSON.stringify({ language, theme, coordinates: 'dd', ...preferences })],
  );
  if (process.env.TANSIQ_DIST) await serveFrom(context, url, path.resolve(process.env.TANSIQ_DIST));
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const problems = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A refusal is an answer like others; the browser writes a line for each.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) problems.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && origin !== new URL(url).origin) problems.push(`request: ${request.url()}`);
  });
  const found = async () => [...problems, ...(await page.evaluate(() => window.cspBreaches)).map((breach) => `policy: ${breach}`)];
  return { page, context, url, found, t: words(language) };
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** The page of a folder instead of the one built into the node, under the node's own policy: for work on the page. */
async function serveFrom(context, url, folder) {
  const policy = (await fetch(url)).headers.get('content-security-policy') ?? '';
  await context.route((to) => to.origin === new URL(url).origin && !to.pathname.startsWith('/api/'), (route) => {
    const asked = path.join(folder, new URL(route.request().url()).pathname);
    const file = existsSync(asked) && statSync(asked).isFile() ? asked : path.join(folder, 'index.html');
    const contentType = TYPES[path.extname(file)] ?? 'application/octet-stream';
    return route.fulfill({ body: readFileSync(file), contentType, headers: { 'Content-Type': contentType, 'Content-Security-Policy': policy } });
  });
}

/** Signs somebody in through the form, and waits for the picture. */
export async function signIn({ page, url, t }, name, password = PASSWORD) {
  await page.goto(url);
  await page.getByLabel(t('signin-name')).fill(name);
  await page.getByLabel(t('signin-password'), { exact: true }).fill(password);
  await page.getByRole('button', { name: t('signin-deed') }).click();
  await page.locator('.stream.live').waitFor();
}

/** Goes to a view by the address, as a link would. */
export async function visit({ page }, view) {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `/${view}`);
  await page.locator('.panel h1').first().waitFor();
}

export const resize = ({ page }, width) => page.setViewportSize({ width, height: HEIGHTS[width] ?? 800 });

/** Keeps a picture of the page. */
export async function shot({ page }, name) {
  mkdirSync(ARTEFACTS, { recursive: true });
  await page.screenshot({ path: path.join(ARTEFACTS, `${name}.png`), animations: 'disabled' });
}

/** Asks the node as the page does: with its cookie, and with its token against forged requests unless told otherwise. */
export const ask = ({ page }, method, at, body, { csrf = true } = {}) =>
  page.evaluate(
    async ([method, at, body, csrf]) => {
      const session = await (await fetch('/api/v1/desk/session')).json();
      const headers = { 'Content-Type': 'application/json', ...(csrf ? { 'X-CSRF-Token': session.csrf } : {}) };
      const answer = await fetch(`/api/v1/desk/${at}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    [method, at, body, csrf],
  );
