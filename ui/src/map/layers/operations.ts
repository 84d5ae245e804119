// Operations on the map. Party: hue and the shape of the symbol (own a diamond, peers a triangle). State: the dashes of the outline,
// the filling, and from closer by the word. What is off-nominal or withheld is hatched; trouble stands out at any zoom.
import type { LayerSpecification } from 'maplibre-gl';
import { t } from '../../i18n/index.ts';
import type { PictureStores } from '../../state/picture.ts';
import type { Palette } from '../palette.ts';
import { operationsOf } from '../things.ts';
import { outlinesAt, pointAt } from './features.ts';
import type { Drawn } from './incremental.ts';
import { FONT } from './text.ts';

export const OPERATIONS_SOURCE = 'operations';
export const OPERATION_POINTS_SOURCE = 'operation-points';
export const OPERATION_LAYERS = [
  'operations-fill', 'operations-hatch', 'operations-line-inactive', 'operations-line-dashed', 'operations-line', 'operations-symbol',
  'operations-name',
] as const;

const NAMES_FROM_ZOOM = 9;
/** Further out a hatch is finer than the eye, and costs as much as everything else together. */
const HATCHES_FROM_ZOOM = 8.5;
/** Further out thousands of symbols would cover each other: small ones there. */
const SMALL_UNTIL_ZOOM = 8;

const STATES = ['planning', 'accepted', 'activated', 'nonconforming', 'contingent'] as const;

const active = ['==', ['get', 'active'], true] as never;
const inactive = ['==', ['get', 'active'], false] as never;
const trouble = ['in', ['get', 'state'], ['literal', ['nonconforming', 'contingent']]];

/** Not flying yet. */
const waiting = ['in', ['get', 'state'], ['literal', ['planning', 'accepted']]];

const byState = (planning: unknown, accepted: unknown, activated: unknown, off: unknown): never =>
  ['match', ['get', 'state'], 'planning', planning, 'accepted', accepted, 'activated', activated, off] as never;

export function operationLayers(colors: Palette): LayerSpecification[] {
  const party = ['match', ['get', 'party'], 'own', colors.own, colors.peer];
  const color = ['case', ['any', trouble, ['==', ['get', 'off'], true]], colors.bad, party] as never;
  const hatch = [
    'case', ['==', ['get', 'withheld'], true], 'hatch-withheld', ['==', ['get', 'off'], true], 'hatch-off-nominal',
    ['match', ['get', 'state'], 'nonconforming', 'hatch-nonconforming', 'contingent', 'hatch-contingent',
      ['match', ['get', 'party'], 'own', 'hatch-flying-own', 'hatch-flying-peer']],
  ] as never;
  const hatched = ['any', ['!', waiting],
    ['==', ['get', 'withheld'], true], ['==', ['get', 'off'], true]];
  return [
    // The outlines are layers of their own: smoothing the edges of the fillings too would draw everything twice.
    {
      id: 'operations-fill', type: 'fill', source: OPERATIONS_SOURCE, filter: active,
      paint: { 'fill-color': color, 'fill-opacity': byState(0.05, 0.14, 0.3, 0.3), 'fill-antialias': false },
    },
    {
      id: 'operations-hatch', type: 'fill', source: OPERATIONS_SOURCE, filter: ['all', active, hatched] as never, minzoom: HATCHES_FROM_ZOOM,
      paint: { 'fill-pattern': hatch, 'fill-opacity': 0.8, 'fill-antialias': false },
    },
    {
      id: 'operations-line-inactive', type: 'line', source: OPERATIONS_SOURCE, filter: inactive, minzoom: HATCHES_FROM_ZOOM,
      paint: { 'line-color': color, 'line-width': 1, 'line-opacity': 0.7, 'line-dasharray': [1, 3] },
    },
    {
      id: 'operations-line-dashed', type: 'line', source: OPERATIONS_SOURCE, filter: ['all', active, waiting] as never,
      paint: { 'line-color': color, 'line-width': 1.5, 'line-dasharray': byState(['literal', [1, 2]], ['literal', [4, 2]], ['literal', [4, 2]], ['literal', [4, 2]]) },
    },
    {
      id: 'operations-line', type: 'line', source: OPERATIONS_SOURCE, filter: ['all', active, ['!', waiting]] as never,
      paint: { 'line-color': color, 'line-width': byState(1.5, 1.5, 2.2, 3.2) },
    },
    {
      id: 'operations-symbol', type: 'symbol', source: OPERATION_POINTS_SOURCE,
      layout: {
        'icon-image': ['concat', ['get', 'party'], '-', ['get', 'state']] as never,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 4, ['case', trouble, 0.8, 0.4], SMALL_UNTIL_ZOOM, ['case', trouble, 0.95, 0.6],
          12, ['case', trouble, 1.2, 0.9]] as never,
        'icon-allow-overlap': true, 'icon-ignore-placement': true,
        'symbol-sort-key': byState(0, 1, 2, 3),
      },
    },
    {
      id: 'operations-name', type: 'symbol', source: OPERATION_POINTS_SOURCE, minzoom: NAMES_FROM_ZOOM,
      layout: {
        'text-field': ['concat', ['get', 'name'], '\n', stateWord(),
          ['case', ['==', ['get', 'withheld'], true], `\n${t('map-withheld-short')}`, '']] as never,
        'text-font': FONT, 'text-size': 12, 'text-anchor': 'top', 'text-offset': [0, 0.9], 'text-max-width': 14, 'text-optional': true,
        'symbol-sort-key': byState(3, 2, 1, 0),
      },
      paint: { 'text-color': color, 'text-halo-color': colors.halo, 'text-halo-width': 1.6 },
    },
  ];
}

const stateWord = (): unknown => ['match', ['get', 'state'], ...STATES.flatMap((state) => [state, t(`state-${state}`)]), ''];

export interface OperationsAt {
  outlines: Drawn[];
  points: Drawn[];
  own: number;
  peers: number;
  offNominal: number;
}

/** What to draw at a moment. */
export function operationsAt(stores: PictureStores, atMs: number): OperationsAt {
  const at: OperationsAt = { outlines: [], points: [], own: 0, peers: 0, offNominal: 0 };
  for (const operation of operationsOf(stores)) {
    const point = pointAt(operation, atMs);
    if (!point) continue;
    at.points.push(point);
    for (const outline of outlinesAt(operation, atMs)) at.outlines.push(outline);
    if (operation.party === 'own') at.own += 1;
    else at.peers += 1;
    if (operation.state === 'nonconforming' || operation.state === 'contingent') at.offNominal += 1;
  }
  return at;
}
