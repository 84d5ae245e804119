// Everything that the map shows, as sources and layers on one map: used by the map of the page and by pictures made for print. It
// draws what it is given; when to draw is in `live.ts` and `image.ts`.
import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { AircraftPosition, TileSettings } from '../api/types.ts';
import type { PictureStores } from '../state/picture.ts';
import { preferences } from '../state/settings.ts';
import { locale } from '../i18n/index.ts';
import { ABOVE_GROUND, addGroundSources, groundLayers, setData, setGround } from './basemap/layers.ts';
import { gridOf } from './basemap/graticule.ts';
import type { Basemap } from './basemap/load.ts';
import { nameFeatures } from './basemap/names.ts';
import { addTilesSource, tileLayers } from './basemap/tiles.ts';
import { applyImages } from './images.ts';
import { applyLayers, showLayers } from './layers/apply.ts';
import { AREA_LAYERS, AREA_POINTS_SOURCE, AREAS_SOURCE, areaLayers, zonesAt } from './layers/areas.ts';
import { CONFLICT_LAYERS, CONFLICTS_SOURCE, conflictLayers, conflictsAt, type DrawnPlaces } from './layers/conflicts.ts';
import { IncrementalSource, type Drawn } from './layers/incremental.ts';
import { OPERATION_LAYERS, OPERATION_POINTS_SOURCE, OPERATIONS_SOURCE, operationLayers, operationsAt } from './layers/operations.ts';
import { POSITION_LAYERS, POSITIONS_SOURCE, TRAILS_SOURCE, positionLayers, positionsAt, trailsAt } from './layers/positions.ts';
import { SELECTED_SOURCE, selectedAt, selectedLayers } from './layers/selected.ts';
import { occurs, placesAt } from './meetings.ts';
import type { Palette } from './palette.ts';
import type { Counts, LayerGroup } from './state.ts';
import type { Thing } from './things.ts';
import type { Trails } from './trails.ts';

const GROUPS: Record<LayerGroup, readonly string[]> = {
  operations: OPERATION_LAYERS,
  areas: AREA_LAYERS,
  positions: POSITION_LAYERS,
  conflicts: CONFLICT_LAYERS,
  names: ['names', 'tiles-places'],
  grid: ['grid-lines', 'grid-labels'],
};

const SOURCES = [
  AREAS_SOURCE, AREA_POINTS_SOURCE, OPERATIONS_SOURCE, OPERATION_POINTS_SOURCE, SELECTED_SOURCE, TRAILS_SOURCE, POSITIONS_SOURCE, CONFLICTS_SOURCE,
] as const;

type SourceId = (typeof SOURCES)[number];

export class Stage {
  private readonly sources = new Map<SourceId, IncrementalSource>();
  private basemap: Basemap | undefined;
  private conflicts: DrawnPlaces = new Map();
  /** How long the last drawing took here, without the worker and the graphics: for measurements. */
  lastDrawMs = 0;

  constructor(readonly map: MapLibre, private readonly tiles: TileSettings | undefined) {
    addGroundSources(map);
    if (tiles) addTilesSource(map, tiles);
    for (const id of SOURCES) this.sources.set(id, new IncrementalSource(map, id));
  }

  /** Describes all layers in these colours and in the reader's language and units. */
  describe(colors: Palette, language: string): void {
    applyImages(this.map, colors);
    const tiles = this.tiles ? tileLayers(this.tiles, colors, language) : { ground: [], names: [] };
    const layers: LayerSpecification[] = [
      ...groundLayers(colors), ...tiles.names, ...areaLayers(colors), ...operationLayers(colors), ...selectedLayers(colors),
      ...positionLayers(colors), ...conflictLayers(colors),
    ];
    applyLayers(this.map, layers);
    applyLayers(this.map, tiles.ground, ABOVE_GROUND);
  }

  setBasemap(basemap: Basemap, language: string): void {
    this.basemap = basemap;
    setGround(this.map, basemap);
    this.name(language);
  }

  /** Writes the names of the ground in a language. */
  name(language: string): void {
    if (this.basemap) setData(this.map, 'names', { type: 'FeatureCollection', features: nameFeatures(this.basemap, language) });
  }

  /** Draws the grid over what is seen. */
  grid(): void {
    const bounds = this.map.getBounds();
    const decimal = preferences.peek().coordinates === 'dd';
    const { lines, labels } = gridOf([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()], decimal);
    setData(this.map, 'grid', { type: 'FeatureCollection', features: lines });
    setData(this.map, 'grid-labels', { type: 'FeatureCollection', features: labels });
  }

  show(groups: Record<LayerGroup, boolean>): void {
    for (const [group, ids] of Object.entries(GROUPS)) showLayers(this.map, ids, groups[group as LayerGroup]);
  }

  private put(id: SourceId, features: Iterable<Drawn>): number {
    return this.sources.get(id)?.show(features) ?? 0;
  }

  /** Operations, zones and conflicts at a moment. */
  picture(stores: PictureStores, atMs: number): Omit<Counts, 'positions'> {
    const startedMs = performance.now();
    const zones = zonesAt(stores, atMs);
    const operations = operationsAt(stores, atMs);
    const places = placesAt(stores, atMs);
    const { lengthUnit, heightUnit } = preferences.peek();
    this.put(AREAS_SOURCE, zones.outlines);
    this.put(AREA_POINTS_SOURCE, zones.points);
    this.put(OPERATIONS_SOURCE, operations.outlines);
    this.put(OPERATION_POINTS_SOURCE, operations.points);
    this.conflicts = conflictsAt(places, atMs, `${locale.peek()} ${lengthUnit} ${heightUnit}`, this.conflicts);
    this.put(CONFLICTS_SOURCE, [...this.conflicts.values()].map(({ feature }) => feature));
    this.lastDrawMs = performance.now() - startedMs;
    return {
      own: operations.own, peers: operations.peers, offNominal: operations.offNominal, zones: zones.total, activeZones: zones.active,
      conflicts: places.filter((place) => place.meeting.blocks && occurs(place, atMs)).length,
      leftOut: [...this.sources.values()].reduce((sum, source) => sum + source.leftOut, 0),
    };
  }

  positions(positions: readonly AircraftPosition[], trails: Trails, nowMs: number): void {
    this.put(TRAILS_SOURCE, trailsAt(positions, trails));
    this.put(POSITIONS_SOURCE, positionsAt(positions, nowMs));
  }

  select(thing: Thing | undefined, atMs: number): void {
    this.put(SELECTED_SOURCE, selectedAt(thing, atMs));
  }
}
