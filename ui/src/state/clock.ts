// What time it is, by the node's clock, and which moment the map shows. Everything that depends on time reads it here.
import { computed, signal } from '@preact/signals';

const TICK_MS = 1_000;
/** Smaller differences come from the way, not from the clock. */
const IGNORED_MS = 400;

let offsetMs = 0;

/** The node's time, milliseconds since 1970; moves once a second. */
export const nowMs = signal(Date.now());

/** The node's time at this very moment. */
export const exactNowMs = (): number => Date.now() + offsetMs;

export function setServerTime(instant: string): void {
  const difference = Date.parse(instant) - Date.now();
  if (Number.isFinite(difference) && Math.abs(difference - offsetMs) > IGNORED_MS) {
    offsetMs = difference;
    nowMs.value = exactNowMs();
  }
}

/** How far from now the slider is, milliseconds; 0 follows the clock. */
export const shiftMs = signal(0);

/** The moment that the map shows. */
export const shownMs = computed(() => nowMs.value + shiftMs.value);

export const isNow = computed(() => shiftMs.value === 0);

export function startClock(): () => void {
  const timer = setInterval(() => {
    nowMs.value = exactNowMs();
  }, TICK_MS);
  return () => clearInterval(timer);
}
