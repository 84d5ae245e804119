// The selected thing, whatever the moment: its outlines in the colour of the focus, those that do not count now dashed.
import type { LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../palette.ts';
import type { Thing } from '../things.ts';
import { outlinesAt } from './features.ts';
import type { Drawn } from './incremental.ts';

export const SELECTED_SOURCE = 'selected';

export function selectedLayers(colors: Palette): LayerSpecification[] {
  const active = ['==', ['get', 'active'], true] as never;
  const inactive = ['==', ['get', 'active'], false] as never;
  return [
    {
      id: 'selected-halo', type: 'line', source: SELECTED_SOURCE,
      paint: { 'line-color': colors.halo, 'line-width': 6, 'line-opacity': 0.8 },
    },
    { id: 'selected', type: 'line', source: SELECTED_SOURCE, filter: active, paint: { 'line-color': colors.selected, 'line-width': 3 } },
    {
      id: 'selected-inactive', type: 'line', source: SELECTED_SOURCE, filter: inactive,
      paint: { 'line-color': colors.selected, 'line-width': 2, 'line-dasharray': [2, 2] },
    },
  ];
}

export const selectedAt = (thing: Thing | undefined, atMs: number): Drawn[] => (thing ? [...outlinesAt(thing, atMs, true)] : []);
