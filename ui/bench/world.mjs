// What the page is measured on: a desk with as many operations as wanted, own ones planned through the DSS, others told by their party,
// and aircraft that move once a second. It measures nothing.
import { randomUUID } from 'node:crypto';

const CENTRE = { lat: 36.2, lng: 37.15 };
const KM_LAT = 1 / 111.2;
const KM_LNG = KM_LAT / Math.cos((CENTRE.lat * Math.PI) / 180);
/** Operations told at one time; planned at one time, where each changes what the others were weighed against. */
const TOLD_AT_ONCE = 32;
const PLANNED_AT_ONCE = 4;

const iso = (ms) => new Date(ms).toISOString();

/** A place so many kilometres east and north of the centre. */
export const at = (east, north) => ({ lat: CENTRE.lat + north * KM_LAT, lng: CENTRE.lng + east * KM_LNG });

/** A square of 400 m in which nothing else flies: each number has its own place in a grid of 600 m. */
function square(number, columns, west, startMs, endMs) {
  const [east, north] = [west + (number % columns) * 0.6, Math.floor(number / columns) * 0.6];
  const corners = [at(east, north), at(east + 0.4, north), at(east + 0.4, north + 0.4), at(east, north + 0.4)];
  const altitude = (value) => ({ value, reference: 'W84', units: 'M' });
  const time = (ms) => ({ value: iso(ms), format: 'RFC3339' });
  return {
    volume: { outline_polygon: { vertices: corners }, altitude_lower: altitude(100), altitude_upper: altitude(200) },
    time_start: time(startMs),
    time_end: time(endMs),
  };
}

async function token(airspace, id, secret, scope) {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret, audience: '127.0.0.1', scope });
  const answer = await fetch(`${airspace}/oauth/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`no token for ${id}: ${await answer.text()}`);
  return (await answer.json()).access_token;
}

async function each(count, atOnce, work) {
  let next = 0;
  const run = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, run));
}

async function send(method, url, bearer, body) {
  const headers = { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' };
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  const text = await answer.text();
  return text === '' ? undefined : JSON.parse(text);
}

/** Tells a desk of so many operations of another party, now and in the hours to come. */
export async function tell(world, desk, party, count, lastsMs = 3_600_000) {
  const bearer = await token(world.airspace.url, party, `${party}-secret`, 'utm.strategic_coordination');
  const now = Date.now();
  await each(count, TOLD_AT_ONCE, async (number) => {
    const id = randomUUID();
    const startMs = now - 60_000 + (number % 6) * 600_000;
    const volume = square(number, 100, 0, startMs, startMs + lastsMs);
    const reference = {
      id, manager: party, uss_availability: 'Normal', version: 1, state: number % 3 === 0 ? 'Activated' : 'Accepted', ovn: 'an-ovn-of-sixteen',
      time_start: volume.time_start, time_end: volume.time_end, uss_base_url: 'https://north.example', subscription_id: id,
    };
    const intent = { reference, details: { volumes: [volume], off_nominal_volumes: [], priority: 0 } };
    const body = { operational_intent_id: id, operational_intent: intent, subscriptions: [{ subscription_id: id, notification_index: 1 }] };
    await send('POST', `${desk.url}/uss/v1/operational_intents`, bearer, body);
  });
}

/** Plans so many operations of the desk's own, west of all others, activates them, and answers their ids. */
export async function plan(world, desk, party, count, lastsMs = 3 * 3_600_000) {
  const bearer = await world.token(party);
  const ids = [];
  const now = Date.now();
  await each(count, PLANNED_AT_ONCE, async (number) => {
    const volume = square(number, 40, -30, now + 30_000, now + lastsMs);
    const made = await send('POST', `${desk.url}/api/v1/desk/plans`, bearer, { name: `Aircraft ${number}`, state: 'accepted', volumes: [volume] });
    ids[number] = made.id;
  });
  return ids;
}

/** Moves one aircraft of each operation in a circle of its square, once a second, until it is stopped. Tokens are renewed. */
export function fly(world, desk, party, ids) {
  let bearer;
  let renewAt = 0;
  const step = async () => {
    const now = Date.now();
    if (now > renewAt) {
      bearer = await world.token(party);
      renewAt = now + 20 * 60_000;
    }
    const positions = ids.map((id, number) => {
      const turn = now / 20_000 + number;
      const where = at(-30 + (number % 40) * 0.6 + 0.2 + 0.15 * Math.cos(turn), Math.floor(number / 40) * 0.6 + 0.2 + 0.15 * Math.sin(turn));
      return { operation_id: id, time: iso(now), ...where, altitude: { value: 150, reference: 'W84', units: 'M' }, speed_mps: 8, track_deg: ((450 - (turn * 180) / Math.PI - 90) % 360 + 360) % 360 };
    });
    await send('POST', `${desk.url}/api/v1/desk/positions`, bearer, { positions });
  };
  let failed;
  const timer = setInterval(() => void step().catch((error) => (failed = error)), 1_000);
  return () => {
    clearInterval(timer);
    if (failed) console.error(`positions were not all taken: ${failed.message}`);
  };
}
