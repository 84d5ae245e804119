// Where each aircraft was a short while ago, as far as this page saw it. Forgotten when the page is closed: the node keeps the past.
import type { AircraftPosition } from '../api/types.ts';
import { lineThrough, type LngLat } from './geodesic.ts';

/** How far back a trail reaches. */
export const TRAIL_MS = 90_000;
/** Points of one trail; positions come once a second at most. */
export const MAX_TRAIL_POINTS = 45;
/** Positions closer in time than this make no new point of a trail. */
const APART_MS = TRAIL_MS / MAX_TRAIL_POINTS;
/** A position older than this is drawn hollow: nobody knows where the aircraft is now. */
export const STALE_MS = 15_000;

interface Trail {
  atMs: number[];
  points: LngLat[];
  seen: AircraftPosition;
}

export class Trails {
  private readonly trails = new Map<string, Trail>();

  /** Takes the positions of this moment, and forgets aircraft that are gone. */
  add(positions: Iterable<AircraftPosition>): void {
    const there = new Set<string>();
    for (const position of positions) {
      there.add(position.operation);
      this.take(position);
    }
    for (const id of this.trails.keys()) if (!there.has(id)) this.trails.delete(id);
  }

  private take(position: AircraftPosition): void {
    const atMs = Date.parse(position.at);
    const trail = this.trails.get(position.operation) ?? { atMs: [], points: [], seen: position };
    this.trails.set(position.operation, trail);
    const lastMs = trail.atMs.at(-1) ?? -Infinity;
    trail.seen = position;
    if (atMs - lastMs < APART_MS) return;
    trail.atMs.push(atMs);
    trail.points.push([position.lng, position.lat]);
    while (trail.points.length > MAX_TRAIL_POINTS || atMs - (trail.atMs[0] ?? atMs) > TRAIL_MS) {
      trail.atMs.shift();
      trail.points.shift();
    }
  }

  /** The line behind an aircraft up to where it is; none of fewer than two points. */
  line(operation: string): LngLat[] | undefined {
    const trail = this.trails.get(operation);
    if (!trail) return undefined;
    const points = [...trail.points.map(([lng, lat]) => ({ lng, lat })), trail.seen];
    return points.length < 2 ? undefined : lineThrough(points);
  }
}
