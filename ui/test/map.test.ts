// What the map decides without drawing: what counts when, what changed, how much there is, where it looks, what it writes.
import { expect, test } from 'vitest';
import { gridOf, stepFor, writeDegrees } from '../src/map/basemap/graticule.ts';
import { nameFeatures } from '../src/map/basemap/names.ts';
import { readLand, readNames } from '../src/map/basemap/load.ts';
import { unwrap } from '../src/map/basemap/unwrap.ts';
import { BINS, SLIDER_FROM_MS, clampShift, density } from '../src/map/histogram.ts';
import { outlinesAt, pointAt } from '../src/map/layers/features.ts';
import { difference, type Drawn } from '../src/map/layers/incremental.ts';
import { placesAt } from '../src/map/meetings.ts';
import { nextHit } from '../src/map/pick.ts';
import { scaleFor } from '../src/map/scale.ts';
import { boxOf, joinBoxes } from '../src/map/shapes.ts';
import { isActive, operationOfPlan, zoneOfArea } from '../src/map/things.ts';
import { Trails, MAX_TRAIL_POINTS } from '../src/map/trails.ts';
import { EVERYTHING, find, fold, matches } from '../src/views/map/list.ts';
import { PictureStores } from '../src/state/picture.ts';
import type { AircraftPosition, Area, Meeting, Plan, Volume } from '../src/api/types.ts';

const HOUR_MS = 3_600_000;
const NOON_MS = Date.parse('2026-11-22T12:00:00Z');
const instant = (hours: number): string => new Date(NOON_MS + hours * HOUR_MS).toISOString();

const circle = (lng: number, from: number, to: number): Volume => ({
  volume: { outline_circle: { center: { lat: 31.9, lng }, radius: { value: 500, units: 'M' } } },
  time_start: instant(from), time_end: instant(to),
});

const plan = (change: Partial<Plan>): Plan => ({
  id: 'aaaaaaaa-0000-4000-8000-000000000000', revision: 1, state: 'accepted', name: 'RAVEN 21', priority: 0, volumes: [circle(35, 0, 1), circle(35.1, 1, 2)],
  off_nominal_volumes: [], authorisations: [], stated: [], planner: 'p', created: instant(-1), changed: instant(-1), meetings: [],
  deliveries: { waiting: 0, failing: 0 }, ...change,
});

const area = (windows: Area['windows']): Area => ({
  id: 'bbbbbbbb-0000-4000-8000-000000000000', name: 'منطقة', kind: 'prohibited', layers: [circle(35, 0, 0)], windows, windows_unlisted: 0,
  published: true, constraints: [], constraints_unlisted: 0, document: null, revision: 1, changed: instant(-1),
});

test('an operation is there from its first start to its last end, each volume in its own time', () => {
  const operation = operationOfPlan(plan({}));
  const at = (hours: number): unknown[] => [...outlinesAt(operation, NOON_MS + hours * HOUR_MS)].map(({ properties }) => properties['active']);
  expect(at(-0.1)).toEqual([]);
  expect(at(0)).toEqual([true, false]);
  expect(at(1)).toEqual([false, true]);
  expect(at(2)).toEqual([]);
});

test('the symbol stands in the volume that counts', () => {
  const operation = operationOfPlan(plan({}));
  expect(pointAt(operation, NOON_MS)?.geometry).toEqual({ type: 'Point', coordinates: [35, 31.9] });
  expect(pointAt(operation, NOON_MS + 1.5 * HOUR_MS)?.geometry).toEqual({ type: 'Point', coordinates: [35.1, 31.9] });
});

test('an area is active in its windows, open ones without end', () => {
  const zone = zoneOfArea(area([{ start: instant(1), end: instant(2) }, { start: instant(5), end: null }]));
  expect([0, 1, 2, 5, 500].map((hours) => isActive(zone, NOON_MS + hours * HOUR_MS))).toEqual([false, true, false, true, true]);
  expect([...outlinesAt(zone, NOON_MS)].map(({ properties }) => properties['active'])).toEqual([false]);
});

test('moving the clock within a volume changes no feature, and leaving it changes only that one', () => {
  const [moved, stays] = [operationOfPlan(plan({})), operationOfPlan(plan({ id: 'c', volumes: [circle(36, -5, 9)] }))];
  const drawn = (hours: number): Map<string, Drawn> =>
    new Map([moved, stays].flatMap((one) => [...outlinesAt(one, NOON_MS + hours * HOUR_MS)].map((feature) => [feature.properties.key, feature] as const)));
  expect(difference(drawn(0), drawn(0.9))).toBeUndefined();
  const change = difference(drawn(0), drawn(2.5));
  expect(change?.add).toEqual([]);
  expect(change?.remove).toEqual([`${moved.id}/0`, `${moved.id}/1`]);
});

test('a feature that is another object is taken out and put in again', () => {
  const feature = (key: string): Drawn => ({ type: 'Feature', geometry: { type: 'Point', coordinates: [0, 0] }, properties: { key } });
  const [old, anew, same] = [feature('a'), feature('a'), feature('b')];
  expect(difference(new Map([['a', old], ['b', same]]), new Map([['a', anew], ['b', same]]))).toEqual({ add: [anew], remove: ['a'] });
});

test('the histogram counts a span in every quarter of an hour that it reaches into', () => {
  const counts = density([{ startMs: NOON_MS, endMs: NOON_MS + HOUR_MS }, { startMs: -Infinity, endMs: Infinity }], NOON_MS);
  expect(counts).toHaveLength(BINS);
  const now = -SLIDER_FROM_MS / (15 * 60_000);
  expect(counts.slice(now - 1, now + 5)).toEqual([1, 2, 2, 2, 2, 1]);
  expect(density([{ startMs: NOON_MS - 100 * HOUR_MS, endMs: NOON_MS - 50 * HOUR_MS }], NOON_MS).every((count) => count === 0)).toBe(true);
});

test('a shift stays within the slider and on its minutes', () => {
  expect(clampShift(61_000)).toBe(60_000);
  expect(clampShift(-99 * HOUR_MS)).toBe(-6 * HOUR_MS);
  expect(clampShift(99 * HOUR_MS)).toBe(24 * HOUR_MS);
});

const meeting = (other: string, kind: Meeting['kind'], change: Partial<Meeting> = {}): Meeting => ({
  kind, other, weight: 'equal_priority', blocks: true, certain: true, pairs_total: 1,
  pairs: [{ own: 0, other: 1, horizontal_m: 100, seconds: 600, lat: 31, lng: 35, from: instant(1), certain: true }], ...change,
});

test('where two own plans meet is told once, by the one that may not', () => {
  const stores = new PictureStores();
  const back = meeting('a', 'own_operation', { blocks: false });
  back.pairs = back.pairs.map((pair) => ({ ...pair, own: 1, other: 0 }));
  stores.plans.set('a', plan({ id: 'a', meetings: [meeting('b', 'own_operation')] }));
  stores.plans.set('b', plan({ id: 'b', meetings: [back] }));
  const places = placesAt(stores, NOON_MS);
  expect(places.map((place) => [place.plan.id, place.meeting.blocks])).toEqual([['a', true]]);
});

test('a meeting that is over is not shown, nor one of a plan that ended', () => {
  const stores = new PictureStores();
  stores.plans.set('a', plan({ id: 'a', meetings: [meeting('x', 'peer_operation')] }));
  stores.plans.set('b', plan({ id: 'b', state: 'ended', meetings: [meeting('x', 'peer_operation')] }));
  expect(placesAt(stores, NOON_MS + HOUR_MS + 599_000)).toHaveLength(1);
  expect(placesAt(stores, NOON_MS + HOUR_MS + 600_000)).toHaveLength(0);
});

test('boxes on both sides of the antimeridian are joined the shorter way', () => {
  expect(joinBoxes([178, 0, 179, 1], [-179, 0, -178, 1])).toEqual([178, 0, 182, 1]);
  const box = boxOf([circle(179.999, 0, 1), circle(-179.999, 0, 1)]);
  expect((box?.[2] ?? 360) - (box?.[0] ?? 0)).toBeLessThan(0.1);
});

test('another click goes on to the thing beneath, and around', () => {
  const hits = [{ kind: 'plan', id: 'a' }, { kind: 'area', id: 'b' }] as const;
  expect(nextHit(hits, undefined)).toEqual(hits[0]);
  expect(nextHit(hits, hits[0])).toEqual(hits[1]);
  expect(nextHit(hits, hits[1])).toEqual(hits[0]);
  expect(nextHit([], hits[1])).toBeUndefined();
});

test('the scale bar fits its room in the unit of the reader', () => {
  expect(scaleFor(10, 110, 'm')).toEqual({ value: 1, unit: 'km', pixels: 100 });
  expect(scaleFor(1, 110, 'm')).toEqual({ value: 100, unit: 'm', pixels: 100 });
  expect(scaleFor(100, 110, 'ft')).toMatchObject({ value: 5, unit: 'nm', pixels: 92.6 });
  expect(scaleFor(1, 110, 'ft')).toMatchObject({ value: 200, unit: 'ft' });
});

test('the grid has steps that read well in either notation', () => {
  expect(stepFor([35, 31, 37, 33], true)).toBe(0.2);
  expect(stepFor([35, 31, 37, 33], false)).toBeCloseTo(1 / 6, 9);
  expect(writeDegrees(-31.5, 'lat', 0.5, true)).toBe('31.5°S');
  expect(writeDegrees(35 + 1 / 6, 'lng', 1 / 6, false)).toBe('35°10′E');
  const grid = gridOf([179.5, -1, 181, 1], true);
  expect(grid.labels.map(({ properties }) => properties.text)).toContain('179.8°W');
  expect(grid.lines.length).toBeLessThanOrEqual(80);
});

test('countries are named in the language of the reader, and as a deployment calls them', () => {
  const labels: [string, number, number, number][] = [['JO', 36, 31, 4], ['PS', 35.2, 31.9, 6], ['IL', 35, 31, 5]];
  const names = readNames({ PS: { ar: 'فلسطين', en: 'Palestine' }, IL: null, bad: 7, places: [{ lat: 31.9, lng: 35.9, names: { ar: 'عمّان' } }, { lat: 'x' }] });
  const written = (language: string): string[] => nameFeatures({ labels, names }, language).map(({ properties }) => properties.name);
  expect(written('ar')).toEqual(['الأردن', 'فلسطين', 'عمّان']);
  expect(written('fr')).toEqual(['Jordanie', 'Palestine', 'عمّان']);
});

test('a deployment may give its land as GeoJSON with lines for borders, or as TopoJSON', () => {
  const polygon = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] } } as const;
  const line = { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [[0, 0], [1, 1]] } } as const;
  const read = readLand({ type: 'FeatureCollection', features: [polygon, line] });
  expect(read.land).toMatchObject({ features: [polygon] });
  expect(read.borders).toMatchObject({ features: [line] });
  expect(() => readLand({ hello: 1 })).toThrow('neither GeoJSON nor TopoJSON');
});

test('land across the antimeridian runs on, with its lakes, and land around a pole takes the pole in', () => {
  const across = unwrap({ type: 'Polygon', coordinates: [[[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]], [[-176, 64], [-175, 64], [-175, 65], [-176, 64]]] });
  expect(across).toEqual({ type: 'Polygon', coordinates: [[[170, 60], [190, 60], [190, 70], [170, 70], [170, 60]], [[184, 64], [185, 64], [185, 65], [184, 64]]] });
  const polar = unwrap({ type: 'Polygon', coordinates: [[[0, -70], [120, -70], [-120, -70], [0, -70]]] });
  expect(polar).toEqual({ type: 'Polygon', coordinates: [[[0, -70], [120, -70], [240, -70], [360, -70], [360, -90], [0, -90], [0, -70]]] });
  const cut: GeoJSON.Polygon = { type: 'Polygon', coordinates: [[[170, 60], [180, 60], [180, 70], [170, 70], [170, 60]]] };
  expect(unwrap(cut)).toEqual(cut);
});

test('a trail is bounded and ends where the aircraft is', () => {
  const trails = new Trails();
  const at = (seconds: number): AircraftPosition => ({
    operation: 'a', at: new Date(NOON_MS + seconds * 1_000).toISOString(), lat: 31, lng: 35 + seconds / 1_000, height_m: 100,
  });
  expect(trails.line('a')).toBeUndefined();
  for (let second = 0; second < 500; second += 1) trails.add([at(second)]);
  const line = trails.line('a') ?? [];
  expect(line.length).toBeLessThanOrEqual(MAX_TRAIL_POINTS + 1);
  expect(line.at(-1)?.[0]).toBeCloseTo(35.499, 9);
  expect((line.at(-1)?.[0] ?? 0) - (line[0]?.[0] ?? 0)).toBeCloseTo(0.09, 2);
  trails.add([]);
  expect(trails.line('a')).toBeUndefined();
});

test('the list is searched without regard to case, marks and forms of letters', () => {
  expect(fold('إسعافٌ – مستشفى')).toBe(fold('اسعاف – مستشفي'));
  const operation = operationOfPlan(plan({}));
  const search = { ...EVERYTHING, text: 'raven' };
  expect(matches(operation, search, NOON_MS)).toBe(true);
  expect(matches(operation, search, NOON_MS - HOUR_MS)).toBe(false);
  expect(matches(operation, { ...search, activeOnly: false, what: 'area' }, NOON_MS)).toBe(false);
});

test('the urgent stands first in the list, which is bounded', () => {
  const things = (['accepted', 'contingent', 'activated'] as const).map((state, index) => operationOfPlan(plan({ id: String(index), state })));
  const found = find([...things, zoneOfArea(area([]))], { ...EVERYTHING, activeOnly: false }, NOON_MS, 3, 'en');
  expect(found.total).toBe(4);
  expect(found.things.map((thing) => thing.id.slice(0, 1))).toEqual(['1', '2', 'b']);
});
