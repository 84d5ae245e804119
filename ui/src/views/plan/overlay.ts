// What the plan view lays over the map: the draft as it would be flown, with its buffers; where it meets others; the thing that a
// reader looks at; and the outline of a way around. Its sources and layers are its own and go when the view goes.
import { computed, effect, signal } from '@preact/signals';
import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { Meeting, Volume } from '../../api/types.ts';
import { mapHandle } from '../../map/handle.ts';
import { palette, type Palette } from '../../map/palette.ts';
import { lineThrough } from '../../map/geodesic.ts';
import { boxOf, outlineOf } from '../../map/shapes.ts';
import { live } from '../../state/picture.ts';
import { corridor } from './corridor.ts';
import { outlines, type Part } from './draft.ts';
import { chosen, draft, toBeSeen } from './state.ts';
import { verdict } from './verdict.ts';

/** The meeting whose other side is shown. */
export const lookedAt = signal<Meeting | undefined>(undefined);
/** The volumes of the way around that is pointed at. */
export const ghost = signal<readonly Volume[] | undefined>(undefined);

const SOURCES = ['plan-buffers', 'plan-parts', 'plan-other', 'plan-ghost', 'plan-lines', 'plan-marks'] as const;
type SourceName = (typeof SOURCES)[number];

/** Polygons with more corners show no buffer: drawing one would take longer than it is worth. */
const MAX_BUFFERED_CORNERS = 200;
/** Room around a draft that the map moves to, and how near it comes. */
const FIT_PADDING_PX = 60;
const FIT_ZOOM = 14;
/** Others that block are outlined; of more, the first. */
const MAX_OTHERS = 20;
const MARKS = { blocks: 'plan-cross', minds: 'plan-ring' } as const;
const MARK_PX = 22;

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

function polygons(volumes: readonly Volume['volume'][], properties: Record<string, unknown>): Feature[] {
  return volumes.flatMap((volume) => {
    const outline = outlineOf({ volume });
    return outline ? [{ type: 'Feature' as const, properties, geometry: { type: 'Polygon' as const, coordinates: [outline.ring] } }] : [];
  });
}

/** The form with its buffer; for a polygon a band along its edges, which together with it is the whole. */
function buffered(part: Part): Volume['volume'][] {
  const buffer = part.buffer_m ?? 0;
  if (!(buffer > 0)) return [];
  const { form } = part;
  if (form.kind === 'circle') return outlines({ ...form, radius_m: (form.radius_m ?? 0) + buffer });
  if (form.kind === 'corridor') return outlines({ ...form, halfWidth_m: (form.halfWidth_m ?? 0) + buffer });
  const [first] = form.vertices;
  if (!first || form.vertices.length > MAX_BUFFERED_CORNERS) return [];
  return corridor([...form.vertices, first], buffer).map((vertices) => ({ outline_polygon: { vertices } }));
}

function drawable(part: Part): boolean {
  if (part.form.kind === 'polygon') return part.form.vertices.length >= 3;
  return part.form.kind === 'circle' ? (part.form.radius_m ?? 0) > 0 : (part.form.halfWidth_m ?? 0) > 0;
}

const parts = computed(() => (draft.value?.parts ?? []).filter(drawable));

const data: Record<SourceName, () => Feature[]> = {
  'plan-buffers': () => parts.value.flatMap((part) => polygons(buffered(part), {})),
  'plan-parts': () => parts.value.flatMap((part) => polygons(outlines(part.form), { chosen: part.id === chosen.value })),
  'plan-other': others,
  'plan-ghost': () => polygons((ghost.value ?? []).map(({ volume }) => volume), {}),
  'plan-lines': () => parts.value.flatMap(({ form }): Feature[] =>
    form.kind === 'corridor' ? [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: lineThrough(form.line) } }] : []),
  'plan-marks': () => marks(),
};

/** What the draft meets, whatever moment the map shows: what blocks, and the one that the reader looks at. */
function others(): Feature[] {
  const looked = lookedAt.value;
  const blocking = draft.value ? (verdict.value?.check.meetings ?? []).filter((meeting) => meeting.blocks && meeting.other !== looked?.other) : [];
  const shape = (meeting: Meeting, isLooked: boolean) => polygons(volumesOfOther(meeting).map(({ volume }) => volume), { looked: isLooked });
  return [...blocking.slice(0, MAX_OTHERS).flatMap((meeting) => shape(meeting, false)), ...(looked ? shape(looked, true) : [])];
}

/** Where the draft meets others: one mark for each meeting, where it is deepest. */
function marks(): Feature[] {
  const found = verdict.value;
  if (!draft.value || !found) return [];
  return found.check.meetings.flatMap((meeting): Feature[] => {
    const [pair] = meeting.pairs;
    if (!pair) return [];
    const properties = { blocks: meeting.blocks, looked: meeting.other === lookedAt.value?.other };
    return [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [pair.lng, pair.lat] } }];
  });
}

/** The volumes of what a meeting is with, as far as this desk knows them. */
export function volumesOfOther(meeting: Meeting | undefined): readonly Volume[] {
  if (!meeting) return [];
  const { kind, other } = meeting;
  if (kind === 'area') return live.areas.one(other)?.layers ?? [];
  const thing = kind === 'own_operation' ? live.plans.one(other)
    : kind === 'peer_operation' ? live.knownOperations.one(other) : live.knownConstraints.one(other);
  if (!thing) return [];
  return 'off_nominal_volumes' in thing ? [...thing.volumes, ...thing.off_nominal_volumes] : thing.volumes;
}

/** A cross for what blocks, a ring for what is to be minded. */
function mark(colors: Palette, blocks: boolean): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = MARK_PX * 2;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return new ImageData(MARK_PX * 2, MARK_PX * 2);
  context.scale(2, 2);
  context.lineCap = 'round';
  for (const [color, width] of [[colors.halo, 7], [blocks ? colors.bad : colors.warn, 4]] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    if (blocks) {
      context.moveTo(5, 5);
      context.lineTo(MARK_PX - 5, MARK_PX - 5);
      context.moveTo(MARK_PX - 5, 5);
      context.lineTo(5, MARK_PX - 5);
    } else context.arc(MARK_PX / 2, MARK_PX / 2, MARK_PX / 2 - 5, 0, 2 * Math.PI);
    context.stroke();
  }
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The tone of the draft: blocked, with warnings, clear, or not known. The width and dashes of its edge differ as the colour does. */
function tone(colors: Palette): { color: string; dash: number[]; width: number } {
  const found = verdict.value;
  if (!found || found.draft !== draft.value) return { color: colors.own, dash: [3, 1.5], width: 2 };
  if (found.check.blocked) return { color: colors.bad, dash: [1, 0], width: 4 };
  return { color: found.check.meetings.length > 0 ? colors.warn : colors.good, dash: [1, 0], width: 2.5 };
}

function addLayers(map: MapLibre, colors: Palette): void {
  for (const name of SOURCES) if (!map.getSource(name)) map.addSource(name, { type: 'geojson', data: collection([]) });
  for (const [what, name] of Object.entries(MARKS)) {
    const image = mark(colors, what === 'blocks');
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, { pixelRatio: 2 });
  }
  if (map.getLayer('plan-parts-fill')) return;
  map.addLayer({ id: 'plan-buffers-fill', type: 'fill', source: 'plan-buffers', paint: { 'fill-opacity': 0.12 } });
  map.addLayer({ id: 'plan-parts-fill', type: 'fill', source: 'plan-parts', paint: { 'fill-opacity': 0.2 } });
  map.addLayer({ id: 'plan-other-fill', type: 'fill', source: 'plan-other', paint: { 'fill-opacity': ['case', ['get', 'looked'], 0.25, 0.08] } });
  map.addLayer({ id: 'plan-other-line', type: 'line', source: 'plan-other', paint: { 'line-width': ['case', ['get', 'looked'], 4, 1.5] } });
  map.addLayer({ id: 'plan-parts-line', type: 'line', source: 'plan-parts', layout: { 'line-join': 'round' }, paint: {} });
  map.addLayer({ id: 'plan-lines-line', type: 'line', source: 'plan-lines', paint: { 'line-width': 1.5, 'line-dasharray': [2, 2] } });
  map.addLayer({ id: 'plan-ghost-line', type: 'line', source: 'plan-ghost', paint: { 'line-width': 2.5, 'line-dasharray': [2, 1.5] } });
  map.addLayer({
    id: 'plan-marks', type: 'symbol', source: 'plan-marks',
    layout: { 'icon-image': ['case', ['get', 'blocks'], MARKS.blocks, MARKS.minds], 'icon-allow-overlap': true, 'icon-size': ['case', ['get', 'looked'], 1.5, 1] },
  });
}

function paint(map: MapLibre, colors: Palette): void {
  const { color, dash, width } = tone(colors);
  map.setPaintProperty('plan-buffers-fill', 'fill-color', color);
  map.setPaintProperty('plan-parts-fill', 'fill-color', color);
  map.setPaintProperty('plan-parts-line', 'line-color', color);
  map.setPaintProperty('plan-parts-line', 'line-dasharray', dash);
  map.setPaintProperty('plan-parts-line', 'line-width', ['case', ['get', 'chosen'], width + 1, width]);
  map.setPaintProperty('plan-lines-line', 'line-color', color);
  map.setPaintProperty('plan-other-fill', 'fill-color', colors.peer);
  map.setPaintProperty('plan-other-line', 'line-color', colors.peer);
  map.setPaintProperty('plan-ghost-line', 'line-color', colors.good);
}

function removeLayers(map: MapLibre): void {
  // A map that is being taken down has no style any more.
  if (!map.style) return;
  const own = (map.getStyle().layers ?? []).filter((layer) => 'source' in layer && SOURCES.some((name) => name === layer.source));
  for (const layer of own) map.removeLayer(layer.id);
  for (const name of SOURCES) if (map.getSource(name)) map.removeSource(name);
}

/** Moves the map to the draft, unless all of it is in sight. */
function showDraft(map: MapLibre): void {
  const box = boxOf(parts.peek().flatMap((part) => outlines(part.form).map((volume) => ({ volume }))));
  if (!box) return;
  const [west, south, east, north] = box;
  const seen = map.getBounds();
  if (seen.contains([west, south]) && seen.contains([east, north])) return;
  map.fitBounds([[west, south], [east, north]], { padding: FIT_PADDING_PX, maxZoom: FIT_ZOOM });
}

/** Draws as long as the view is open. */
export function startOverlay(): () => void {
  const stop = effect(() => {
    const map = mapHandle.value;
    if (!map) return undefined;
    const colors = palette();
    const ready = (): void => addLayers(map, colors);
    ready();
    // A style that was replaced took everything with it.
    const again = (): void => {
      if (map.getSource('plan-parts')) return;
      ready();
      for (const name of SOURCES) map.getSource<GeoJSONSource>(name)?.setData(collection(data[name]()));
    };
    map.on('style.load', again);
    const inner = [
      ...SOURCES.map((name) => effect(() => void map.getSource<GeoJSONSource>(name)?.setData(collection(data[name]())))),
      effect(() => {
        if (map.getLayer('plan-parts-fill')) paint(map, colors);
      }),
      effect(() => {
        void toBeSeen.value;
        showDraft(map);
      }),
    ];
    return () => {
      map.off('style.load', again);
      inner.forEach((end) => end());
    };
  });
  return () => {
    stop();
    lookedAt.value = undefined;
    ghost.value = undefined;
    const map = mapHandle.peek();
    if (map) removeLayers(map);
  };
}
