// Corridors as polygons: everything within half a width of a line on the WGS 84 ellipsoid, leg by leg, because the node knows polygons
// and circles only. Vincenty's series are good to a millimetre at the lengths of a plan; points opposite each other on the globe, where
// they fail, are farther apart than any plan allows.
import { destination as along } from '../../map/geodesic.ts';
import type { Point } from '../../api/types.ts';

const A_M = 6_378_137;
const F = 1 / 298.257223563;
const B_M = A_M * (1 - F);
const RAD = Math.PI / 180;
const MAX_STEPS = 100;

/** Length and direction from one point to another. */
export interface Way {
  distance_m: number;
  /** Degrees clockwise from north, −180 to 180. */
  azimuth: number;
}

function series(uSquared: number): { a: number; b: number } {
  return {
    a: 1 + (uSquared / 16_384) * (4_096 + uSquared * (-768 + uSquared * (320 - 175 * uSquared))),
    b: (uSquared / 1_024) * (256 + uSquared * (-128 + uSquared * (74 - 47 * uSquared))),
  };
}

function sigmaChange(b: number, sin: number, cos: number, cos2m: number): number {
  const inner = cos * (-1 + 2 * cos2m ** 2) - (b / 6) * cos2m * (-3 + 4 * sin ** 2) * (-3 + 4 * cos2m ** 2);
  return b * sin * (cos2m + (b / 4) * inner);
}

const normalLng = (lng: number): number => ((((lng + 180) % 360) + 360) % 360) - 180;

/** Where one arrives, going so far from a point in a direction. */
export function destination(from: Point, azimuth: number, distance_m: number): Point {
  const { lat, lng } = along(from, azimuth, distance_m);
  return { lat, lng: normalLng(lng) };
}

/** How far and in which direction the second point lies from the first. */
export function way(from: Point, to: Point): Way {
  const span = normalLng(to.lng - from.lng) * RAD;
  const u1 = Math.atan((1 - F) * Math.tan(from.lat * RAD));
  const u2 = Math.atan((1 - F) * Math.tan(to.lat * RAD));
  const [s1, c1, s2, c2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = span;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const [sl, cl] = [Math.sin(lambda), Math.cos(lambda)];
    const sin = Math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
    if (sin === 0) return { distance_m: 0, azimuth: 0 };
    const cos = s1 * s2 + c1 * c2 * cl;
    const sigma = Math.atan2(sin, cos);
    const sinAlpha = (c1 * c2 * sl) / sin;
    const cosSquared = 1 - sinAlpha ** 2;
    const cos2m = cosSquared === 0 ? 0 : cos - (2 * s1 * s2) / cosSquared;
    const c = (F / 16) * cosSquared * (4 + F * (4 - 3 * cosSquared));
    const next = span + (1 - c) * F * sinAlpha * (sigma + c * sin * (cos2m + c * cos * (-1 + 2 * cos2m ** 2)));
    const done = Math.abs(next - lambda) < 1e-12;
    lambda = next;
    if (!done && step < MAX_STEPS - 1) continue;
    const { a, b } = series((cosSquared * (A_M ** 2 - B_M ** 2)) / B_M ** 2);
    const azimuth = Math.atan2(c2 * Math.sin(lambda), c1 * s2 - s1 * c2 * Math.cos(lambda)) / RAD;
    return { distance_m: B_M * a * (sigma - sigmaChange(b, sin, cos, cos2m)), azimuth };
  }
  return { distance_m: 0, azimuth: 0 };
}

/** Corners of the round end of a corridor; each end is a half circle held by as many tangents. */
const END_CORNERS = 8;
/** Sides of corridors have a corner at least so often: a shortest path beside another strays from it, by less than 8 cm at this length
 * and the greatest width. */
const MAX_SIDE_M = 25_000;

/** Corners of a half circle around a point whose tangents hold it, clockwise; it is open towards the opposite of `azimuth`. */
function end(center: Point, azimuth: number, halfWidth_m: number): Point[] {
  const step = 180 / END_CORNERS;
  const reach = halfWidth_m / Math.cos((step / 2) * RAD);
  return Array.from({ length: END_CORNERS }, (_, index) => destination(center, azimuth - 90 + step * (index + 0.5), reach));
}

/** Points along the way, ends excluded, so that no piece is longer than [`MAX_SIDE_M`]. */
function between(from: Point, to: Point): { at: Point; azimuth: number }[] {
  const { distance_m, azimuth } = way(from, to);
  const pieces = Math.max(1, Math.ceil(distance_m / MAX_SIDE_M));
  return Array.from({ length: pieces - 1 }, (_, index) => {
    const at = destination(from, azimuth, (distance_m * (index + 1)) / pieces);
    return { at, azimuth: way(at, to).azimuth };
  });
}

/** Everything within a distance of the shortest path between two points, as a polygon that holds it. */
export function capsule(from: Point, to: Point, halfWidth_m: number): Point[] {
  const there = way(from, to).azimuth;
  const back = way(to, from).azimuth;
  const middle = between(from, to);
  const side = (turn: number) => middle.map(({ at, azimuth }) => destination(at, azimuth + turn, halfWidth_m));
  return [...end(to, back + 180, halfWidth_m), ...side(90).reverse(), ...end(from, there + 180, halfWidth_m), ...side(-90)];
}

/** A corridor as polygons, one for each leg of its line; neighbours share the round ends, so that nothing is missing at bends. */
export function corridor(line: readonly Point[], halfWidth_m: number): Point[][] {
  const legs: Point[][] = [];
  for (let index = 1; index < line.length; index += 1) {
    const [from, to] = [line[index - 1], line[index]];
    if (from && to && (from.lat !== to.lat || from.lng !== to.lng)) legs.push(capsule(from, to, halfWidth_m));
  }
  return legs;
}

const MEAN_RADIUS_KM = 6_371.0088;

/** The area of a ring, km², on the mean sphere: good to half a percent, which is enough to tell what is far too large. */
export function areaKm2(ring: readonly Point[]): number {
  let sum = 0;
  ring.forEach((at, index) => {
    const next = ring[(index + 1) % ring.length] ?? at;
    sum += normalLng(next.lng - at.lng) * RAD * (2 + Math.sin(at.lat * RAD) + Math.sin(next.lat * RAD));
  });
  return Math.abs((sum * MEAN_RADIUS_KM ** 2) / 2);
}

/** Whether two edges of the ring cross, on a flat map: what the node would refuse, told while drawing. For at most some hundred corners. */
export function crossesItself(ring: readonly Point[]): boolean {
  const side = (a: Point, b: Point, c: Point): number => Math.sign((b.lng - a.lng) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lng - a.lng));
  const at = (index: number): Point => ring[index % ring.length] as Point;
  for (let i = 0; i < ring.length; i += 1) {
    for (let j = i + 2; j < ring.length; j += 1) {
      if (i === 0 && j === ring.length - 1) continue;
      const [a, b, c, d] = [at(i), at(i + 1), at(j), at(j + 1)];
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true;
    }
  }
  return false;
}
