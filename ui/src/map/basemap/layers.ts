// The layers of the ground: sea, land, borders (all dashed: the data does not say which are disputed), the grid, and names.
import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { Palette } from '../palette.ts';
import { FONT } from '../layers/text.ts';
import type { Basemap } from './load.ts';

const GROUND_SOURCES = ['land', 'borders', 'names', 'grid', 'grid-labels'] as const;
/** Natural Earth at 1:50 million has nothing to add from here on. */
const GROUND_MAX_ZOOM = 8;

/** What lies on the ground is drawn beneath this layer. */
export const ABOVE_GROUND = 'grid-lines';

const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

export function addGroundSources(map: MapLibre): void {
  for (const id of GROUND_SOURCES) {
    const fine = id === 'grid' || id === 'grid-labels';
    map.addSource(id, { type: 'geojson', data: EMPTY, ...(fine ? {} : { maxzoom: GROUND_MAX_ZOOM }) });
  }
}

export function setGround(map: MapLibre, { land, borders }: Basemap): void {
  setData(map, 'land', land);
  setData(map, 'borders', borders);
}

export function setData(map: MapLibre, id: (typeof GROUND_SOURCES)[number], data: GeoJSON.GeoJSON): void {
  const source = map.getSource(id);
  if (source && 'setData' in source) void (source as import('maplibre-gl').GeoJSONSource).setData(data);
}

export function groundLayers(colors: Palette): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': colors.sea } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colors.land, 'fill-antialias': false } },
    { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': colors.coast, 'line-width': 1 } },
    {
      id: 'borders', type: 'line', source: 'borders',
      paint: { 'line-color': colors.border, 'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.6, 8, 1.6], 'line-dasharray': [4, 3] },
    },
    { id: ABOVE_GROUND, type: 'line', source: 'grid', paint: { 'line-color': colors.grid, 'line-width': 1 } },
    {
      id: 'names', type: 'symbol', source: 'names', filter: ['<=', ['get', 'zoom'], ['zoom']] as never,
      layout: {
        'text-field': ['get', 'name'], 'text-font': FONT, 'text-max-width': 8, 'symbol-sort-key': ['get', 'zoom'],
        'text-size': ['interpolate', ['linear'], ['zoom'], 2, 11, 7, 16] as never,
      },
      paint: { 'text-color': colors.neutral, 'text-halo-color': colors.halo, 'text-halo-width': 1.4 },
    },
    {
      id: 'grid-labels', type: 'symbol', source: 'grid-labels',
      layout: {
        'text-field': ['get', 'text'], 'text-font': FONT, 'text-size': 10.5, 'text-anchor': ['get', 'anchor'] as never,
        'text-allow-overlap': true, 'text-ignore-placement': true, 'text-padding': 4, 'text-offset': [0.4, -0.3],
      },
      paint: { 'text-color': colors.neutral, 'text-halo-color': colors.halo, 'text-halo-width': 1.2 },
    },
  ];
}
