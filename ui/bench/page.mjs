// How fast the page is, and whether it grows: on real nodes, in headless Chromium that draws in software. Run by `make bench-page`
// (ARGS: size, first, verdict, many, hour; MINUTES for the last one). Figures, no verdicts: docs/performance.md has what they mean.
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { startWorld } from '../e2e/nodes.mjs';
import { openPage, signIn, startBrowser, visit } from '../e2e/rig.mjs';
import { measureVerdict } from './verdict.mjs';
import { fly, plan, tell } from './world.mjs';

const DIST = path.join(path.dirname(fileURLToPath(import.meta.url)), '../dist');
/** Fewer than in the measure of speed, so that an hour of it can run beside other work. */
const MOVING_FOR_AN_HOUR = 200;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const say = (text) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const spread = (values) => `p50 ${quantile(values, 0.5).toFixed(0)}, p95 ${quantile(values, 0.95).toFixed(0)}, longest ${Math.max(...values).toFixed(0)} ms (${values.length})`;

/** Kilobytes of 1,000 as the aims have them: scripts with one language, and the basemap. */
function size() {
  const files = readdirSync(path.join(DIST, 'assets'));
  const of = (wanted) => files.filter(wanted).reduce((sum, name) => sum + gzipSync(readFileSync(path.join(DIST, 'assets', name)), { level: 9 }).length, 0) / 1_000;
  const isCatalogue = (name) => /^export\{|^(var|const) \w+=`/.test(readFileSync(path.join(DIST, 'assets', name), 'utf8').slice(0, 20));
  const scripts = (name) => /\.m?js$/.test(name);
  const catalogues = of((name) => scripts(name) && isCatalogue(name));
  say(`script with the map library, without catalogues: ${of((name) => scripts(name) && !isCatalogue(name)).toFixed(0)} kB gzip; all five languages' catalogues ${catalogues.toFixed(0)} kB`);
  say(`style ${of((name) => name.endsWith('.css')).toFixed(0)} kB; basemap ${of((name) => name.endsWith('.json')).toFixed(0)} kB gzip`);
}

/** From a cold cache to what needs somebody, and to a map that stands still. */
async function first(browser, desk) {
  const seen = [];
  const mapped = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const signed = await openPage(browser, desk.url);
    await signIn(signed, 'huda');
    const cookies = await signed.context.cookies();
    await signed.context.close();
    const one = await openPage(browser, desk.url);
    await one.context.addCookies(cookies);
    await one.context.addInitScript(() => {
      const look = () => {
        if (window.usefulAt === undefined && document.querySelector('.stream.live') && document.querySelector('.panel h1')) window.usefulAt = performance.now();
        if (window.usefulAt === undefined) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await one.page.goto(`${desk.url}/now`);
    seen.push(await (await one.page.waitForFunction(() => window.usefulAt)).jsonValue());
    await one.page.locator('.map-pane canvas').first().waitFor();
    mapped.push(await one.page.evaluate(() => performance.now()));
    await one.context.close();
  }
  say(`first useful view from a cold cache: ${spread(seen)}; the map's canvas: ${spread(mapped)}`);
}

/** Time between frames while aircraft move, standing still and while the map is dragged. */
async function many(browser, desk, label) {
  const one = await openPage(browser, desk.url, { width: 1280 });
  await signIn(one, 'huda');
  await visit(one, 'map');
  await sleep(15_000);
  const frames = (ms) =>
    one.page.evaluate(
      (ms) =>
        new Promise((resolve) => {
          const gaps = [];
          let last = performance.now();
          const end = last + ms;
          const next = (now) => {
            gaps.push(now - last);
            last = now;
            if (now < end) requestAnimationFrame(next);
            else resolve(gaps);
          };
          requestAnimationFrame(next);
        }),
      ms,
    );
  const still = await frames(10_000);
  const box = await one.page.locator('.map-pane canvas').first().boundingBox();
  const drag = (async () => {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await one.page.mouse.move(x, y);
    await one.page.mouse.down();
    for (let step = 0; step < 100; step += 1) {
      await one.page.mouse.move(x + 150 * Math.sin(step / 8), y + 80 * Math.cos(step / 8));
      await sleep(50);
    }
    await one.page.mouse.up();
  })();
  const dragged = await frames(5_000);
  await drag;
  say(`${label}: time between frames, standing still: ${spread(still)}; dragged: ${spread(dragged)}`);
  const metrics = await heap(one);
  say(`${label}: heap after collection ${metrics.toFixed(0)} MB`);
  await one.context.close();
}

async function heap(one) {
  const session = await one.context.newCDPSession(one.page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

/** The heap and the number of elements while the stream goes on. */
async function hour(browser, desk, minutes) {
  const one = await openPage(browser, desk.url);
  await signIn(one, 'huda');
  await visit(one, 'map');
  await sleep(20_000);
  for (let minute = 0; minute <= minutes; minute += 1) {
    if (minute % 5 === 0) {
      const elements = await one.page.evaluate(() => document.querySelectorAll('*').length);
      say(`after ${minute} min: heap ${(await heap(one)).toFixed(1)} MB, ${elements} elements; ${(await one.found()).length} problems`);
    }
    if (minute < minutes) await sleep(60_000);
  }
  await one.context.close();
}

/** The whole picture over the stream, without a browser. */
async function picture(world, desk, label) {
  const bearer = await world.token('south');
  const took = [];
  let bytes = 0;
  for (let turn = 0; turn < 5; turn += 1) {
    const began = performance.now();
    const stop = new AbortController();
    const answer = await fetch(`${desk.url}/api/v1/desk/picture/stream`, { headers: { Authorization: `Bearer ${bearer}` }, signal: stop.signal });
    const decoder = new TextDecoder();
    let text = '';
    bytes = 0;
    for await (const piece of answer.body) {
      bytes += piece.length;
      text = text.slice(-20) + decoder.decode(piece, { stream: true });
      if (text.includes('event: synced')) break;
    }
    took.push(performance.now() - began);
    stop.abort();
  }
  say(`${label}: the whole picture, ${(bytes / 1e6).toFixed(1)} MB: ${spread(took)}`);
}

/** From a change of a draft to its verdict on the page, with as many operations known. */
async function verdict(browser, desk) {
  const one = await openPage(browser, desk.url);
  await signIn(one, 'huda');
  await visit(one, 'plan');
  await sleep(8_000);
  const { said, shown } = await measureVerdict(one);
  say(`verdict after a change, 10,000 operations known: on the page ${spread(said)}; in the next frame ${spread(shown)}`);
  await one.context.close();
}

async function main([what = 'all']) {
  const asked = (name) => what === name || (what === 'all' && name !== 'hour');
  say(`${os.cpus().length} × ${os.cpus()[0].model}, load ${os.loadavg().map((load) => load.toFixed(1)).join(' ')}, Node ${process.version}`);
  if (asked('size')) size();
  if (what === 'size') return;
  const world = await startWorld(['north', 'south']);
  const browser = await startBrowser();
  say(`Chromium ${browser.version()}`);
  try {
    const desk = world.desks.south;
    if (asked('first')) await first(browser, desk);
    if (asked('verdict')) {
      await tell(world, desk, 'north', 10_000);
      await verdict(browser, desk);
    }
    if (asked('many') || what === 'hour') {
      const own = await plan(world, desk, 'south', what === 'hour' ? MOVING_FOR_AN_HOUR : 1_000);
      if (what !== 'all') await tell(world, desk, 'north', what === 'hour' ? 1_000 : 4_000, 3 * 3_600_000);
      const land = fly(world, desk, 'south', own);
      if (what === 'hour') await hour(browser, desk, Number(process.env.MINUTES ?? 60));
      else {
        const label = `${own.length} moving, ${what === 'all' ? 11_000 : 5_000} operations`;
        await picture(world, desk, label);
        await many(browser, desk, label);
      }
      land();
    }
  } finally {
    await browser.close();
    await world.stop();
  }
}

await main(process.argv.slice(2));
