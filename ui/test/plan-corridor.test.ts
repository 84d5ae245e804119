// Corridors against figures of GeographicLib (Karney), which is independent of the series used here.
import { describe, expect, test } from 'vitest';
import type { Point } from '../src/api/types.ts';
import { areaKm2, capsule, corridor, crossesItself, destination, way } from '../src/views/plan/corridor.ts';

const MILLIMETRE_DEG = 1e-8;
const near = (point: Point, lat: number, lng: number): void => {
  expect(Math.abs(point.lat - lat)).toBeLessThan(MILLIMETRE_DEG);
  expect(Math.abs(point.lng - lng)).toBeLessThan(MILLIMETRE_DEG);
};

/** The ring with its long edges cut short, so that on a flat map they run where shortest paths do. */
function dense(ring: readonly Point[]): Point[] {
  return ring.flatMap((from, index) => {
    const { distance_m, azimuth } = way(from, ring[(index + 1) % ring.length] as Point);
    const pieces = Math.max(1, Math.ceil(distance_m / 100));
    return Array.from({ length: pieces }, (_, piece) => destination(from, azimuth, (distance_m * piece) / pieces));
  });
}

/** Whether a point lies in a polygon of shortest paths; for polygons of some kilometres away from the antimeridian. */
function holds(corners: readonly Point[], [lat, lng]: readonly [number, number]): boolean {
  const ring = dense(corners);
  let inside = false;
  ring.forEach((a, index) => {
    const b = ring[(index + 1) % ring.length] as Point;
    if (a.lat > lat !== b.lat > lat && lng < a.lng + ((lat - a.lat) / (b.lat - a.lat)) * (b.lng - a.lng)) inside = !inside;
  });
  return inside;
}

describe('shortest paths', () => {
  test.each([
    [33.9, 35.5, 40, 12_000, 33.982846079, 35.583475862],
    [33.9, 35.5, 200, 250_000, 31.778373649, 34.597478095],
    [-45, 179.99, 90, 5_000, -44.999982394, -179.946585927],
    [60, 10, -30, 50_000, 60.387876687, 9.546653977],
    [0, 0, 90, 1_000, 0, 0.008983153],
  ])('from %f, %f towards %f for %f m ends where GeographicLib says', (lat, lng, azimuth, distance_m, toLat, toLng) => {
    near(destination({ lat, lng }, azimuth, distance_m), toLat, toLng);
  });

  test.each([
    [33.9, 35.5, 34.1, 35.9, 43_101.48268, 58.9106947],
    [33.82, 35.49, 36.19, 37.16, 303_910.74901, 29.6287874],
    [-45, 179.9, -45.1, -179.9, 19_280.6869, 125.2680461],
    [10, 20, 10, 20.001, 109.63936, 89.9999132],
  ])('between %f, %f and %f, %f are as long as GeographicLib says', (lat, lng, toLat, toLng, distance_m, azimuth) => {
    const found = way({ lat, lng }, { lat: toLat, lng: toLng });
    expect(found.distance_m).toBeCloseTo(distance_m, 3);
    expect(found.azimuth).toBeCloseTo(azimuth, 5);
  });

  test('to the same point are no way at all', () => {
    expect(way({ lat: 1, lng: 2 }, { lat: 1, lng: 2 })).toEqual({ distance_m: 0, azimuth: 0 });
  });
});

describe('a leg of a corridor', () => {
  const ring = capsule({ lat: 33.9, lng: 35.5 }, { lat: 33.95, lng: 35.62 }, 100);

  // 99.9 m and 100.1 m beside the leg at its start, a quarter, half of it, and its end; and beyond its end.
  test.each([
    [33.899194618, 35.500483455], [33.900805380, 35.499516536], [33.911705500, 35.530470099], [33.913316493, 35.529503602],
    [33.924209053, 35.560465505], [33.925820279, 35.559499431], [33.949194154, 35.620482608], [33.950805844, 35.619517383],
    [33.950402192, 35.620966973],
  ])('holds %f, %f, 10 cm within its width', (lat, lng) => expect(holds(ring, [lat, lng])).toBe(true));

  test.each([
    [33.911703887, 35.530471066], [33.913318106, 35.529502635], [33.924207440, 35.560466472], [33.925821892, 35.559498464],
    [33.950412659, 35.620992140],
  ])('does not hold %f, %f, 10 cm beside it or 2.5 m beyond its round end', (lat, lng) => expect(holds(ring, [lat, lng])).toBe(false));

  test('has eight corners at each end, and more along long sides', () => {
    expect(ring).toHaveLength(16);
    expect(capsule({ lat: 33, lng: 35 }, { lat: 33, lng: 36 }, 100)).toHaveLength(16 + 2 * 3);
  });

  test('does not cross itself, also across the antimeridian', () => {
    expect(crossesItself(ring)).toBe(false);
    const across = capsule({ lat: 10, lng: 179.95 }, { lat: 10, lng: -179.95 }, 500);
    expect(across.every(({ lng }) => Math.abs(lng) > 179.9 && Math.abs(lng) <= 180)).toBe(true);
  });
});

describe('a corridor', () => {
  test('has a polygon for each leg, and none for a point that is given twice', () => {
    const line = [{ lat: 33.9, lng: 35.5 }, { lat: 33.9, lng: 35.5 }, { lat: 33.95, lng: 35.5 }, { lat: 33.95, lng: 35.6 }];
    expect(corridor(line, 50)).toHaveLength(2);
  });

  test('leaves nothing out at a bend', () => {
    const bend = { lat: 33.95, lng: 35.5 };
    const legs = corridor([{ lat: 33.9, lng: 35.5 }, bend, { lat: 33.95, lng: 35.6 }], 50);
    for (let azimuth = 0; azimuth < 360; azimuth += 5) {
      const at = destination(bend, azimuth, 49.9);
      expect(legs.some((leg) => holds(leg, [at.lat, at.lng]))).toBe(true);
    }
  });

  test('of fewer than two points is nothing', () => {
    expect(corridor([], 50)).toEqual([]);
    expect(corridor([{ lat: 1, lng: 1 }], 50)).toEqual([]);
  });
});

test('a ring like an eight crosses itself, a square does not', () => {
  const [a, b, c, d] = [{ lat: 0, lng: 0 }, { lat: 0, lng: 1 }, { lat: 1, lng: 1 }, { lat: 1, lng: 0 }];
  expect(crossesItself([a, b, c, d])).toBe(false);
  expect(crossesItself([a, c, b, d])).toBe(true);
});

test('an area is told to half a percent, also across the antimeridian', () => {
  // GeographicLib: 10,306.2 km² between 33° and 34° north and a degree wide.
  const box = (west: number, east: number): Point[] => [{ lat: 33, lng: west }, { lat: 33, lng: east }, { lat: 34, lng: east }, { lat: 34, lng: west }];
  const exact = 10306.2;
  expect(Math.abs(areaKm2(box(35, 36)) / exact - 1)).toBeLessThan(0.005);
  expect(Math.abs(areaKm2(box(179.5, -179.5)) / exact - 1)).toBeLessThan(0.005);
});
