// Aircraft of this desk on the map: a symbol pointing where it flies (a disc if that is not known), with a short trail. Positions are
// those of now: at another moment of the slider, and in a picture of the past, there are none.
import type { LayerSpecification } from 'maplibre-gl';
import type { AircraftPosition } from '../../api/types.ts';
import type { Palette } from '../palette.ts';
import { STALE_MS, type Trails } from '../trails.ts';
import type { Drawn } from './incremental.ts';

export const POSITIONS_SOURCE = 'positions';
export const TRAILS_SOURCE = 'trails';
export const POSITION_LAYERS = ['trails', 'positions'] as const;

/** Further out trails are shorter than a pixel. */
const TRAILS_FROM_ZOOM = 7;

export function positionLayers(colors: Palette): LayerSpecification[] {
  return [
    {
      id: 'trails', type: 'line', source: TRAILS_SOURCE, minzoom: TRAILS_FROM_ZOOM,
      paint: { 'line-color': colors.own, 'line-width': 2, 'line-opacity': 0.6 },
    },
    {
      id: 'positions', type: 'symbol', source: POSITIONS_SOURCE,
      layout: {
        'icon-image': ['get', 'icon'] as never, 'icon-rotate': ['get', 'track'] as never, 'icon-rotation-alignment': 'map',
        'icon-size': ['interpolate', ['linear'], ['zoom'], 4, 0.5, 12, 1.1] as never,
        'icon-allow-overlap': true, 'icon-ignore-placement': true,
      },
    },
  ];
}

const drawn = new WeakMap<AircraftPosition, Drawn>();

function symbol(position: AircraftPosition, atMs: number): Drawn {
  const directed = position.track_deg !== undefined;
  const stale = atMs - Date.parse(position.at) > STALE_MS;
  const icon = `aircraft${directed ? '' : '-undirected'}${stale ? '-stale' : ''}`;
  const before = drawn.get(position);
  if (before?.properties['icon'] === icon) return before;
  const feature: Drawn = {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [position.lng, position.lat] },
    properties: { key: position.operation, id: position.operation, kind: 'plan', icon, track: position.track_deg ?? 0 },
  };
  drawn.set(position, feature);
  return feature;
}

export function positionsAt(positions: Iterable<AircraftPosition>, atMs: number): Drawn[] {
  const features: Drawn[] = [];
  for (const position of positions) features.push(symbol(position, atMs));
  return features;
}

const lines = new WeakMap<AircraftPosition, Drawn>();

export function trailsAt(positions: Iterable<AircraftPosition>, trails: Trails): Drawn[] {
  const features: Drawn[] = [];
  for (const position of positions) {
    let feature = lines.get(position);
    const line = feature ? undefined : trails.line(position.operation);
    if (line) {
      feature = { type: 'Feature', geometry: { type: 'LineString', coordinates: line }, properties: { key: position.operation } };
      lines.set(position, feature);
    }
    if (feature) features.push(feature);
  }
  return features;
}
