// More detail than the basemap that is built in, when a deployment has tiles (through its node): images as they are, or vector tiles
// in the layers of OpenMapTiles, drawn modestly. Borders of the tiles are not drawn: the basemap's are there, and can be replaced.
import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { TileSettings } from '../../api/types.ts';
import { FONT } from '../layers/text.ts';
import type { Palette } from '../palette.ts';

const SOURCE = 'tiles';

export function addTilesSource(map: MapLibre, { kind, url, min_zoom, max_zoom }: TileSettings): void {
  const tiles = [new URL(url, window.location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}')];
  const common = { tiles, minzoom: min_zoom, maxzoom: max_zoom };
  map.addSource(SOURCE, kind === 'raster' ? { type: 'raster', tileSize: 256, ...common } : { type: 'vector', ...common });
}

/** The layers of the tiles: those under the grid, and the names that go above it. */
export function tileLayers(settings: TileSettings, colors: Palette, language: string): { ground: LayerSpecification[]; names: LayerSpecification[] } {
  if (settings.kind === 'raster') return { ground: [rasterLayer(colors)], names: [] };
  return { ground: vectorGround(colors), names: vectorNames(colors, language) };
}

function rasterLayer(colors: Palette): LayerSpecification {
  return {
    id: 'tiles-raster', type: 'raster', source: SOURCE,
    // Bright images would outshine what matters in a dark room.
    paint: colors.dark ? { 'raster-brightness-max': 0.55, 'raster-saturation': -0.4 } : { 'raster-brightness-max': 1, 'raster-saturation': -0.2 },
  };
}

function vectorGround(colors: Palette): LayerSpecification[] {
  const layer = { source: SOURCE } as const;
  return [
    { id: 'tiles-landcover', type: 'fill', ...layer, 'source-layer': 'landcover', paint: { 'fill-color': colors.good, 'fill-opacity': 0.07 } },
    { id: 'tiles-landuse', type: 'fill', ...layer, 'source-layer': 'landuse', paint: { 'fill-color': colors.neutral, 'fill-opacity': 0.06 } },
    { id: 'tiles-water', type: 'fill', ...layer, 'source-layer': 'water', paint: { 'fill-color': colors.sea } },
    { id: 'tiles-waterway', type: 'line', ...layer, 'source-layer': 'waterway', paint: { 'line-color': colors.coast, 'line-width': 1 } },
    { id: 'tiles-aeroway', type: 'line', ...layer, 'source-layer': 'aeroway', paint: { 'line-color': colors.neutral, 'line-width': 2, 'line-opacity': 0.6 } },
    {
      id: 'tiles-roads', type: 'line', ...layer, 'source-layer': 'transportation',
      paint: {
        'line-color': colors.border, 'line-opacity': 0.6,
        'line-width': ['match', ['get', 'class'], ['motorway', 'trunk', 'primary'], 1.8, 0.7] as never,
      },
    },
    { id: 'tiles-building', type: 'fill', ...layer, 'source-layer': 'building', minzoom: 13, paint: { 'fill-color': colors.border, 'fill-opacity': 0.3 } },
  ];
}

function vectorNames(colors: Palette, language: string): LayerSpecification[] {
  const name = ['coalesce', ['get', `name:${language}`], ['get', 'name'], ''] as never;
  return [{
    id: 'tiles-places', type: 'symbol', source: SOURCE, 'source-layer': 'place',
    // Countries are named by the basemap.
    filter: ['!', ['in', ['get', 'class'], ['literal', ['country', 'continent']]]] as never,
    layout: { 'text-field': name, 'text-font': FONT, 'text-size': 12, 'text-max-width': 8, 'symbol-sort-key': ['coalesce', ['get', 'rank'], 99] as never },
    paint: { 'text-color': colors.neutral, 'text-halo-color': colors.halo, 'text-halo-width': 1.4 },
  }];
}
