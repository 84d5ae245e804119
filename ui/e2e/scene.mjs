// A desk with something of everything on it: operations of its own and of another party that meet, areas, a template, notices. What the
// pages are looked at with.
const inMinutes = (minutes) => new Date(Math.round(Date.now() / 60_000 + minutes) * 60_000).toISOString();
const metres = (value) => ({ value, reference: 'W84', units: 'M' });

const square = (lat, lng, size) => [
  { lat, lng }, { lat, lng: lng + size }, { lat: lat + size, lng: lng + size }, { lat: lat + size, lng },
];

export const volume = (lat, lng, size, [lower, upper], [from, to]) => ({
  volume: { outline_polygon: { vertices: square(lat, lng, size) }, altitude_lower: metres(lower), altitude_upper: metres(upper) },
  time_start: inMinutes(from),
  time_end: inMinutes(to),
});

export const plan = (name, volumes, more = {}) => ({ name, priority: 0, volumes, ...more });

const AREAS = {
  type: 'FeatureCollection',
  features: [
    area('prohibited', 'مطار حلب – منطقة محظورة', square(36.16, 37.2, 0.06)),
    area('advisory', 'Bird sanctuary', square(36.3, 37.0, 0.05)),
  ],
};

function area(kind, name, corners) {
  const ring = [...corners, corners[0]].map(({ lat, lng }) => [lng, lat]);
  return {
    type: 'Feature',
    properties: { name, kind, lower: '0 m AMSL', upper: '1000 m AMSL' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
}

/** Asks a desk as its party's own program, and fails unless the answer is one of those expected. */
export async function program(world, party, method, at, body, expected = [200, 201, 204]) {
  const answer = await fetch(`${world.desks[party].url}/api/v1/desk/${at}`, {
    method,
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await world.token(party)}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!expected.includes(answer.status)) throw new Error(`${method} ${at}: ${answer.status} ${text.slice(0, 300)}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Sets the scene at the desk of `laila`, with `karim` beside it. The ids of a plan and an area. */
export async function setScene(world) {
  const laila = (...asked) => program(world, 'laila', ...asked);
  const survey = await laila('POST', 'plans', plan('مسح الجسر الشمالي', [volume(36.2, 37.1, 0.05, [400, 500], [5, 90])]));
  await laila('POST', 'plans', plan('Pipeline inspection', [volume(36.3, 37.3, 0.05, [300, 380], [-1, 45])]));
  const { areas, problems } = await laila('POST', 'areas/import?format=geo_json', AREAS);
  if (areas.length !== AREAS.features.length) throw new Error(`areas were not taken: ${JSON.stringify(problems)}`);
  const template = { name: 'Daily patrol', plan: plan('Daily patrol', [volume(36.1, 37.1, 0.02, [300, 380], [0, 30])]) };
  await laila('PUT', 'templates/5b6ad4ba-3ba2-4c2b-8d2f-0a1b2c3d4e5f', template);
  await program(world, 'karim', 'POST', 'plans', plan('Medical', [volume(36.22, 37.12, 0.05, [450, 600], [10, 80])], { priority: 50 }));
  return { planId: survey.id, areaId: areas[0].id };
}
