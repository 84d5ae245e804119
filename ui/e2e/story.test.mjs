// Two desks plan in one sky, each in a browser of its own, from the first plan to the end of the last: typed and drawn, refused, moved,
// told, flown, lost and found. Once in English, once in Arabic: the words are taken from the catalogues, so the story is the same.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { startWorld, until } from './nodes.mjs';
import { ask, inOrder, openPage, shot, signIn, startBrowser, visit } from './rig.mjs';

/** The corners of the first plan, around the middle of the map. */
const CORNERS = ['36.15 37.10', '36.15 37.20', '36.25 37.20', '36.25 37.10'];
const MIDDLE = { lat: 36.2, lng: 37.15 };
/** Far enough from everything planned here. */
const ASTRAY = { lat: 36.4, lng: 37.15 };
const NAMES = { en: ['Bridge survey', 'Aid drop'], ar: ['مسح الجسر', 'إيصال المساعدات'] };
const REGION = '\n[[desk.regions]]\nname = "aleppo"\nlat = 36.2\nlng = 37.15\nradius_m = 25000\n';

for (const language of ['en', 'ar']) {
  describe(`the story of two desks, ${language}`, () => {
    const [surveyName, dropName] = NAMES[language];
    const step = inOrder();
    let world, browser, laila, karim, dropId;
    const state = (name) => laila.t(`state-${name}`);
    // What is looked for is looked for in the panel: the map and the header repeat words.
    const panel = ({ page }) => page.locator('#panel');
    const press = (desk, key, args) => panel(desk).getByRole('button', { name: desk.t(key, args), exact: true }).click();
    const standing = (desk, name) => panel(desk).locator('.plan-standing', { hasText: state(name) });

    before(async () => {
      world = await startWorld(['laila', 'karim'], { desk: REGION });
      browser = await startBrowser();
      const open = (party) => openPage(browser, world.desks[party].url, { language, preferences: { heightReference: 'W84' } });
      laila = await open('laila');
      karim = await open('karim');
      await signIn(laila, 'huda');
      await signIn(karim, 'huda');
    });
    after(async () => {
      await browser?.close();
      await world?.stop();
    });
    const kept = (desk, step) => shot(desk, `story-${language}-${step}`);

    /** Where the aircraft of the drop is said to be. Later reports must be later. */
    const report = async (place, height_m) => {
      const position = {
        operation_id: dropId, time: new Date().toISOString(), ...place, altitude: { value: height_m, reference: 'W84', units: 'M' },
      };
      const answer = await fetch(`${world.desks.karim.url}/api/v1/desk/positions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await world.token('karim')}` },
        body: JSON.stringify({ positions: [position] }),
      });
      const body = await answer.text();
      assert.equal(answer.status, 200, body);
      return JSON.parse(body).results[0].conformance;
    };
    const drop = async () => (await ask(karim, 'GET', `plans/${dropId}`)).body;

    step('the first desk types the corners of a plan and submits it', async () => {
      await visit(laila, 'plan');
      await press(laila, 'plan-begin-type');
      await panel(laila).getByLabel(laila.t('plan-name'), { exact: true }).fill(surveyName);
      await press(laila, 'plan-tool-type');
      await press(laila, 'plan-type-polygon');
      for (const corner of CORNERS) {
        await panel(laila).getByLabel(laila.t('plan-corner-new'), { exact: true }).fill(corner);
        await press(laila, 'plan-corner-add');
      }
      await panel(laila).locator('.plan-headline.clear').waitFor();
      await kept(laila, '1-typed');
      await press(laila, 'plan-submit');
      await standing(laila, 'accepted').waitFor();
    });

    step('the second desk draws a plan over it, is told that it conflicts, and takes it higher', async () => {
      await visit(karim, 'plan');
      await press(karim, 'plan-begin-draw');
      await panel(karim).getByLabel(karim.t('plan-name'), { exact: true }).fill(dropName);
      const { x, y, width, height } = await karim.page.locator('.map-canvas canvas').boundingBox();
      const [east, south] = [x + width / 2, y + height / 2];
      for (const [dx, dy] of [[-40, -40], [40, -40], [40, 40], [-40, 40]]) {
        await karim.page.mouse.click(east + dx, south + dy, { delay: 30 });
      }
      await karim.page.keyboard.press('Enter');
      // It is flown at once.
      const clock = panel(karim).getByLabel(`${karim.t('plan-start-all')}: ${karim.t('time-clock')}`);
      await clock.fill(new Date(Date.now() + 3 * 3_600_000 - 60_000).toISOString().slice(11, 16));
      await clock.press('Enter');
      // What nobody asked the other party about is not known here: everybody is asked first.
      await press(karim, 'plan-ask-everybody');
      await panel(karim).locator('.plan-headline.blocked').waitFor();
      await panel(karim).getByText(karim.t('plan-weight-equal-priority')).first().waitFor();
      await kept(karim, '2-conflict');
      const higher = karim.t('plan-way-higher', { length: '' }).trim();
      await panel(karim).locator('.plan-way', { hasText: higher }).click();
      await panel(karim).locator('.plan-headline.clear').waitFor();
      await kept(karim, '3-alternative');
      await press(karim, 'plan-submit');
      await standing(karim, 'accepted').waitFor();
      dropId = new URL(karim.page.url()).pathname.split('/').at(-1);
    });

    step('the first desk is told', async () => {
      await visit(laila, 'log');
      await panel(laila).locator('.log-event.others', { hasText: dropId.slice(0, 8) }).filter({ hasText: state('accepted') }).first().waitFor();
      await visit(laila, 'now');
      // Nobody needs to act, but somebody should know: what the notice says has the other party's name in it.
      await panel(laila).locator('.now', { hasText: 'karim' }).waitFor();
      await kept(laila, '4-told');
    });

    step('the second desk activates its plan', async () => {
      await press(karim, 'plan-activate');
      await standing(karim, 'activated').waitFor();
      const { volumes } = await drop();
      assert.equal(await report(MIDDLE, middleOf(volumes[0])), 'inside');
      await kept(karim, '5-activated');
    });

    step('outside its volumes it is non-conforming, and both desks see it', async () => {
      assert.equal(await report(ASTRAY, 100), 'outside');
      await standing(karim, 'nonconforming').waitFor();
      await kept(karim, '6-nonconforming');
      await visit(laila, 'now');
      await panel(laila).locator('.now-item', { hasText: state('nonconforming') }).first().waitFor();
      await kept(laila, '7-nonconforming-seen');
    });

    step('back inside it is activated again', async () => {
      const { volumes } = await drop();
      assert.equal(await report(MIDDLE, middleOf(volumes[0])), 'inside');
      await until('the way back', async () => (await drop()).state === 'activated');
      await standing(karim, 'activated').waitFor();
    });

    step('out again it is declared contingent, and the other desk sees it', async () => {
      assert.equal(await report(ASTRAY, 100), 'outside');
      await standing(karim, 'nonconforming').waitFor();
      await press(karim, 'plan-contingent');
      await karim.page.getByRole('dialog').getByRole('button', { name: karim.t('plan-contingent'), exact: true }).click();
      await standing(karim, 'contingent').waitFor();
      await panel(laila).locator('.now-item', { hasText: state('contingent') }).first().waitFor();
      await kept(laila, '8-contingent-seen');
    });

    step('it ends, and the other desk forgets it', async () => {
      await press(karim, 'plan-end-deed');
      await karim.page.getByRole('dialog').getByRole('button', { name: karim.t('plan-end-deed'), exact: true }).click();
      await standing(karim, 'ended').waitFor();
      await kept(karim, '9-ended');
      await until('the end to be told', async () => (await ask(laila, 'GET', 'picture')).body.known_operations.length === 0);
      await panel(laila).locator('.now-item:not(.over)', { hasText: state('contingent') }).waitFor({ state: 'detached' });
    });

    step('the ledger still knows what the first desk knew before the end', async () => {
      await visit(laila, 'log');
      await press(laila, 'log-step-back');
      await laila.page.locator('.banner.past').waitFor();
      await kept(laila, '10-past');
      await laila.page.locator('.banner.past').getByRole('button', { name: laila.t('back-to-now') }).click();
      await laila.page.locator('.banner.past').waitFor({ state: 'detached' });
    });

    step('nothing went wrong on either page', async () => {
      assert.deepEqual([...(await laila.found()), ...(await karim.found())], []);
    });
  });
}

/** The height in the middle of a volume, metres above the ellipsoid. */
const middleOf = ({ volume }) => (volume.altitude_lower.value + volume.altitude_upper.value) / 2;
