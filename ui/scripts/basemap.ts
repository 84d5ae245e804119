// Makes the basemap that is built into the page: Natural Earth's countries at 1:50 million (npm world-atlas) without its English
// names, and for each country of ISO 3166 a code and a point well inside it, so that the page can name it in any language
// (`Intl.DisplayNames`). Land without an ISO code gets no name: who it belongs to is not for a default to say; a deployment can.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import isoCountries from 'i18n-iso-countries';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Plugin } from 'vite';
import { unwrap } from '../src/map/basemap/unwrap.ts';

type LngLat = [number, number];

/** A country's place for its name: code, longitude, latitude, and the zoom from which it is worth naming. */
export type Label = [code: string, lng: number, lat: number, zoom: number];

/** More than this and the page is slow to come; the limit that we promise. */
const MAX_GZIP_BYTES = 300 * 1024;
const OUTPUT = new URL('../src/map/basemap/world.json', import.meta.url);
/** How finely inner points are sought, in degrees. */
const PRECISION_DEG = 0.1;

export function makeBasemap(): string {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
  const labels: Label[] = [];
  for (const geometry of atlas.objects.countries.geometries) {
    const code = geometry.id === undefined ? undefined : isoCountries.numericToAlpha2(String(geometry.id));
    const label = code ? labelOf(code, unwrap(feature(atlas, geometry).geometry) as GeoJSON.Geometry) : undefined;
    if (label) labels.push(label);
    delete geometry.properties;
    delete geometry.id;
  }
  return JSON.stringify({ ...atlas, labels });
}

function labelOf(code: string, geometry: GeoJSON.Geometry): Label | undefined {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  const largest = (polygons as LngLat[][][]).map((rings) => ({ rings, size: sizeOf(rings[0] ?? []) })).sort((a, b) => b.size - a.size)[0];
  if (!largest) return undefined;
  const [lng, lat] = innerPoint(largest.rings);
  const zoom = Math.min(5, Math.max(1, 5.4 - Math.log2(Math.sqrt(largest.size) + 0.05)));
  return [code, round(lng > 180 ? lng - 360 : lng), round(lat), Math.round(zoom * 10) / 10];
}

const round = (degrees: number): number => Math.round(degrees * 100) / 100;

/** Square degrees as large as those at the equator: areas keep their size when latitudes are replaced by their sines. */
function sizeOf(ring: LngLat[]): number {
  const sine = (lat: number): number => Math.sin((lat * Math.PI) / 180);
  let sum = 0;
  for (const [index, [x, y]] of ring.entries()) {
    const [nx, ny] = ring[(index + 1) % ring.length] ?? [x, y];
    sum += ((nx - x) * (sine(y) + sine(ny))) / 2;
  }
  return Math.abs(sum) * (180 / Math.PI);
}

/** The point of a polygon that is farthest from its edges: squares that may hold a better one are quartered until none can. */
function innerPoint(rings: LngLat[][]): LngLat {
  const outer = rings[0] ?? [];
  const [west, south, east, north] = outer.reduce(
    ([w, s, e, n], [x, y]) => [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  const side = Math.max(PRECISION_DEG, Math.min(east - west, north - south)) / 2;
  let best = { x: (west + east) / 2, y: (south + north) / 2, clear: -Infinity };
  const open: { x: number; y: number; half: number; most: number }[] = [];
  const look = (x: number, y: number, half: number): void => {
    const clear = clearance(x, y, rings);
    if (clear > best.clear) best = { x, y, clear };
    open.push({ x, y, half, most: clear + half * Math.SQRT2 });
  };
  for (let x = west; x < east; x += side * 2) for (let y = south; y < north; y += side * 2) look(x + side, y + side, side);
  for (let square = takeMost(open); square && square.most - best.clear > PRECISION_DEG; square = takeMost(open)) {
    const half = square.half / 2;
    for (const dx of [-half, half]) for (const dy of [-half, half]) look(square.x + dx, square.y + dy, half);
  }
  return [best.x, best.y];
}

function takeMost<T extends { most: number }>(open: T[]): T | undefined {
  let at = -1;
  for (const [index, square] of open.entries()) if (at < 0 || square.most > (open[at]?.most ?? 0)) at = index;
  return at < 0 ? undefined : open.splice(at, 1)[0];
}

/** How far from the nearest edge, negative outside; degrees of latitude. */
function clearance(x: number, y: number, rings: LngLat[][]): number {
  const narrow = Math.cos((y * Math.PI) / 180);
  let inside = false;
  let nearest = Infinity;
  for (const ring of rings) {
    for (const [index, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      nearest = Math.min(nearest, toSegment((x - ax) * narrow, y - ay, (bx - ax) * narrow, by - ay));
    }
  }
  return inside ? nearest : -nearest;
}

function toSegment(px: number, py: number, dx: number, dy: number): number {
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
  return Math.hypot(px - share * dx, py - share * dy);
}

/** Writes the basemap before the page is built or served. */
export function basemap(): Plugin {
  return {
    name: 'basemap',
    async buildStart() {
      const { gzipSync } = await import('node:zlib');
      const text = makeBasemap();
      const size = gzipSync(text, { level: 9 }).length;
      if (size > MAX_GZIP_BYTES) this.error(`the basemap has ${size} bytes compressed; at most ${MAX_GZIP_BYTES} are allowed`);
      writeFileSync(OUTPUT, text);
    },
  };
}
