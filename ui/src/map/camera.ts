// Where the map looks: at a thing, a place, or everything. Says so even before the map is there: nothing happens then.
import type { Point } from '../api/types.ts';
import { shown, type PictureStores } from '../state/picture.ts';
import { selection } from '../state/selection.ts';
import { mapHandle } from './handle.ts';
import { boxAround, joinBoxes, type Box } from './shapes.ts';
import { boxOfThing, operationsOf, thingOf, zonesOf } from './things.ts';

/** A single thing is not looked at from closer than this. */
const CLOSEST_ZOOM = 14;
/** Room around a thing, as a share of its size: what lies beside it matters too. */
const ROOM_SHARE = 0.75;
/** What is shown around a place that somebody typed. */
const AROUND_POINT_M = 3_000;

/** Moves the map so that a box is seen. */
export function lookAt([west, south, east, north]: Box, options: { still?: boolean } = {}): void {
  const map = mapHandle.peek();
  if (!map) return;
  const canvas = map.getCanvas();
  const padding = Math.min(48, canvas.clientWidth / 8, canvas.clientHeight / 8);
  const still = options.still === true || matchMedia('(prefers-reduced-motion: reduce)').matches;
  map.fitBounds([[west, south], [east, north]], { padding, maxZoom: CLOSEST_ZOOM, ...(still ? { duration: 0 } : { duration: 400 }) });
}

export const lookAtPoint = (point: Point): void => lookAt(boxAround(point, AROUND_POINT_M));

/** The box around everything in a picture. Operations decide where there are any: one area may be as large as a country. */
export function boxOfPicture(stores: PictureStores): Box | undefined {
  let box: Box | undefined;
  for (const things of [operationsOf(stores), zonesOf(stores)]) {
    for (const thing of things) {
      const own = boxOfThing(thing);
      if (own) box = joinBoxes(box, own);
    }
    if (box) return box;
  }
  return box;
}

export function lookAtAll(options: { still?: boolean } = {}): boolean {
  const box = boxOfPicture(shown.peek());
  if (box) lookAt(box, options);
  return box !== undefined;
}

/** Moves to the selected thing; false if there is none or it has no place. */
export function lookAtSelected(): boolean {
  const chosen = selection.peek();
  const thing = chosen && thingOf(shown.peek(), chosen.kind, chosen.id);
  const box = thing && boxOfThing(thing);
  if (box) lookAt(widen(box));
  return box !== undefined;
}

function widen([west, south, east, north]: Box): Box {
  const [dx, dy] = [(east - west) * ROOM_SHARE, (north - south) * ROOM_SHARE];
  return [west - dx, Math.max(-85, south - dy), east + dx, Math.min(85, north + dy)];
}
