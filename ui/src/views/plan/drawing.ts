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
/** Decimals of degrees that terra-draw takes: a tenth of a millimetre. */
const DECIMALS = 9;
/** A drag that moves the centre by more than this share of the radius moves the circle; a smaller one resizes it. */
const MOVED_SHARE = 0.001;

const rounded = (value: number): number => Number(value.toFixed(DECIMALS));
const position = ({ lat, lng }: Point): LngLat => [rounded(lng), rounded(lat)];
const point = ([lng = 0, lat = 0]: number[]): Point => ({ lat, lng: ((((lng + 180) % 360) + 360) % 360) - 180 });

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
      const ring = circleRing(form.center, radius).map(([lng, lat]): LngLat => [rounded(lng), rounded(lat)]);
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

/** Corners without the closing one and without those that repeat the one before. */
function corners(positions: number[][]): Point[] {
  const points = positions.map(point);
  const first = points[0];
  return points.filter((at, index) => {
    const before = index === 0 ? points.at(-1) : points[index - 1];
    const closing = index > 0 && index === points.length - 1 && at.lat === first?.lat && at.lng === first.lng;
    return !closing && (index === 0 || at.lat !== before?.lat || at.lng !== before.lng);
  });
}

/** The form that a shape means; `old` is what it was before it was dragged. */
function formOf(feature: GeoJSONStoreFeatures, old: Form | undefined): Form | undefined {
  const { geometry, properties } = feature;
  if (geometry.type === 'LineString') {
    const halfWidth_m = old?.kind === 'corridor' ? old.halfWidth_m : usual().halfWidth_m;
    const line = corners(geometry.coordinates);
    return line.length >= 2 ? { kind: 'corridor', line, halfWidth_m } : undefined;
  }
  if (geometry.type !== 'Polygon') return undefined;
  const ring = corners(geometry.coordinates[0] ?? []);
  if (properties['mode'] !== 'circle') return ring.length >= 3 ? { kind: 'polygon', vertices: ring } : undefined;
  return circleOf(ring, old);
}

function circleOf(ring: Point[], old: Form | undefined): Form | undefined {
  const lats = ring.map(({ lat }) => lat);
  const [lng = 0] = ring.map((at) => at.lng);
  const turned = ring.map((at) => at.lng + 360 * Math.round((lng - at.lng) / 360));
  const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  const seen: Point = point([middle(turned), middle(lats)]);
  const radii = ring.map((at) => way(seen, at).distance_m);
  const radius = radii.reduce((sum, each) => sum + each, 0) / Math.max(1, radii.length);
  if (!(radius > 0)) return undefined;
  if (old?.kind !== 'circle') return { kind: 'circle', center: seen, radius_m: Math.round(radius * 10) / 10 };
  const moved = way(old.center, seen).distance_m > MOVED_SHARE * radius + 0.5;
  return moved ? { ...old, center: seen } : { ...old, radius_m: Math.round(radius * 10) / 10 };
}

function modes(colors: ReturnType<typeof palette>) {
  // Outlines and fills are the overlay's; what terra-draw draws is the shape under way and the handles.
  const own = colors.own as `#${string}`;
  const halo = colors.halo as `#${string}`;
  const area = { fillColor: own, fillOpacity: 0.08, outlineColor: own, outlineWidth: 1 };
  const handles = {
    selectedPolygonColor: own, selectedPolygonFillOpacity: 0.08, selectedPolygonOutlineColor: own, selectedPolygonOutlineWidth: 1,
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
    new TerraDrawPolygonMode({ styles: { ...area, closingPointColor: own, closingPointOutlineColor: halo } }),
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
  private readonly ends: (() => void)[] = [];

  constructor(map: MapLibre) {
    this.draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: DECIMALS }),
      modes: modes(palette()),
      idStrategy: { isValidId: (id) => typeof id === 'string' && id !== '', getId: newPartId },
    });
    this.draw.start();
    this.draw.on('change', (ids, type, context) => {
      if (!(context && 'origin' in context)) ids.forEach((id) => this.changed(String(id), type));
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
    const form = feature && formOf(feature, part?.form);
    if (!form || (!part && !this.isBeingDrawn(feature))) return;
    this.shown.set(id, form);
    if (part) return changePart(id, { form }, id === this.fresh ? 'draw' : 'drag');
    this.fresh = id;
    change({ ...now, parts: [...now.parts, { ...newPart(form, now, usual()), id }] }, `${id} draw`);
  }

  private isBeingDrawn(feature: GeoJSONStoreFeatures): boolean {
    return tool.peek() === feature.properties['mode'];
  }

  private finished(id: string): void {
    const drawn = id === this.fresh;
    this.fresh = undefined;
    settled();
    const part = draft.peek()?.parts.find((each) => each.id === id);
    if (!part) return;
    // Within its own event terra-draw still holds on to the shape.
    setTimeout(() => {
      this.shown.delete(id);
      if (this.draw.hasFeature(id)) this.draw.removeFeatures([id]);
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
