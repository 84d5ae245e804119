// What the reader chose about the map, and what the map tells the rest of the page. Nothing here needs the map library.
import { signal } from '@preact/signals';
import type { Point } from '../api/types.ts';

export const LAYER_GROUPS = ['operations', 'areas', 'positions', 'conflicts', 'names', 'grid'] as const;
export type LayerGroup = (typeof LAYER_GROUPS)[number];

/** Which groups of layers show. */
export const layersShown = signal<Record<LayerGroup, boolean>>({
  operations: true, areas: true, positions: true, conflicts: true, names: true, grid: true,
});

export function showGroup(group: LayerGroup, visible: boolean): void {
  layersShown.value = { ...layersShown.peek(), [group]: visible };
}

/** Where the pointer is over the map; none if it is elsewhere. */
export const pointer = signal<Point | undefined>(undefined);

export interface ViewOfMap {
  center: Point;
  zoom: number;
  metresPerPixel: number;
}

/** What the map looks at, after each movement. */
export const viewOfMap = signal<ViewOfMap | undefined>(undefined);

/** What is drawn at the shown moment. */
export interface Counts {
  own: number;
  peers: number;
  offNominal: number;
  zones: number;
  activeZones: number;
  positions: number;
  conflicts: number;
  /** Outlines and signs that were too many to be drawn. */
  leftOut: number;
}

export const counts = signal<Counts>({ own: 0, peers: 0, offNominal: 0, zones: 0, activeZones: 0, positions: 0, conflicts: 0, leftOut: 0 });

/** Tells what is drawn, if that is something else than before. */
export function count(change: Partial<Counts>): void {
  const before = counts.peek();
  const differs = (Object.keys(change) as (keyof Counts)[]).some((name) => change[name] !== before[name]);
  if (differs) counts.value = { ...before, ...change };
}
