// How much there is at each moment around now: the bars over the time slider. Counts only; it draws nothing.
import type { Span } from './shapes.ts';

export const SLIDER_FROM_MS = -6 * 3_600_000;
export const SLIDER_TO_MS = 24 * 3_600_000;
export const SLIDER_STEP_MS = 60_000;
const BIN_MS = 15 * 60_000;
export const BINS = (SLIDER_TO_MS - SLIDER_FROM_MS) / BIN_MS;

/** How many of the spans reach into each bin of the slider. `originMs` is the slider's now. */
export function density(spans: Iterable<Span>, originMs: number): number[] {
  // Differences first, one sum at the end: a span costs two steps however long it is.
  const steps = new Array<number>(BINS + 1).fill(0);
  for (const { startMs, endMs } of spans) {
    const first = Math.max(0, Math.floor((startMs - originMs - SLIDER_FROM_MS) / BIN_MS));
    const after = Math.min(BINS, Math.ceil((endMs - originMs - SLIDER_FROM_MS) / BIN_MS));
    if (after <= first) continue;
    steps[first] = (steps[first] ?? 0) + 1;
    steps[after] = (steps[after] ?? 0) - 1;
  }
  const counts: number[] = [];
  let count = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    count += steps[bin] ?? 0;
    counts.push(count);
  }
  return counts;
}

/** A shift within the slider, on its steps. */
export function clampShift(shiftMs: number): number {
  const stepped = Math.round(shiftMs / SLIDER_STEP_MS) * SLIDER_STEP_MS;
  return Math.min(SLIDER_TO_MS, Math.max(SLIDER_FROM_MS, stepped));
}
