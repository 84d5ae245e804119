// Conflicts where they are: a burst, full while two meet and hollow before, with the depth of the overlap beside it. Meetings that
// are allowed (advice, permitted equals) have the same shape in grey.
import type { LayerSpecification } from 'maplibre-gl';
import { formatHeight, formatLength } from '../../format/lengths.ts';
import { formatDuration } from '../../format/times.ts';
import { direction, t } from '../../i18n/index.ts';
import type { Pair } from '../../api/types.ts';
import { occurs, type Place } from '../meetings.ts';
import type { Palette } from '../palette.ts';
import type { Drawn } from './incremental.ts';
import { FONT } from './text.ts';

export const CONFLICTS_SOURCE = 'conflicts';
export const CONFLICT_LAYERS = ['conflicts'] as const;

const DEPTHS_FROM_ZOOM = 8;

export function conflictLayers(colors: Palette): LayerSpecification[] {
  const color = ['case', ['==', ['get', 'blocks'], true], colors.bad, colors.neutral] as never;
  return [{
    id: 'conflicts', type: 'symbol', source: CONFLICTS_SOURCE,
    layout: {
      'icon-image': ['get', 'icon'] as never, 'icon-allow-overlap': true, 'icon-ignore-placement': true,
      'text-field': ['step', ['zoom'], '', DEPTHS_FROM_ZOOM, ['get', 'depth']] as never,
      'text-font': FONT, 'text-size': 12, 'text-anchor': 'bottom', 'text-offset': [0, -1.1], 'text-optional': true, 'text-max-width': 24,
      'symbol-sort-key': ['case', ['==', ['get', 'blocks'], true], 1, 0] as never,
    },
    paint: { 'text-color': color, 'text-halo-color': colors.halo, 'text-halo-width': 1.8 },
  }];
}

/** How deep two overlap: metres on the ground, metres of height, seconds; what was not told is left out. */
export function depthText(pair: Pair): string {
  return [
    t('map-depth-horizontal', { length: formatLength(pair.horizontal_m) }),
    pair.vertical_m === undefined ? '' : t('map-depth-vertical', { length: formatHeight(pair.vertical_m) }),
    pair.seconds === undefined ? '' : t('map-depth-time', { time: formatDuration(pair.seconds * 1_000) }),
  ].filter(Boolean).join(' · ');
}

/** On the map a line finds its direction by its first letter, and numbers and signs have none. */
const toward = (text: string): string => (direction.peek() === 'rtl' ? `\u200f${text}` : text);

/** What was drawn of places, so that what has not changed stays the same object. */
export type DrawnPlaces = ReadonlyMap<string, { pair: Pair; stamp: string; feature: Drawn }>;

/** The features of places. `stamp` changes with language and units: what is written on the map is made anew then. */
export function conflictsAt(places: readonly Place[], atMs: number, stamp: string, before: DrawnPlaces): DrawnPlaces {
  const next = new Map<string, { pair: Pair; stamp: string; feature: Drawn }>();
  for (const place of places) {
    const icon = `${place.meeting.blocks ? 'conflict' : 'meeting'}-${occurs(place, atMs) ? 'now' : 'later'}`;
    const old = before.get(place.key);
    const same = old?.pair === place.pair && old.stamp === stamp && old.feature.properties['icon'] === icon;
    next.set(place.key, same ? old : { pair: place.pair, stamp, feature: make(place, icon) });
  }
  return next;
}

function make({ key, plan, meeting, pair }: Place, icon: string): Drawn {
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [pair.lng, pair.lat] },
    properties: { key, kind: 'plan', id: plan.id, icon, blocks: meeting.blocks, depth: toward(depthText(pair)) },
  };
}
