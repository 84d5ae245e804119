// Areas and constraints on the map: a hatch for each kind where they are active at the shown moment, a thin dashed outline where
// they are not.
import type { LayerSpecification } from 'maplibre-gl';
import { t } from '../../i18n/index.ts';
import type { PictureStores } from '../../state/picture.ts';
import type { Palette } from '../palette.ts';
import { isActive, zonesOf } from '../things.ts';
import { outlinesAt, pointAt } from './features.ts';
import type { Drawn } from './incremental.ts';
import { FONT } from './text.ts';

export const AREAS_SOURCE = 'areas';
export const AREA_POINTS_SOURCE = 'area-points';
export const AREA_LAYERS = ['areas-fill', 'areas-hatch', 'areas-line', 'areas-line-inactive', 'areas-name'] as const;

/** Names of areas are shown from this zoom on. */
const NAMES_FROM_ZOOM = 7;

type Expression = ['match', ...unknown[]];

const byKind = (of: (kind: string) => unknown): Expression => [
  'match', ['get', 'area'],
  'prohibited', of('prohibited'), 'requires_authorisation', of('requires_authorisation'), 'conditional', of('conditional'),
  of('advisory'),
];

export function areaColor(kind: string, colors: Palette): string {
  return kind === 'prohibited' ? colors.bad : kind === 'requires_authorisation' ? colors.warn
    : kind === 'conditional' ? colors.conditional : colors.neutral;
}

export function areaLayers(colors: Palette): LayerSpecification[] {
  const color = byKind((kind) => areaColor(kind, colors)) as never;
  const active = ['==', ['get', 'active'], true] as never;
  const inactive = ['==', ['get', 'active'], false] as never;
  return [
    { id: 'areas-fill', type: 'fill', source: AREAS_SOURCE, filter: active, paint: { 'fill-color': color, 'fill-opacity': 0.08, 'fill-antialias': false } },
    {
      id: 'areas-hatch', type: 'fill', source: AREAS_SOURCE, filter: active,
      paint: { 'fill-pattern': byKind((kind) => `hatch-${kind}`) as never, 'fill-opacity': 0.7, 'fill-antialias': false },
    },
    { id: 'areas-line', type: 'line', source: AREAS_SOURCE, filter: active, paint: { 'line-color': color, 'line-width': 2 } },
    {
      id: 'areas-line-inactive', type: 'line', source: AREAS_SOURCE, filter: inactive,
      paint: { 'line-color': color, 'line-width': 1.2, 'line-opacity': 0.8, 'line-dasharray': [2, 4] },
    },
    {
      id: 'areas-name', type: 'symbol', source: AREA_POINTS_SOURCE, minzoom: NAMES_FROM_ZOOM,
      layout: {
        'text-field': [
          'case', active, ['concat', ['get', 'name'], '\n', byKind((kind) => t(`area-${kind.replace('_', '-')}`))],
          ['concat', ['get', 'name'], '\n', t('map-inactive')],
        ] as never,
        'text-font': FONT, 'text-size': 12, 'text-max-width': 12, 'symbol-sort-key': ['case', active, 0, 1] as never,
      },
      paint: { 'text-color': color, 'text-halo-color': colors.halo, 'text-halo-width': 1.6 },
    },
  ];
}

export interface ZonesAt {
  outlines: Drawn[];
  points: Drawn[];
  total: number;
  active: number;
}

/** What to draw at a moment. */
export function zonesAt(stores: PictureStores, atMs: number): ZonesAt {
  const at: ZonesAt = { outlines: [], points: [], total: 0, active: 0 };
  for (const zone of zonesOf(stores)) {
    at.outlines.push(...outlinesAt(zone, atMs));
    const point = pointAt(zone, atMs);
    if (point) at.points.push(point);
    at.total += 1;
    if (isActive(zone, atMs)) at.active += 1;
  }
  return at;
}
