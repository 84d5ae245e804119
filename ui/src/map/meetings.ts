// Where things meet, from what the node found for own plans: one place per pair of volumes, told once although both plans know it.
import type { Meeting, OtherKind, Pair, Plan } from '../api/types.ts';
import type { PictureStores } from '../state/picture.ts';
import { spanHolds, type Span } from './shapes.ts';
import type { ThingKind } from '../state/selection.ts';

/** Places drawn at most; those that block come first. */
export const MAX_PLACES = 2_000;

export interface Place {
  key: string;
  plan: Plan;
  meeting: Meeting;
  pair: Pair;
  /** When they meet there; always if it was not told. */
  span: Span;
}

export const KIND_OF_OTHER: Record<OtherKind, ThingKind> = {
  own_operation: 'plan',
  peer_operation: 'known_operation',
  area: 'area',
  constraint: 'known_constraint',
};

export function spanOfPair(pair: Pair): Span {
  if (!pair.from) return { startMs: -Infinity, endMs: Infinity };
  const startMs = Date.parse(pair.from);
  // A meeting of a moment still has to be seen: a minute at least.
  return { startMs, endMs: startMs + Math.max(60, pair.seconds ?? 60) * 1_000 };
}

function* placesOfPlan(plan: Plan): Generator<Place> {
  for (const meeting of plan.meetings) {
    for (const [index, pair] of meeting.pairs.entries()) {
      yield { key: `${plan.id}/${meeting.other}/${index}`, plan, meeting, pair, span: spanOfPair(pair) };
    }
  }
}

/** The same place, whichever of two own plans tells of it. */
function sameKey({ plan, meeting, pair }: Place): string {
  const ids = [plan.id, meeting.other].sort();
  const volumes = ids[0] === plan.id ? [pair.own, pair.other] : [pair.other, pair.own];
  return [...ids, ...volumes].join('/');
}

/** Places that are not over at a moment; subscribes the reader. */
export function placesAt(stores: PictureStores, atMs: number): Place[] {
  const places = new Map<string, Place>();
  for (const plan of stores.plans.all()) {
    if (plan.state === 'ended' || plan.state === 'refused') continue;
    for (const place of placesOfPlan(plan)) {
      if (place.span.endMs <= atMs) continue;
      const key = place.meeting.kind === 'own_operation' ? sameKey(place) : place.key;
      const before = places.get(key);
      // Of two plans, the one that may not is the one to look at.
      if (!before || (place.meeting.blocks && !before.meeting.blocks)) places.set(key, place);
    }
  }
  return [...places.values()].sort((a, b) => Number(b.meeting.blocks) - Number(a.meeting.blocks)).slice(0, MAX_PLACES);
}

export const occurs = (place: Place, atMs: number): boolean => spanHolds(place.span, atMs);
