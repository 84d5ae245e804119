// What an enemy would try on the page: requests forged on another site, a session fixed beforehand, a role used after it was taken away,
// scripts in every text that people or files can bring in, files that are too large or built to hurt.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { PASSWORD, startWorld } from './nodes.mjs';
import { ask, openPage, signIn, startBrowser, visit } from './rig.mjs';
import { plan, program, volume } from './scene.mjs';

const SCRIPT = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
const MIB = 2 ** 20;

let world, browser;
before(async () => {
  world = await startWorld(['laila']);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await world?.stop();
});

const open = (options) => openPage(browser, world.desks.laila.url, options);
const signedIn = async (name) => {
  const desk = await open();
  await signIn(desk, name);
  return desk;
};
const plans = async (desk) => (await ask(desk, 'GET', 'picture')).body.plans.length;
const somePlan = (name) => plan(name, [volume(36.2, 37.1, 0.02, [400, 500], [30, 60])]);

describe('requests forged elsewhere', () => {
  // Another port of the same machine is the same site for a browser: it sends the cookie along.
  const elsewhere = async (html, run) => {
    const server = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(html));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      return await run(`http://127.0.0.1:${server.address().port}/`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };

  it('a form of another site plans nothing', async () => {
    const desk = await signedIn('huda');
    const before = await plans(desk);
    const body = JSON.stringify(somePlan('forged')).replaceAll('"', '&quot;');
    const form = `<form method="post" enctype="text/plain" action="${desk.url}/api/v1/desk/plans">`
      + `<input name="${body.slice(0, -1)},&quot;x&quot;:&quot;" value="&quot;}"><button>go</button></form>`;
    const status = await elsewhere(form, async (url) => {
      const page = await desk.context.newPage();
      await page.goto(url);
      const answered = page.waitForResponse((response) => response.url().endsWith('/plans'));
      await page.getByRole('button').click();
      const response = await answered;
      assert.match((await response.request().allHeaders()).cookie ?? '', /tansiq=/, 'the browser sends the cookie');
      return response.status();
    });
    assert.equal(status, 403);
    assert.equal(await plans(desk), before);
    await desk.context.close();
  });

  it('a script of another site reads nothing and plans nothing', async () => {
    const desk = await signedIn('huda');
    const before = await plans(desk);
    const results = await elsewhere('<p>elsewhere</p>', async (url) => {
      const page = await desk.context.newPage();
      await page.goto(url);
      return page.evaluate(async ([base, body]) => {
        const tried = (path, init) => fetch(`${base}/api/v1/desk/${path}`, { credentials: 'include', ...init }).then((answer) => answer.text(), () => 'failed');
        return [
          await tried('picture'),
          await tried('plans', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }),
          await tried('session', { method: 'DELETE' }),
        ];
      }, [desk.url, JSON.stringify(somePlan('forged'))]);
    });
    assert.deepEqual(results, ['failed', 'failed', 'failed']);
    assert.equal(await plans(desk), before);
    await desk.context.close();
  });

  it('without the token of the session nothing is changed', async () => {
    const desk = await signedIn('huda');
    const { status } = await ask(desk, 'POST', 'plans', somePlan('without token'), { csrf: false });
    assert.equal(status, 403);
    await desk.context.close();
  });
});

describe('sessions', () => {
  const cookieOf = async ({ context }) => (await context.cookies()).find(({ name }) => name.includes('tansiq'));

  it('a session that was fixed beforehand is not the one that begins', async () => {
    const desk = await open();
    const fixed = 'A'.repeat(43);
    await desk.context.addCookies([{ name: 'tansiq', value: fixed, url: desk.url }]);
    await signIn(desk, 'huda');
    const first = await cookieOf(desk);
    assert.notEqual(first.value, fixed);
    assert.deepEqual([first.httpOnly, first.sameSite], [true, 'Strict']);
    const status = (cookie) => fetch(`${desk.url}/api/v1/desk/session`, { headers: { Cookie: `tansiq=${cookie}` } }).then((answer) => answer.status);
    assert.deepEqual([await status(fixed), await status(first.value)], [401, 200]);
    // Signing in again in the same browser ends the session before.
    await ask(desk, 'POST', 'session', { name: 'huda', password: PASSWORD });
    const second = await cookieOf(desk);
    assert.deepEqual([await status(first.value), await status(second.value)], [401, 200]);
    await desk.context.close();
  });

  it('a role that is taken away is gone at once, on the page and at the node', async () => {
    const omar = await signedIn('omar');
    const root = await signedIn('root');
    await visit(omar, 'plan');
    const begin = omar.page.locator('#panel').getByRole('button', { name: omar.t('plan-begin-draw'), exact: true });
    await begin.waitFor();
    assert.equal((await ask(root, 'PUT', 'people/omar', { role: 'viewer' })).status, 200);
    await begin.waitFor({ state: 'detached' });
    assert.equal((await ask(omar, 'POST', 'plans', somePlan('too late'))).status, 403);
    assert.equal((await ask(root, 'PUT', 'people/omar', { role: 'planner' })).status, 200);
    await begin.waitFor();
    await omar.context.close();
    await root.context.close();
  });

  it('somebody who is barred is out at once, and is told so over what was open', async () => {
    const vera = await signedIn('vera');
    const root = await signedIn('root');
    assert.equal((await ask(root, 'PUT', 'people/vera', { disabled: true })).status, 200);
    await vera.page.getByRole('dialog').getByLabel(vera.t('signin-password'), { exact: true }).waitFor();
    const status = await vera.page.evaluate(() => fetch('/api/v1/desk/picture').then((answer) => answer.status));
    assert.equal(status, 401);
    assert.equal((await ask(root, 'PUT', 'people/vera', { disabled: false })).status, 200);
    await vera.context.close();
    await root.context.close();
  });
});

describe('scripts in texts', () => {
  const ring = [[37.0, 36.3], [37.05, 36.3], [37.05, 36.35], [37.0, 36.3]];
  const areas = JSON.stringify({
    type: 'FeatureCollection',
    name: SCRIPT,
    features: [{
      type: 'Feature',
      properties: { name: SCRIPT, kind: 'prohibited', lower: '0 m AMSL', upper: '1000 m AMSL', description: SCRIPT, [SCRIPT]: SCRIPT },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }],
  });
  const escaped = SCRIPT.replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const kml = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escaped}</name><Placemark><name>${escaped}</name>`
    + `<description><![CDATA[${SCRIPT}]]></description><ExtendedData><Data name="lower"><value>400 m W84</value></Data>`
    + '<Data name="upper"><value>450 m W84</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>'
    + `${ring.map(([lng, lat]) => `${lng},${lat}`).join(' ')}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>`;

  it('are shown as texts, wherever they come from', async () => {
    const root = await signedIn('root');
    const { page } = root;
    await program(world, 'laila', 'POST', 'plans', somePlan(SCRIPT));
    assert.equal((await ask(root, 'PUT', 'templates/5b6ad4ba-3ba2-4c2b-8d2f-0a1b2c3d4e5f', { name: SCRIPT, plan: somePlan(SCRIPT) })).status, 200);
    assert.equal((await ask(root, 'PUT', 'people/root', { full_name: SCRIPT })).status, 200);
    await page.reload();
    await page.locator('.stream.live').waitFor();
    await visit(root, 'areas');
    await page.locator('#panel input[type=file]').setInputFiles({ name: `${SCRIPT.replaceAll('/', '')}.geojson`, mimeType: 'application/json', buffer: Buffer.from(areas) });
    await page.locator('.areas-import').getByText(SCRIPT).first().waitFor();
    await page.locator('.areas-import').locator('button.primary').click();
    await page.locator('#panel').getByRole('heading', { name: root.t('areas-own') }).waitFor();
    await visit(root, 'plan/all');
    await page.locator('#panel').getByText(root.t('plan-from-file')).click();
    await page.locator('#panel input[type=file]').setInputFiles({ name: `${SCRIPT.replaceAll('/', '')}.kml`, mimeType: 'application/vnd.google-earth.kml+xml', buffer: Buffer.from(kml) });
    await page.locator('.plan-read bdi', { hasText: SCRIPT }).waitFor();
    for (const view of ['now', 'map', 'plan/all', 'areas', 'log', 'node', 'people', 'settings', 'briefing']) {
      await visit(root, view);
      if (['plan/all', 'areas', 'log', 'people', 'briefing'].includes(view)) await page.locator('#panel').getByText(SCRIPT).filter({ visible: true }).first().waitFor();
      const harm = await page.evaluate(() => [window.pwned, document.querySelectorAll('img[src="x"], #app script').length]);
      assert.deepEqual(harm, [undefined, 0], view);
    }
    assert.deepEqual(await root.found(), []);
    await root.context.close();
  });
});

describe('files that hurt', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, n) =>
    `<!ENTITY ${'bcdefghij'[n]} "${`&${'abcdefghi'[n]};`.repeat(10)}">`).join('')}]><kml><Document><name>&j;</name></Document></kml>`;
  const files = {
    'one that is too large': { name: 'large.geojson', buffer: Buffer.alloc(17 * MIB, ' ') },
    'one that unfolds without end': { name: 'bomb.kml', buffer: Buffer.from(bomb) },
    'one that reads a file of the machine': {
      name: 'outside.kml', buffer: Buffer.from('<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><Document><name>&x;</name></Document></kml>'),
    },
    'one that is nested too deeply': { name: 'deep.geojson', buffer: Buffer.from('['.repeat(200_000)) },
    'one that is cut off': { name: 'cut.kmz', buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]) },
    'one that is nothing at all': { name: 'noise.kml', buffer: Buffer.from([0xff, 0xfe, 0, 1, 2, 3]) },
  };
  // Each place where a file is taken, and where what is wrong with it is said.
  const places = {
    plan: { view: 'plan/all', open: 'plan-from-file', said: '.plan-read .error' },
    areas: { view: 'areas', said: '.areas-import [role=alert], .areas-import tbody' },
  };

  for (const [place, { view, open: summary, said }] of Object.entries(places)) {
    it(`are refused kindly as ${place}, and the desk goes on`, async () => {
      const desk = await signedIn('huda');
      const { page } = desk;
      for (const [what, { name, buffer }] of Object.entries(files)) {
        await visit(desk, 'now');
        await visit(desk, view);
        const input = page.locator('#panel input[type=file]');
        if (summary && !(await input.isVisible())) await page.locator('#panel').getByText(desk.t(summary)).click();
        await input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
        await page.locator('#panel').getByText(name).first().waitFor();
        const words = await page.locator(said).first().innerText();
        assert.ok(words.trim().length > 10, `${what}: ${words}`);
        assert.doesNotMatch(words, /root:|panicked|undefined|\[object/, what);
      }
      assert.equal((await fetch(`${desk.url}/ready`)).status, 200);
      assert.deepEqual(await desk.found(), []);
      await desk.context.close();
    });
  }
});
