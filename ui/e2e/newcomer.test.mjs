// The newcomer's path of the README, as it stands there: `make demo` is up, somebody signs in, takes a template that meets a flight of the
// other party, takes a way around, submits, and the other desk knows. Its pictures are those of the README.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, it } from 'node:test';
import { TANSIQ } from './nodes.mjs';
import { ask, openPage, shot, signIn, startBrowser, visit } from './rig.mjs';

/** Starting three nodes and planning a whole scene takes a while on a machine that is busy. */
const SCENE_MS = 120_000;

let folder, demo, browser, scene, rescue;

/** Starts the scene and answers what it says of itself. */
async function startScene() {
  folder = mkdtempSync(path.join(tmpdir(), 'tansiq-newcomer-'));
  demo = spawn(path.join(path.dirname(TANSIQ), 'tansiq-demo'), ['--scene-only', '--json', '--dir', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const timer = setTimeout(() => demo.kill(), SCENE_MS);
  for await (const line of createInterface({ input: demo.stdout })) {
    const said = JSON.parse(line);
    if (said.desks) {
      clearTimeout(timer);
      return said;
    }
  }
  throw new Error('the scene did not come up');
}

before(async () => {
  scene = await startScene();
  browser = await startBrowser();
  rescue = await openPage(browser, scene.desks[0].url.replace(/\/$/, ''), { language: 'en' });
});
after(async () => {
  await browser?.close();
  if (demo && demo.exitCode === null) {
    const gone = new Promise((resolve) => demo.once('exit', resolve));
    demo.kill('SIGINT');
    await gone;
  }
  if (folder) rmSync(folder, { recursive: true, force: true });
});

it('from signing in to a submitted plan', async () => {
  const { page, t } = rescue;
  const panel = page.locator('#panel');
  const press = (key) => panel.getByRole('button', { name: t(key), exact: true }).first().click();
  const { name, password } = scene.desks[0].accounts[0];
  await signIn(rescue, name, password);
  await page.locator('.map-pane canvas').first().waitFor();
  await page.waitForTimeout(2_000);
  await shot(rescue, 'newcomer-1-now');

  await visit(rescue, 'plan');
  await press('plan-template-use');

  await panel.locator('.plan-headline.blocked').waitFor();
  await panel.locator('.plan-way').first().waitFor();
  await shot(rescue, 'newcomer-2-conflict');

  await panel.locator('.plan-way').first().click();
  await panel.locator('.plan-headline.clear').waitFor();
  await shot(rescue, 'newcomer-3-way-around');

  await press('plan-submit');
  await panel.locator('.plan-standing', { hasText: t('state-accepted') }).waitFor();
  await shot(rescue, 'newcomer-4-submitted');

  const id = new URL(page.url()).pathname.split('/').at(-1);
  const plan = await ask(rescue, 'GET', `plans/${id}`);
  assert.equal(plan.body.state, 'accepted');
  assert.deepEqual(await rescue.found(), []);
});
