// Layers as plain descriptions: added when they are new, changed where they differ. A new theme, language or unit describes all
// layers anew, and what others drew on the map stays.
import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';

type Properties = Record<string, unknown>;

const propertiesOf = (layer: LayerSpecification, group: 'paint' | 'layout'): Properties => (layer[group] ?? {}) as Properties;

/** Adds layers beneath `before` (on top if absent or not there), or changes those that exist. */
export function applyLayers(map: MapLibre, layers: readonly LayerSpecification[], before?: string): void {
  for (const layer of layers) {
    if (!map.getLayer(layer.id)) {
      map.addLayer(layer, before !== undefined && map.getLayer(before) ? before : undefined);
      continue;
    }
    for (const [name, value] of Object.entries(propertiesOf(layer, 'paint'))) {
      map.setPaintProperty(layer.id, name as never, value as never);
    }
    for (const [name, value] of Object.entries(propertiesOf(layer, 'layout'))) {
      // Whether a layer shows is the reader's choice, not the description's.
      if (name !== 'visibility') map.setLayoutProperty(layer.id, name as never, value as never);
    }
  }
}

export function showLayers(map: MapLibre, ids: readonly string[], visible: boolean): void {
  for (const id of ids) {
    const wanted = visible ? 'visible' : 'none';
    if (map.getLayer(id) && (map.getLayoutProperty(id, 'visibility') ?? 'visible') !== wanted) {
      map.setLayoutProperty(id, 'visibility', wanted);
    }
  }
}
