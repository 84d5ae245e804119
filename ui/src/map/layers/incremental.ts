// A source of the map that is told only what changed. Those who draw hand over everything that should be there; what is the same
// object as before costs nothing, so that a moving clock or a moved aircraft does not rebuild thousands of outlines.
import type { GeoJSONSource, GeoJSONSourceDiff, Map as MapLibre } from 'maplibre-gl';

/** A feature whose `properties.key` is unique in its source. Never changed in place. */
export type Drawn = GeoJSON.Feature<GeoJSON.Geometry, { key: string } & Record<string, unknown>>;

/** Things drawn by one source; more are left out, and the map says so. */
export const MAX_DRAWN = 20_000;

/** The change from what is drawn to what should be; none if nothing changed. Pure. */
export function difference(before: ReadonlyMap<string, Drawn>, after: ReadonlyMap<string, Drawn>): GeoJSONSourceDiff | undefined {
  const add: Drawn[] = [];
  const remove: string[] = [];
  for (const [key, feature] of after) {
    const old = before.get(key);
    if (old === feature) continue;
    if (old) remove.push(key);
    add.push(feature);
  }
  for (const key of before.keys()) if (!after.has(key)) remove.push(key);
  return add.length || remove.length ? { add, remove } : undefined;
}

export class IncrementalSource {
  private drawn = new Map<string, Drawn>();
  /** How many of the last ones were left out. */
  leftOut = 0;

  constructor(private readonly map: MapLibre, readonly id: string, options: { maxzoom?: number; tolerance?: number } = {}) {
    map.addSource(id, { type: 'geojson', promoteId: 'key', data: { type: 'FeatureCollection', features: [] }, ...options });
  }

  /** Shows these and nothing else. Returns how many had to change. */
  show(features: Iterable<Drawn>): number {
    const wanted = new Map<string, Drawn>();
    this.leftOut = 0;
    for (const feature of features) {
      if (wanted.size < MAX_DRAWN) wanted.set(feature.properties.key, feature);
      else this.leftOut += 1;
    }
    const diff = difference(this.drawn, wanted);
    this.drawn = wanted;
    if (!diff) return 0;
    const changed = (diff.add?.length ?? 0) + (diff.remove?.length ?? 0);
    const source = this.map.getSource<GeoJSONSource>(this.id);
    // Above half, sending all is less than sending what changed.
    if (changed > wanted.size) void source?.setData({ type: 'FeatureCollection', features: [...wanted.values()] });
    else void source?.updateData(diff);
    return changed;
  }
}
