// From the node's volumes to what a map can draw: geometries, the box around a thing, and the span of its times. Kept per volume
// object: the picture replaces a thing that changes, so an object that is still there needs no second look.
import type { Point, Volume, Window } from '../api/types.ts';
import { circleRing, destination, nearestTurn, polygonRing, type LngLat } from './geodesic.ts';

/** West, south, east, north; east may be beyond 180. */
export type Box = [number, number, number, number];

/** From when to when, milliseconds since 1970; infinite where it is open. */
export interface Span {
  startMs: number;
  endMs: number;
}

export interface Outline {
  ring: LngLat[];
  /** A point that represents it: the centre of a circle, the middle of a polygon's box. */
  middle: Point;
}

const outlines = new WeakMap<Volume, Outline | null>();

/** The outline of a volume, if it has one. */
export function outlineOf(volume: Volume): Outline | undefined {
  let outline = outlines.get(volume);
  if (outline === undefined) {
    outline = makeOutline(volume) ?? null;
    outlines.set(volume, outline);
  }
  return outline ?? undefined;
}

function makeOutline({ volume }: Volume): Outline | undefined {
  const circle = volume.outline_circle;
  if (circle) return { ring: circleRing(circle.center, circle.radius.value), middle: circle.center };
  const corners = volume.outline_polygon?.vertices;
  if (!corners || corners.length < 3) return undefined;
  const ring = polygonRing(corners);
  const [west, south, east, north] = boxOfRing(ring);
  return { ring, middle: { lat: (south + north) / 2, lng: (west + east) / 2 } };
}

function boxOfRing(ring: readonly LngLat[]): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of ring) {
    box[0] = Math.min(box[0], lng);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lng);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

/** The box around volumes, on the side of the Earth where the first one is; none if nothing has an outline. */
export function boxOf(volumes: Iterable<Volume>): Box | undefined {
  let box: Box | undefined;
  for (const volume of volumes) {
    const outline = outlineOf(volume);
    if (outline) box = joinBoxes(box, boxOfRing(outline.ring));
  }
  return box;
}

/** The box around two boxes, the shorter way round. */
export function joinBoxes(box: Box | undefined, other: Box): Box {
  if (!box) return other;
  const middle = (box[0] + box[2]) / 2;
  const shift = nearestTurn((other[0] + other[2]) / 2, middle) - (other[0] + other[2]) / 2;
  return [
    Math.min(box[0], other[0] + shift), Math.min(box[1], other[1]),
    Math.max(box[2], other[2] + shift), Math.max(box[3], other[3]),
  ];
}

/** A box around a point, so many metres to each side. */
export function boxAround(point: Point, reach_m: number): Box {
  const [north, east, south, west] = [0, 90, 180, 270].map((bearing) => destination(point, bearing, reach_m));
  return [west?.lng ?? point.lng, south?.lat ?? point.lat, east?.lng ?? point.lng, north?.lat ?? point.lat];
}

const ms = (instant: string | null | undefined, open: number): number => (instant ? Date.parse(instant) : open);

export const spanOf = (volume: Volume): Span => ({
  startMs: ms(volume.time_start, -Infinity),
  endMs: ms(volume.time_end, Infinity),
});

export const spanOfWindow = (window: Window): Span => ({ startMs: ms(window.start, -Infinity), endMs: ms(window.end, Infinity) });

/** From the first start to the last end; none of nothing. */
export function wholeSpan(spans: readonly Span[]): Span | undefined {
  if (spans.length === 0) return undefined;
  return {
    startMs: Math.min(...spans.map((span) => span.startMs)),
    endMs: Math.max(...spans.map((span) => span.endMs)),
  };
}

/** Whether a moment lies in a span; its end does not belong to it any more. */
export const spanHolds = (span: Span, atMs: number): boolean => span.startMs <= atMs && atMs < span.endMs;
