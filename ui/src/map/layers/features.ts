// The features of things at a moment. Each volume has at most two faces (active and not), made once per object of the picture, so
// that what has not changed is the same object and the sources see that.
import { outlineOf } from '../shapes.ts';
import { isActive, isOperation, isVolumeActive, type Thing, type TimedVolume } from '../things.ts';
import type { Drawn } from './incremental.ts';

interface Faces {
  active: Drawn;
  inactive: Drawn;
}

interface Made {
  volumes: (Faces | undefined)[];
  points: (Faces | undefined)[];
}

const made = new WeakMap<Thing, Made>();

function madeOf(thing: Thing): Made {
  let found = made.get(thing);
  if (!found) {
    found = { volumes: [], points: [] };
    made.set(thing, found);
  }
  return found;
}

/** What layers need to know of a thing to draw it. */
function properties(thing: Thing, offNominal: boolean): Record<string, unknown> {
  const common = { kind: thing.kind, id: thing.id, name: thing.name, party: thing.party };
  return isOperation(thing)
    ? { ...common, state: thing.state, off: offNominal, withheld: thing.withheld }
    : { ...common, area: thing.areaKind };
}

function faces(key: string, geometry: GeoJSON.Geometry, facts: Record<string, unknown>): Faces {
  const face = (active: boolean): Drawn => ({ type: 'Feature', geometry, properties: { ...facts, key, active } });
  return { active: face(true), inactive: face(false) };
}

function volumeFaces(thing: Thing, timed: TimedVolume, index: number): Faces | undefined {
  const { volumes } = madeOf(thing);
  if (index in volumes) return volumes[index];
  const outline = outlineOf(timed.volume);
  const found = outline
    ? faces(`${thing.id}/${index}`, { type: 'Polygon', coordinates: [outline.ring] }, properties(thing, timed.offNominal))
    : undefined;
  volumes[index] = found;
  return found;
}

function pointFaces(thing: Thing, timed: TimedVolume, index: number): Faces | undefined {
  const { points } = madeOf(thing);
  if (index in points) return points[index];
  const outline = outlineOf(timed.volume);
  const found = outline
    ? faces(thing.id, { type: 'Point', coordinates: [outline.middle.lng, outline.middle.lat] }, properties(thing, timed.offNominal))
    : undefined;
  points[index] = found;
  return found;
}

/** The outlines of a thing at a moment. Operations are there from their first start to their last end, zones always. */
export function* outlinesAt(thing: Thing, atMs: number, always = !isOperation(thing)): Generator<Drawn> {
  if (!always && !isActive(thing, atMs)) return;
  for (const [index, timed] of thing.volumes.entries()) {
    const both = volumeFaces(thing, timed, index);
    if (both) yield isVolumeActive(thing, timed, atMs) ? both.active : both.inactive;
  }
}

/** The point of a thing at a moment, for its symbol and its name: in the volume that counts then. */
export function pointAt(thing: Thing, atMs: number): Drawn | undefined {
  const active = isActive(thing, atMs);
  if (!active && isOperation(thing)) return undefined;
  const counts = active ? thing.volumes.findIndex((timed) => isVolumeActive(thing, timed, atMs)) : 0;
  const index = Math.max(0, counts);
  const timed = thing.volumes[index];
  const both = timed && pointFaces(thing, timed, index);
  return both && (active ? both.active : both.inactive);
}
