// Letting the shown moment run: so many seconds of the picture per second of the clock. Stops at the slider's end, and when somebody
// moves the slider.
import { signal } from '@preact/signals';
import { shiftMs } from '../state/clock.ts';
import { SLIDER_FROM_MS, SLIDER_TO_MS } from './histogram.ts';

export const RATES = [60, 600] as const;
export type Rate = (typeof RATES)[number];

const STEP_MS = 200;

/** How fast time runs; none while it does not. */
export const playing = signal<Rate | undefined>(undefined);

let timer: ReturnType<typeof setInterval> | undefined;
let lastMs = 0;

export function play(rate: Rate): void {
  stop();
  playing.value = rate;
  lastMs = performance.now();
  timer = setInterval(() => step(rate), STEP_MS);
}

export function stop(): void {
  clearInterval(timer);
  timer = undefined;
  playing.value = undefined;
}

function step(rate: Rate): void {
  const passedMs = performance.now() - lastMs;
  lastMs += passedMs;
  // Now runs as well: what the shift must grow by is the rest.
  const shift = shiftMs.peek() + passedMs * (rate - 1);
  shiftMs.value = Math.min(SLIDER_TO_MS, Math.max(SLIDER_FROM_MS, shift));
  if (shift >= SLIDER_TO_MS) stop();
}

/** Moves the shown moment by hand. */
export function shiftTo(ms: number): void {
  stop();
  shiftMs.value = ms;
}
