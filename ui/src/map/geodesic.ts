// Shapes on the ground for a flat map: circles as the node means them (every point at the same distance on the WGS 84 ellipsoid),
// long edges as great circles, and longitudes that run on across the antimeridian instead of jumping. It decides nothing: what
// overlaps, only the node says.
import type { Point } from '../api/types.ts';

export type LngLat = [number, number];

/** WGS 84. */
const SEMI_MAJOR_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING);
/** Mean radius, for lengths where half a percent does not matter. */
export const MEAN_RADIUS_M = 6_371_008.8;

const RAD = Math.PI / 180;
/** Vincenty's series settles in a handful of rounds for distances that circles have. */
const MAX_ROUNDS = 50;
const CIRCLE_CORNERS = 64;
/** Edges longer than this are bent as great circles bend on the map. */
export const LONG_EDGE_M = 1_000;
/** Points put into one edge at most: an edge is never longer than a quarter of the Earth's girth. */
const MAX_EDGE_PARTS = 64;

/** Where one comes to from a point, so many metres along a geodesic in a direction (degrees from north, clockwise). Vincenty 1975. */
export function destination(from: Point, bearing_deg: number, distance_m: number): Point {
  const azimuth = bearing_deg * RAD;
  const tanU1 = (1 - FLATTENING) * Math.tan(from.lat * RAD);
  const cosU1 = 1 / Math.sqrt(1 + tanU1 * tanU1);
  const sinU1 = tanU1 * cosU1;
  const sigma1 = Math.atan2(tanU1, Math.cos(azimuth));
  const sinAlpha = cosU1 * Math.sin(azimuth);
  const cosSqAlpha = 1 - sinAlpha * sinAlpha;
  const uSq = (cosSqAlpha * (SEMI_MAJOR_M ** 2 - SEMI_MINOR_M ** 2)) / SEMI_MINOR_M ** 2;
  const a = 1 + (uSq / 16_384) * (4_096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
  const b = (uSq / 1_024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
  const first = distance_m / (SEMI_MINOR_M * a);
  let sigma = first;
  let cos2m = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    cos2m = Math.cos(2 * sigma1 + sigma);
    const sin = Math.sin(sigma);
    const cos = Math.cos(sigma);
    const inner = cos * (-1 + 2 * cos2m ** 2) - (b / 6) * cos2m * (-3 + 4 * sin ** 2) * (-3 + 4 * cos2m ** 2);
    const next = first + b * sin * (cos2m + (b / 4) * inner);
    if (Math.abs(next - sigma) < 1e-12) break;
    sigma = next;
  }
  const sin = Math.sin(sigma);
  const cos = Math.cos(sigma);
  const flat = sinU1 * sin - cosU1 * cos * Math.cos(azimuth);
  const lat = Math.atan2(sinU1 * cos + cosU1 * sin * Math.cos(azimuth), (1 - FLATTENING) * Math.hypot(sinAlpha, flat));
  const lambda = Math.atan2(sin * Math.sin(azimuth), cosU1 * cos - sinU1 * sin * Math.cos(azimuth));
  const c = (FLATTENING / 16) * cosSqAlpha * (4 + FLATTENING * (4 - 3 * cosSqAlpha));
  const along = sigma + c * sin * (cos2m + c * cos * (-1 + 2 * cos2m ** 2));
  return { lat: lat / RAD, lng: from.lng + (lambda - (1 - c) * FLATTENING * sinAlpha * along) / RAD };
}

/** Metres between two points on the mean sphere. */
export function distanceM(from: Point, to: Point): number {
  const dLat = ((to.lat - from.lat) * RAD) / 2;
  const dLng = ((to.lng - from.lng) * RAD) / 2;
  const h = Math.sin(dLat) ** 2 + Math.cos(from.lat * RAD) * Math.cos(to.lat * RAD) * Math.sin(dLng) ** 2;
  return 2 * MEAN_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** A longitude moved by whole turns until it is nearest to another. */
export function nearestTurn(lng: number, to: number): number {
  return lng + 360 * Math.round((to - lng) / 360);
}

/** A closed ring of a circle. */
export function circleRing(center: Point, radius_m: number, corners = CIRCLE_CORNERS): LngLat[] {
  const ring: LngLat[] = [];
  for (let corner = 0; corner < corners; corner += 1) {
    // Counter-clockwise, as GeoJSON wants outer rings.
    const { lat, lng } = destination(center, (-360 * corner) / corners, radius_m);
    ring.push([nearestTurn(lng, center.lng), lat]);
  }
  return close(ring);
}

/** A closed ring of a polygon's corners: long edges bent as great circles, longitudes running on. */
export function polygonRing(corners: readonly Point[]): LngLat[] {
  const ring: LngLat[] = [];
  for (const [index, corner] of corners.entries()) {
    const next = corners[(index + 1) % corners.length] ?? corner;
    for (const point of edge(corner, next)) {
      const before = ring.at(-1);
      ring.push(before ? [nearestTurn(point[0], before[0]), point[1]] : point);
    }
  }
  return close(ring);
}

/** A line through points, bent and running on like a ring. */
export function lineThrough(points: readonly Point[]): LngLat[] {
  const line: LngLat[] = [];
  for (const [index, point] of points.entries()) {
    const next = points[index + 1];
    for (const [lng, lat] of next ? edge(point, next) : [[point.lng, point.lat] as LngLat]) {
      const before = line.at(-1);
      line.push([before ? nearestTurn(lng, before[0]) : lng, lat]);
    }
  }
  return line;
}

/** The points of an edge but its last. */
function edge(from: Point, to: Point): LngLat[] {
  const length_m = distanceM(from, to);
  const parts = Math.min(MAX_EDGE_PARTS, Math.ceil(length_m / Math.max(LONG_EDGE_M, length_m / 16)));
  const points: LngLat[] = [[from.lng, from.lat]];
  for (let part = 1; part < parts; part += 1) points.push(between(from, to, length_m, part / parts));
  return points;
}

/** The point so far along the great circle between two. */
function between(from: Point, to: Point, length_m: number, share: number): LngLat {
  const angle = length_m / MEAN_RADIUS_M;
  const a = Math.sin((1 - share) * angle) / Math.sin(angle);
  const b = Math.sin(share * angle) / Math.sin(angle);
  const x = a * Math.cos(from.lat * RAD) * Math.cos(from.lng * RAD) + b * Math.cos(to.lat * RAD) * Math.cos(to.lng * RAD);
  const y = a * Math.cos(from.lat * RAD) * Math.sin(from.lng * RAD) + b * Math.cos(to.lat * RAD) * Math.sin(to.lng * RAD);
  const z = a * Math.sin(from.lat * RAD) + b * Math.sin(to.lat * RAD);
  return [Math.atan2(y, x) / RAD, Math.atan2(z, Math.hypot(x, y)) / RAD];
}

/** Ends a ring where it began. One that goes round a pole ends a turn further on and takes the pole in. */
function close(ring: LngLat[]): LngLat[] {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last) return ring;
  const end = nearestTurn(first[0], last[0]);
  if (Math.abs(end - first[0]) < 1) return [...ring, [first[0], first[1]]];
  const pole = ring.reduce((sum, point) => sum + point[1], 0) > 0 ? 90 : -90;
  return [...ring, [end, first[1]], [end, pole], [first[0], pole], [first[0], first[1]]];
}
