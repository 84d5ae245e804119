// Drawing on the map with terra-draw. The draft is what counts: a shape that is drawn or dragged changes it at once, and what changes
// it elsewhere (typing, ways back, ways around) changes the shape. Everything drawn here can be typed instead.
import { effect, signal } from '@preact/signals';
import type { Map as MapLibre } from 'maplibre-gl';
import {
  TerraDraw, TerraDrawCircleMode, TerraDrawLineStringMode, TerraDrawPolygonMode, TerraDrawRectangleMode, TerraDrawSelectMode,
  type GeoJSONStoreFeatures,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { Point } from '../../api/types.ts';
import { drawing, mapHandle } from '../../map/handle.ts';
import { circleRing, type LngLat } from '../../map/geodesic.ts';
import { palette } from '../../map/palette.ts';
import { way } from './corridor.ts';
import { newPart, newPartId, type Form, type Part } from './draft.ts';
import { abandoned, change, changePart, chosen, draft, removePart, settled, usual } from './state.ts';

export type Tool = 'none' | 'select' | 'polygon' | 'rectangle' | 'circle' | 'linestring';

/** What a click on the map does now. */
export const tool = signal<Tool>('none');

/** Shapes with more corners are not dragged on the map: each corner is a handle. */
const MAX_HANDLES = 300;
/** Handles of a circle; the overlay draws it round. */
const CIRCLE_HANDLES = 8;
/** Decimals of degrees that terra-draw takes: a tenth of a millimetre. */
const DECIMALS = 9;
/** A drag at the edge of a circle leaves its middle where it is on the flat map, to this many degrees; any other moves it. */
const MOVED_DEG = 1e-7;

const rounded = (value: number): number => Number(value.toFixed(DECIMALS));
const position = ({ lat, lng }: Point): LngLat => [rounded(lng), rounded(lat)];
const point = ([lng = 0, lat = 0]: number[]): Point => ({ lat, lng: rounded(((((lng + 180) % 360) + 360) % 360) - 180) });

/** The shape of a part as terra-draw keeps it, if it can be dragged. */
function featureOf({ id, form }: Part): GeoJSONStoreFeatures | undefined {
  switch (form.kind) {
    case 'polygon': {
      if (form.vertices.length < 3 || form.vertices.length > MAX_HANDLES) return undefined;
      const ring = form.vertices.map(position);
      return { id, type: 'Feature', properties: { mode: 'polygon' }, geometry: { type: 'Polygon', coordinates: [[...ring, ring[0] as LngLat]] } };
    }
    case 'circle': {
      const radius = form.radius_m ?? 0;
      if (!(radius > 0)) return undefined;
      const ring = circleRing(form.center, radius, CIRCLE_HANDLES).map(([lng, lat]): LngLat => [rounded(lng), rounded(lat)]);
      const properties = { mode: 'circle', radiusKilometers: radius / 1_000 };
      return { id, type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
    }
    case 'corridor': {
      if (form.line.length < 2 || form.line.length > MAX_HANDLES) return undefined;
      const properties = { mode: 'linestring' };
      return { id, type: 'Feature', properties, geometry: { type: 'LineString', coordinates: form.line.map(position) } };
    }
  }
}

/** Corners without those that repeat the one before; of a ring, also without those at its end that repeat the first. */
function corners(positions: number[][], ring: boolean): Point[] {
  const same = (a: Point | undefined, b: Point | undefined): boolean => a?.lat === b?.lat && a?.lng === b?.lng;
  const points = positions.map(point);
  const kept = points.filter((at, index) => index === 0 || !same(at, points[index - 1]));
  while (ring && kept.length > 1 && same(kept.at(-1), kept[0])) kept.pop();
  return kept;
}

/** The form that a shape means; `old` is what it was before it was dragged, `from` a circle as it was when the drag began. */
function formOf(feature: GeoJSONStoreFeatures, old: Form | undefined, from: Grip | undefined): Form | undefined {
  const { geometry, properties } = feature;
  if (geometry.type === 'LineString') {
    const halfWidth_m = old?.kind === 'corridor' ? old.halfWidth_m : usual().halfWidth_m;
    const line = corners(geometry.coordinates, false);
    return line.length >= 2 ? { kind: 'corridor', line, halfWidth_m } : undefined;
  }
  if (geometry.type !== 'Polygon') return undefined;
  const ring = corners(geometry.coordinates[0] ?? [], true);
  if (properties['mode'] !== 'circle') return ring.length >= 3 ? { kind: 'polygon', vertices: ring } : undefined;
  return circleOf(ring, old, from);
}

/** The middle of a ring's box on the flat (Mercator) map. */
function middleOf(ring: readonly Point[]): Point {
  const first = ring[0]?.lng ?? 0;
  const turned = ring.map(({ lng }) => lng + 360 * Math.round((first - lng) / 360));
  const heights = ring.map(({ lat }) => Math.atanh(Math.sin((lat * Math.PI) / 180)));
  const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  return { lat: (Math.asin(Math.tanh(middle(heights))) * 180) / Math.PI, lng: middle(turned) };
}

/** A circle from its ring: a new one, or `old` made larger or moved by as much as its middle moved since `from`. */
function circleOf(ring: Point[], old: Form | undefined, from: Grip | undefined): Form | undefined {
  const middle = middleOf(ring);
  const moved = from && { lat: middle.lat - from.middle.lat, lng: middle.lng - from.middle.lng };
  if (old?.kind === 'circle' && from && moved && Math.max(Math.abs(moved.lat), Math.abs(moved.lng)) > MOVED_DEG) {
    return { ...old, radius_m: from.radius_m, center: point([from.center.lng + moved.lng, rounded(from.center.lat + moved.lat)]) };
  }
  const center = from?.center ?? point([middle.lng, rounded(middle.lat)]);
  const radii = ring.map((at) => way(center, at).distance_m);
  const radius_m = Math.round((radii.reduce((sum, each) => sum + each, 0) / Math.max(1, radii.length)) * 10) / 10;
  return radius_m > 0 ? { kind: 'circle', center, radius_m } : undefined;
}

/** A circle as it was when somebody took hold of it. */
interface Grip {
  id: string;
  middle: Point;
  center: Point;
  radius_m: number | null;
}

function modes(colors: ReturnType<typeof palette>) {
  // Outlines and fills are the overlay's; what terra-draw draws is the shape under way and the handles.
  const own = colors.own as `#${string}`;
  const halo = colors.halo as `#${string}`;
  const area = { fillColor: own, fillOpacity: 0, outlineColor: own, outlineWidth: 0 };
  const handles = {
    selectedPolygonColor: own, selectedPolygonFillOpacity: 0, selectedPolygonOutlineColor: own, selectedPolygonOutlineWidth: 0,
    selectedLineStringColor: own, selectedLineStringWidth: 2,
    selectionPointColor: own, selectionPointWidth: 7, selectionPointOutlineColor: halo, selectionPointOutlineWidth: 2,
    midPointColor: halo, midPointWidth: 5, midPointOutlineColor: own, midPointOutlineWidth: 2,
  };
  const shape = { feature: { draggable: true, coordinates: { draggable: true, midpoints: true, deletable: true } } };
  return [
    new TerraDrawSelectMode({
      styles: handles,
      flags: { polygon: shape, linestring: shape, circle: { feature: { draggable: true, coordinates: { resizable: 'center' } } } },
    }),
    new TerraDrawPolygonMode({ styles: { ...area, outlineWidth: 1, closingPointColor: own, closingPointOutlineColor: halo } }),
    new TerraDrawRectangleMode({ styles: area }),
    new TerraDrawCircleMode({ styles: area }),
    new TerraDrawLineStringMode({ styles: { lineStringColor: own, lineStringWidth: 2, closingPointColor: own, closingPointOutlineColor: halo } }),
  ];
}

class Drawing {
  private readonly draw: TerraDraw;
  /** The shape that is being drawn and not finished. */
  private fresh: string | undefined;
  /** Parts as they were when their shapes were last put on the map or taken from it. */
  private readonly shown = new Map<string, Form>();
  private grip: Grip | undefined;
  private readonly ends: (() => void)[] = [];

  constructor(map: MapLibre) {
    this.draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: DECIMALS }),
      modes: modes(palette()),
      idStrategy: { isValidId: (id) => typeof id === 'string' && id !== '', getId: newPartId },
    });
    this.draw.start();
    this.draw.on('change', (ids, type, context) => {
      // What this class did itself, and marks of what is selected, change no shape.
      if ((context && 'origin' in context) || context?.target === 'properties') return;
      ids.forEach((id) => this.changed(String(id), type));
    });
    this.draw.on('finish', (id) => this.finished(String(id)));
    this.draw.on('select', (id) => {
      chosen.value = String(id);
    });
    this.ends.push(
      effect(() => this.use(tool.value)),
      effect(() => this.show(draft.value?.parts ?? [])),
      effect(() => this.mark(chosen.value)),
    );
  }

  stop(): void {
    this.ends.forEach((end) => end());
    this.abandon();
    drawing.value = false;
    // A map that was taken down took the shapes with it.
    if (mapHandle.peek()) this.draw.stop();
  }

  private use(wanted: Tool): void {
    this.abandon();
    drawing.value = wanted !== 'none';
    this.draw.setMode(wanted === 'none' ? 'static' : wanted);
    if (wanted === 'select') this.mark(chosen.peek());
  }

  /** Puts the shapes of the draft on the map where they differ from what is there. */
  private show(parts: readonly Part[]): void {
    const ids = new Set(parts.map((part) => part.id));
    const gone = [...this.shown.keys()].filter((id) => !ids.has(id));
    const changed = parts.filter((part) => this.shown.get(part.id) !== part.form && part.id !== this.fresh);
    for (const id of [...gone, ...changed.map((part) => part.id)]) this.take(id);
    for (const part of changed) {
      this.shown.set(part.id, part.form);
      const feature = featureOf(part);
      if (feature) this.draw.addFeatures([feature]);
    }
    if (changed.some((part) => part.id === chosen.peek())) this.mark(chosen.peek());
  }

  private take(id: string): void {
    this.shown.delete(id);
    if (!this.draw.hasFeature(id) || id === this.fresh) return;
    if (tool.peek() === 'select') this.draw.deselectFeature(id);
    this.draw.removeFeatures([id]);
  }

  private mark(id: string | undefined): void {
    if (tool.peek() !== 'select' || id === undefined || !this.draw.hasFeature(id)) return;
    const feature = this.draw.getSnapshotFeature(id);
    if (feature && feature.properties['selected'] !== true) this.draw.selectFeature(id);
  }

  /** A shape was drawn on or dragged. */
  private changed(id: string, type: string): void {
    const now = draft.peek();
    if (!now) return;
    const part = now.parts.find((each) => each.id === id);
    if (type === 'delete') {
      this.shown.delete(id);
      if (id === this.fresh) this.abandon();
      else if (part) removePart(id);
      return;
    }
    const feature = this.draw.getSnapshotFeature(id);
    const form = feature && formOf(feature, part?.form, id === this.fresh ? undefined : this.gripOf(part));
    if (!form || (!part && !this.isBeingDrawn(feature))) return;
    this.shown.set(id, form);
    if (part) return changePart(id, { form }, id === this.fresh ? 'draw' : 'drag');
    this.fresh = id;
    change({ ...now, parts: [...now.parts, { ...newPart(form, now, usual()), id }] }, `${id} draw`);
  }

  private gripOf(part: Part | undefined): Grip | undefined {
    if (part?.form.kind !== 'circle') return undefined;
    const { center, radius_m } = part.form;
    if (this.grip?.id !== part.id) {
      this.grip = { id: part.id, center, radius_m, middle: middleOf(circleRing(center, radius_m ?? 0, CIRCLE_HANDLES).map(point)) };
    }
    return this.grip;
  }

  private isBeingDrawn(feature: GeoJSONStoreFeatures): boolean {
    return tool.peek() === feature.properties['mode'];
  }

  private finished(id: string): void {
    const drawn = id === this.fresh;
    this.fresh = undefined;
    this.grip = undefined;
    settled();
    const part = draft.peek()?.parts.find((each) => each.id === id);
    if (!part) return;
    // Within its own event terra-draw still holds on to the shape.
    setTimeout(() => {
      this.take(id);
      this.show(draft.peek()?.parts ?? []);
      if (!drawn) return;
      chosen.value = id;
      tool.value = 'select';
    });
  }

  /** What was being drawn and is not finished was never there. */
  private abandon(): void {
    const id = this.fresh;
    if (id === undefined) return;
    this.fresh = undefined;
    this.shown.delete(id);
    abandoned(`${id} draw`);
  }
}

/** Offers drawing as long as a draft is open beside the map. */
export function startDrawing(): () => void {
  const stop = effect(() => {
    const map = mapHandle.value;
    if (!map) return undefined;
    // Handles take the colours of the theme.
    void palette();
    const now = new Drawing(map);
    return () => now.stop();
  });
  return () => {
    stop();
    tool.value = 'none';
  };
}
