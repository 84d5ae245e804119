// Land that crosses the antimeridian, made such that a flat map can fill it: longitudes run on beyond 180 degrees instead of jumping to the
// other side, and what goes round a pole takes it in. Data that is cut at the antimeridian already comes back as it was.
import { nearestTurn, type LngLat } from '../geodesic.ts';

type Ring = GeoJSON.Position[];

/** The same line, its longitudes running on. */
export function runOn(line: Ring): LngLat[] {
  const run: LngLat[] = [];
  for (const [lng = 0, lat = 0] of line) {
    const before = run.at(-1);
    run.push([before ? nearestTurn(lng, before[0]) : lng, lat]);
  }
  return run;
}

function ring(points: Ring): LngLat[] {
  const run = runOn(points);
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last || Math.abs(last[0] - first[0]) < 180) return run;
  const pole = first[1] > 0 ? 90 : -90;
  return [...run, [last[0], pole], [first[0], pole], [first[0], first[1]]];
}

const middle = (points: LngLat[]): number => {
  const longitudes = points.map(([lng]) => lng);
  return (Math.min(...longitudes) + Math.max(...longitudes)) / 2;
};

/** A polygon's holes lie in the same turn as its outline. */
function polygon([outline = [], ...holes]: Ring[]): LngLat[][] {
  const outer = ring(outline);
  const longitudes = outer.map(([lng]) => lng);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const moved = holes.map((hole) => {
    const inner = ring(hole);
    const at = middle(inner);
    const turn = at < west ? 360 : at > east ? -360 : 0;
    return inner.map(([lng, lat]): LngLat => [lng + turn, lat]);
  });
  return [outer, ...moved];
}

/** Any GeoJSON, its outlines and lines running on. */
export function unwrap(value: GeoJSON.GeoJSON): GeoJSON.GeoJSON {
  if (value.type === 'FeatureCollection') return { ...value, features: value.features.map((one) => unwrap(one) as GeoJSON.Feature) };
  if (value.type === 'Feature') return { ...value, geometry: value.geometry && (unwrap(value.geometry) as GeoJSON.Geometry) };
  switch (value.type) {
    case 'Polygon':
      return { ...value, coordinates: polygon(value.coordinates) };
    case 'MultiPolygon':
      return { ...value, coordinates: value.coordinates.map(polygon) };
    case 'LineString':
      return { ...value, coordinates: runOn(value.coordinates) };
    case 'MultiLineString':
      return { ...value, coordinates: value.coordinates.map(runOn) };
    default:
      return value;
  }
}
