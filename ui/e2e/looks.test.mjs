// How every view looks: at three widths, in both directions, in both themes. Each must please axe by the rules of WCAG 2.2 AA, fit its
// width, keep its console and its policy clean and ask nobody but its node. The pictures are kept for people to look at.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { startWorld } from './nodes.mjs';
import { openPage, resize, shot, signIn, startBrowser, visit, WIDTHS } from './rig.mjs';
import { setScene } from './scene.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The longest that a view may go on loading. */
const SETTLED_MS = 20_000;

const VIEWS = {
  now: 'now', map: 'map', plans: 'plan/all', 'one-plan': ({ planId }) => `plan/${planId}`, areas: 'areas', 'one-area': ({ areaId }) => `areas/${areaId}`,
  log: 'log', node: 'node', people: 'people', settings: 'settings', briefing: 'briefing',
};

let world, browser, scene;
before(async () => {
  world = await startWorld(['laila', 'karim'], { desk: '\n[[desk.regions]]\nname = "aleppo"\nlat = 36.2\nlng = 37.15\nradius_m = 25000\n' });
  scene = await setScene(world);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await world?.stop();
});

for (const [language, theme] of [['en', 'dark'], ['en', 'light'], ['ar', 'dark'], ['ar', 'light']]) {
  describe(`the looks, ${language}, ${theme}`, () => {
    let desk;
    before(async () => {
      desk = await openPage(browser, world.desks.laila.url, { language, theme });
    });
    after(() => desk?.context.close());

    /** All widths of what is open; what is wrong with any is told together. */
    const look = async (name) => {
      const wrong = [];
      for (const width of WIDTHS) {
        await resize(desk, width);
        await settle(desk.page);
        await shot(desk, `look-${name}-${width}-${language}-${theme}`);
        wrong.push(...(await overflows(desk.page)).map((what) => `${width}: ${what}`));
        wrong.push(...(await violations(desk.page)).map((what) => `${width}: ${what}`));
      }
      wrong.push(...(await desk.found()));
      assert.deepEqual(wrong, []);
    };

    it('signing in', async () => {
      await desk.page.goto(desk.url);
      await desk.page.getByLabel(desk.t('signin-name')).waitFor();
      await look('signin');
      await signIn(desk, 'root');
    });

    for (const [name, path] of Object.entries(VIEWS)) {
      it(name, async () => {
        await visit(desk, typeof path === 'function' ? path(scene) : path);
        await look(name);
      });
    }

    it('a draft', async () => {
      await visit(desk, 'plan');
      const panel = desk.page.locator('#panel');
      await panel.getByRole('button', { name: desk.t('plan-begin-type'), exact: true }).click();
      await panel.getByRole('button', { name: desk.t('plan-tool-type'), exact: true }).click();
      await panel.getByRole('button', { name: desk.t('plan-type-circle'), exact: true }).click();
      await look('draft');
    });

    it('a moment past', async () => {
      await visit(desk, 'log');
      await desk.page.locator('#panel').getByRole('button', { name: desk.t('log-step-back'), exact: true }).click();
      await desk.page.locator('.banner.past').waitFor();
      await look('past');
    });
  });
}

/** Nothing is loading any more. What loads for ever is seen in the picture. */
async function settle(page) {
  await page.waitForFunction(() => ![...document.querySelectorAll('.progress, .map-waiting')].some((one) => one.checkVisibility()), undefined, {
    timeout: SETTLED_MS,
  }).catch(() => undefined);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** What does not fit into the width of the page or of the panel, by the innermost elements that stick out. */
const overflows = (page) =>
  page.evaluate(() => {
    const out = [];
    for (const frame of [document.documentElement, document.getElementById('panel')]) {
      if (!frame || frame.scrollWidth <= frame.clientWidth + 1) continue;
      const { left, right } = frame.getBoundingClientRect();
      const sticks = (element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.right > right + 1 || box.left < left - 1);
      };
      const found = [...frame.querySelectorAll('*')].filter((element) => sticks(element) && ![...element.children].some(sticks));
      out.push(`${frame.id || 'page'} scrolls sideways: ${found.slice(0, 3).map((one) => `${one.tagName} ${one.className}`).join(', ')}`);
    }
    return out;
  });

/** What axe finds, each with where. */
async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate((rules) => window.axe.run(document, { runOnly: rules, resultTypes: ['violations'] }), RULES);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 5).map(({ target, any }) => `${id} at ${target.join(' ')}: ${any[0]?.message ?? ''}`));
}
