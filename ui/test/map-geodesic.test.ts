// Shapes on the ground against published figures and against formulas of another kind than those that made them.
import { expect, test } from 'vitest';
import { circleRing, destination, distanceM, lineThrough, polygonRing } from '../src/map/geodesic.ts';

const dms = (degrees: number, minutes: number, seconds: number): number => Math.sign(degrees) * (Math.abs(degrees) + minutes / 60 + seconds / 3_600);

/** Earth-centred coordinates on WGS 84, metres. */
function cartesian(lat: number, lng: number): [number, number, number] {
  const [phi, lambda] = [(lat * Math.PI) / 180, (lng * Math.PI) / 180];
  const e2 = 0.00669437999014;
  const normal = 6_378_137 / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  return [normal * Math.cos(phi) * Math.cos(lambda), normal * Math.cos(phi) * Math.sin(lambda), normal * (1 - e2) * Math.sin(phi)];
}

test('from Flinders Peak one comes to Buninyong, as the Geocentric Datum of Australia manual says', () => {
  const from = { lat: dms(-37, 57, 3.7203), lng: dms(144, 25, 29.5244) };
  const to = destination(from, dms(306, 52, 5.37), 54_972.271);
  expect(to.lat).toBeCloseTo(dms(-37, 39, 10.1561), 7);
  expect(to.lng).toBeCloseTo(dms(143, 55, 35.3839), 7);
});

test('a quarter of the meridian is 10,001,965.729 m long', () => {
  expect(destination({ lat: 0, lng: 0 }, 0, 10_001_965.729).lat).toBeCloseTo(90, 7);
});

test('every corner of a circle is as far from its centre as it should be, by straight lines through the Earth', () => {
  for (const center of [{ lat: 31.95, lng: 35.93 }, { lat: 0, lng: 0 }, { lat: -67, lng: 179.99 }]) {
    const [x, y, z] = cartesian(center.lat, center.lng);
    const ring = circleRing(center, 2_000);
    expect(ring).toHaveLength(65);
    expect(ring[0]).toEqual(ring.at(-1));
    for (const [lng, lat] of ring) {
      const [a, b, c] = cartesian(lat, lng);
      expect(Math.hypot(a - x, b - y, c - z)).toBeCloseTo(2_000, 2);
    }
  }
});

test('a circle on the antimeridian runs on beyond 180 degrees', () => {
  const longitudes = circleRing({ lat: 10, lng: 179.99 }, 5_000).map(([lng]) => lng);
  expect(Math.max(...longitudes)).toBeGreaterThan(180);
  expect(Math.max(...longitudes) - Math.min(...longitudes)).toBeLessThan(0.1);
});

test('a long edge bends poleward as the great circle does, and a short one is left alone', () => {
  const line = lineThrough([{ lat: 50, lng: 0 }, { lat: 50, lng: 60 }]);
  // Napier: half way, tan(lat) = tan(50°) / cos(30°).
  const highest = (Math.atan(Math.tan((50 * Math.PI) / 180) / Math.cos(Math.PI / 6)) * 180) / Math.PI;
  expect(Math.max(...line.map(([, lat]) => lat))).toBeCloseTo(highest, 6);
  expect(lineThrough([{ lat: 31.95, lng: 35.93 }, { lat: 31.95, lng: 35.935 }])).toHaveLength(2);
});

test('a polygon across the antimeridian keeps its size', () => {
  const ring = polygonRing([{ lat: 0, lng: 179 }, { lat: 0, lng: -179 }, { lat: 1, lng: -179 }, { lat: 1, lng: 179 }]);
  const longitudes = ring.map(([lng]) => lng);
  expect(Math.min(...longitudes)).toBeCloseTo(179, 9);
  expect(Math.max(...longitudes)).toBeCloseTo(181, 9);
});

test('a ring around a pole takes the pole in', () => {
  const ring = polygonRing([{ lat: 80, lng: 0 }, { lat: 80, lng: 120 }, { lat: 80, lng: -120 }]);
  expect(Math.max(...ring.map(([, lat]) => lat))).toBe(90);
  const longitudes = ring.map(([lng]) => lng);
  expect(Math.max(...longitudes) - Math.min(...longitudes)).toBeCloseTo(360, 9);
});

test('a degree of latitude is 111,195 m on the mean sphere', () => {
  expect(distanceM({ lat: 10, lng: 20 }, { lat: 11, lng: 20 })).toBeCloseTo(111_195.08, 1);
});
