// The vertical profile of an operation: its volumes and those of what it meets as boxes over time and height, and the boxes in which
// two of them are together. Pure: what to draw where, not how. Whether two really meet on the ground the node has said already; the
// boxes of an overlap come from the pairs that it named.
import { altitudeMetres } from '../../format/lengths.ts';
import type { Pair, Volume } from '../../api/types.ts';
import { isOperation, type Operation, type Thing, type TimedVolume } from '../../map/things.ts';
import { spanOfPair } from '../../map/meetings.ts';
import type { Span } from '../../map/shapes.ts';

/** Boxes of one profile; more are left out, and it says so. */
export const MAX_BOXES = 400;
/** Room above and below the operation itself, metres at least. */
const LEAST_ROOM_M = 60;
/** Room before and after it, as a share of its length. */
const ROOM_SHARE = 0.1;
/** An operation without an end is drawn this long. */
const OPEN_LENGTH_MS = 3_600_000;

export interface Band {
  lower_m: number;
  upper_m: number;
}

export interface Box extends Span, Band {
  role: 'own' | 'own_off_nominal' | 'other' | 'zone' | 'overlap';
  name: string;
  /** Whether what is met there blocks the plan; of overlaps. */
  blocks?: boolean;
}

export interface Met {
  thing: Thing;
  blocks: boolean;
  pairs: readonly Pair[];
}

export interface Profile {
  boxes: Box[];
  left_out: number;
  span: Span;
  band: Band;
}

export const bandOf = ({ volume }: Volume): Band => ({
  lower_m: volume.altitude_lower ? altitudeMetres(volume.altitude_lower) : -Infinity,
  upper_m: volume.altitude_upper ? altitudeMetres(volume.altitude_upper) : Infinity,
});

/** The profile of an operation; none if it has no volume with a time. */
export function profileOf(operation: Operation, met: readonly Met[]): Profile | undefined {
  const own = operation.volumes.map((timed): Box => box(timed, timed.offNominal ? 'own_off_nominal' : 'own', operation.name));
  const span = rangeOfTime(own);
  const band = rangeOfHeight(own);
  if (!span || !band) return undefined;
  const boxes = [...met.flatMap(({ thing }) => boxesOf(thing)), ...own, ...met.flatMap((one) => overlaps(operation, one))]
    .map((one) => clip(one, span, band))
    .filter((one) => one !== undefined);
  // The last are the overlaps, which matter most.
  const kept = boxes.slice(Math.max(0, boxes.length - MAX_BOXES));
  return { boxes: kept, left_out: boxes.length - kept.length, span, band };
}

const box = (timed: TimedVolume, role: Box['role'], name: string, span = timed.span): Box => ({ role, name, ...span, ...bandOf(timed.volume) });

/** An area's layers are there in each of its windows; others' volumes have times of their own. */
function boxesOf(thing: Thing): Box[] {
  if (isOperation(thing)) return thing.volumes.map((timed) => box(timed, 'other', thing.name));
  if (thing.kind === 'known_constraint') return thing.volumes.map((timed) => box(timed, 'zone', thing.name));
  return thing.spans.flatMap((span) => thing.volumes.map((timed) => box(timed, 'zone', thing.name, span)));
}

function overlaps(operation: Operation, { thing, blocks, pairs }: Met): Box[] {
  return pairs.flatMap((pair) => {
    const [own, other] = [operation.volumes[pair.own], thing.volumes[pair.other]];
    if (!own || !other) return [];
    const [mine, theirs] = [bandOf(own.volume), bandOf(other.volume)];
    const told = pair.from ? spanOfPair(pair) : common(own.span, other.span);
    const both: Box = {
      role: 'overlap', name: thing.name, blocks, ...told,
      lower_m: Math.max(mine.lower_m, theirs.lower_m), upper_m: Math.min(mine.upper_m, theirs.upper_m),
    };
    return both.lower_m < both.upper_m && both.startMs < both.endMs ? [both] : [];
  });
}

const common = (a: Span, b: Span): Span => ({ startMs: Math.max(a.startMs, b.startMs), endMs: Math.min(a.endMs, b.endMs) });

function rangeOfTime(boxes: readonly Box[]): Span | undefined {
  const startMs = Math.min(...boxes.map((one) => one.startMs).filter(Number.isFinite));
  if (!Number.isFinite(startMs)) return undefined;
  const ends = boxes.map((one) => one.endMs).filter(Number.isFinite);
  const endMs = ends.length > 0 ? Math.max(...ends) : startMs + OPEN_LENGTH_MS;
  const room = (endMs - startMs) * ROOM_SHARE;
  return { startMs: startMs - room, endMs: endMs + room };
}

/** Around the operation: what it meets may reach from the ground to the stars and would press it flat. */
function rangeOfHeight(boxes: readonly Box[]): Band | undefined {
  const edges = boxes.flatMap((one) => [one.lower_m, one.upper_m]).filter(Number.isFinite);
  if (edges.length === 0) return undefined;
  const [low, high] = [Math.min(...edges), Math.max(...edges)];
  const room = Math.max(LEAST_ROOM_M, (high - low) / 2);
  return { lower_m: low - room, upper_m: high + room };
}

function clip(one: Box, span: Span, band: Band): Box | undefined {
  const clipped: Box = {
    ...one, ...common(one, span),
    lower_m: Math.max(one.lower_m, band.lower_m), upper_m: Math.min(one.upper_m, band.upper_m),
  };
  return clipped.startMs < clipped.endMs && clipped.lower_m < clipped.upper_m ? clipped : undefined;
}

/** Where things of a profile lie on a drawing of so many units. Time runs from right to left where the page does. */
export function placer({ span, band }: Profile, width: number, height: number, mirrored: boolean) {
  const x = (ms: number): number => {
    const share = (ms - span.startMs) / (span.endMs - span.startMs);
    return width * (mirrored ? 1 - share : share);
  };
  const y = (m: number): number => height * (1 - (m - band.lower_m) / (band.upper_m - band.lower_m));
  const rectangle = (one: Box) => ({
    x: Math.min(x(one.startMs), x(one.endMs)), y: y(one.upper_m),
    width: Math.abs(x(one.endMs) - x(one.startMs)), height: y(one.lower_m) - y(one.upper_m),
  });
  return { x, y, rectangle };
}

/** Round values between two bounds: so many at most. */
export function ticks(from: number, to: number, most: number, steps: readonly number[]): number[] {
  const step = steps.find((one) => (to - from) / one <= most) ?? steps.at(-1) ?? 1;
  const values: number[] = [];
  for (let value = Math.ceil(from / step) * step; value <= to && values.length <= most; value += step) values.push(value);
  return values;
}
