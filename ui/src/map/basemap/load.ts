// Gets the basemap: what is built into the page, or a deployment's own land, borders and names in its place. Both from this origin.
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';
import type { PageSettings } from '../../api/types.ts';
import { unwrap } from './unwrap.ts';
import worldUrl from './world.json?url';

/** A country's place for its name: code of ISO 3166, longitude, latitude, zoom from which it is shown. */
export type Label = [code: string, lng: number, lat: number, zoom: number];

/** A name that a deployment puts on the map. */
export interface NamedPlace {
  lat: number;
  lng: number;
  /** By language; the reader's, else English, else the first. */
  names: Record<string, string>;
  min_zoom?: number;
}

/** A deployment's names: of countries by code (`null` hides one), and of other places. */
export interface OwnNames {
  countries: Record<string, Record<string, string> | null>;
  places: NamedPlace[];
}

export interface Basemap {
  land: GeoJSON.GeoJSON;
  borders: GeoJSON.GeoJSON;
  labels: Label[];
  names: OwnNames;
}

/** Names of places that a deployment may give; more are left out. */
export const MAX_OWN_PLACES = 10_000;

type World = Topology<{ land: GeometryCollection; countries: GeometryCollection }> & { labels: Label[] };

const NOTHING: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

async function json(url: string): Promise<unknown> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${url}: status ${response.status}`);
  return response.json();
}

let loaded: Promise<Basemap> | undefined;

/** The basemap, fetched once. */
export function theBasemap(settings: PageSettings['basemap'], problems: string[]): Promise<Basemap> {
  loaded ??= loadBasemap(settings, problems);
  // What failed may work the next time.
  loaded.catch(() => (loaded = undefined));
  return loaded;
}

/** Everything at once. What a deployment gave and cannot be read is left out, with a word in `problems`; what is built in stays. */
async function loadBasemap(settings: PageSettings['basemap'], problems: string[]): Promise<Basemap> {
  const tried = async <T>(url: string | undefined, read: (text: unknown) => T): Promise<T | undefined> => {
    if (!url) return undefined;
    try {
      return read(await json(url));
    } catch (error) {
      problems.push(String(error));
      return undefined;
    }
  };
  const [world, own, names] = await Promise.all([
    json(worldUrl) as Promise<World>,
    tried(settings.land_url, readLand),
    tried(settings.names_url, readNames),
  ]);
  const land = own ?? { land: feature(world, world.objects.land), borders: mesh(world, world.objects.countries, (a, b) => a !== b) };
  return { land: unwrap(land.land), borders: unwrap(land.borders), labels: world.labels, names: names ?? { countries: {}, places: [] } };
}

/** A deployment's land: TopoJSON (`land` and `countries`, or one object of either), or GeoJSON whose lines are the borders. */
export function readLand(value: unknown): Pick<Basemap, 'land' | 'borders'> {
  const given = value as GeoJSON.GeoJSON | Topology;
  if (given?.type === 'Topology') return readTopology(given);
  if (given?.type === 'Feature' || given?.type === 'FeatureCollection') return splitFeatures(given);
  if (given && 'coordinates' in given) return { land: given, borders: NOTHING };
  throw new Error('land is neither GeoJSON nor TopoJSON');
}

function readTopology(topology: Topology): Pick<Basemap, 'land' | 'borders'> {
  const objects = Object.values(topology.objects);
  const land = topology.objects['land'] ?? objects[0];
  if (!land) throw new Error('land has no objects');
  const borders = topology.objects['borders'] ?? topology.objects['countries'] ?? land;
  const lines = 'geometries' in borders
    ? mesh(topology, borders as GeometryObject, (a, b) => a !== b || topology.objects['borders'] !== undefined)
    : NOTHING;
  return { land: feature(topology, land), borders: lines };
}

function splitFeatures(given: GeoJSON.Feature | GeoJSON.FeatureCollection): Pick<Basemap, 'land' | 'borders'> {
  const features = given.type === 'Feature' ? [given] : given.features;
  const isLine = ({ geometry }: GeoJSON.Feature): boolean => geometry?.type === 'LineString' || geometry?.type === 'MultiLineString';
  return {
    land: { type: 'FeatureCollection', features: features.filter((one) => !isLine(one)) },
    borders: { type: 'FeatureCollection', features: features.filter(isLine) },
  };
}

const isNames = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every((name) => typeof name === 'string');

/** `{ "PS": {"ar": "…"}, "XX": null, "places": [{lat, lng, names, min_zoom}] }`. What has another form is left out. */
export function readNames(value: unknown): OwnNames {
  if (typeof value !== 'object' || value === null) throw new Error('names is not an object');
  const { places, ...countries } = value as Record<string, unknown>;
  const names: OwnNames = { countries: {}, places: [] };
  for (const [code, given] of Object.entries(countries)) if (given === null || isNames(given)) names.countries[code] = given;
  for (const place of Array.isArray(places) ? places.slice(0, MAX_OWN_PLACES) : []) {
    const { lat, lng, names: given, min_zoom } = (place ?? {}) as Partial<NamedPlace>;
    if (typeof lat !== 'number' || typeof lng !== 'number' || !isNames(given)) continue;
    names.places.push({ lat, lng, names: given, ...(typeof min_zoom === 'number' ? { min_zoom } : {}) });
  }
  return names;
}
