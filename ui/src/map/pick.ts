// Choosing with a click or a tap: the smallest and most urgent thing under it first; another click at the same place goes on to the
// next one beneath. Everything can be chosen from the list too.
import type { Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import { select, selection, type ThingKind } from '../state/selection.ts';
import { view } from '../state/route.ts';
import { drawing } from './handle.ts';
import { pointer } from './state.ts';

/** Layers that can be chosen from, the first first. */
const LAYERS = [
  'positions', 'conflicts', 'operations-symbol', 'operations-fill', 'operations-line-inactive', 'areas-fill', 'areas-line-inactive',
];
/** A finger is not a needle. */
const REACH_PX = 8;

interface Hit {
  kind: ThingKind;
  id: string;
}

function hitsAt(map: MapLibre, { x, y }: { x: number; y: number }): Hit[] {
  const there = LAYERS.filter((id) => map.getLayer(id));
  const found = map.queryRenderedFeatures([[x - REACH_PX, y - REACH_PX], [x + REACH_PX, y + REACH_PX]], { layers: there });
  const rank = (layer: string): number => LAYERS.indexOf(layer);
  const hits = new Map<string, Hit>();
  for (const { properties, layer } of found.sort((a, b) => rank(a.layer.id) - rank(b.layer.id))) {
    const { kind, id } = properties as Partial<Hit>;
    if (kind && id && layer) hits.set(`${kind}/${id}`, { kind, id });
  }
  return [...hits.values()];
}

/** The one after the chosen one, or the first. Pure. */
export function nextHit(hits: readonly Hit[], chosen: Hit | undefined): Hit | undefined {
  const at = chosen ? hits.findIndex((hit) => hit.id === chosen.id && hit.kind === chosen.kind) : -1;
  return hits[(at + 1) % Math.max(1, hits.length)];
}

export function startPicking(map: MapLibre): void {
  map.on('click', (event: MapMouseEvent) => {
    if (drawing.peek()) return;
    const hit = nextHit(hitsAt(map, event.point), selection.peek());
    if (hit) select(hit.kind, hit.id);
    else if (view.peek() === 'map') selection.value = undefined;
  });
  map.on('mousemove', (event: MapMouseEvent) => {
    const { lat, lng } = event.lngLat.wrap();
    pointer.value = { lat, lng };
  });
  map.on('mouseout', () => {
    pointer.value = undefined;
  });
}
