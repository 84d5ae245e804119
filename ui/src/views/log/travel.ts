// Travelling in the ledger: what this desk knew at a chosen moment, fetched from the node and laid in the place of the live picture
// until somebody goes back to now. It goes on after the view is left; the banner of the shell leads back.
import { effect, signal } from '@preact/signals';
import { get } from '../../api/client.ts';
import type { Picture } from '../../api/types.ts';
import { nowMs, shiftMs } from '../../state/clock.ts';
import { connection, PictureStores, travelled } from '../../state/picture.ts';

/** A slider that is being dragged asks only when it rests for so long. */
const DEBOUNCE_MS = 180;
/** A wait longer than this is shown. */
const SLOW_MS = 1_000;

export type Moment = { at: string } | { index: number };

export interface Travel {
  /** Since more than a second a picture is awaited. */
  slow: boolean;
  error: unknown;
  /** When the ledger begins, milliseconds; not known until it was asked. */
  firstMs: number | undefined;
}

export const travel = signal<Travel>({ slow: false, error: undefined, firstMs: undefined });

let timer: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;

/** Goes to a moment, as soon as no other is chosen. */
export function travelTo(moment: Moment, options: { atOnce?: boolean } = {}): void {
  clearTimeout(timer);
  timer = setTimeout(() => void fetchMoment(moment), options.atOnce ? 0 : DEBOUNCE_MS);
}

async function fetchMoment(moment: Moment): Promise<void> {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  const slow = setTimeout(() => (travel.value = { ...travel.peek(), slow: true }), SLOW_MS);
  try {
    const question = 'at' in moment ? `at=${encodeURIComponent(moment.at)}` : `index=${moment.index}`;
    const picture = await get<Picture>(`picture?${question}`, { signal: mine.signal });
    const stores = new PictureStores();
    stores.fill(picture);
    travelled.value = { stores, index: picture.index, asOf: picture.as_of };
    travel.value = { ...travel.peek(), error: undefined };
  } catch (error) {
    if (!mine.signal.aborted) travel.value = { ...travel.peek(), error };
  } finally {
    clearTimeout(slow);
    if (asking === mine) {
      asking = undefined;
      travel.value = { ...travel.peek(), slow: false };
    }
  }
}

/** The record before or after the one that is shown; from now, the last one. */
export function step(by: 1 | -1): void {
  const head = connection.peek().index;
  const from = travelled.peek()?.index ?? head;
  const index = from + by;
  if (index > head) backToNow();
  else if (index >= 1) travelTo({ index }, { atOnce: true });
}

export function backToNow(): void {
  clearTimeout(timer);
  asking?.abort();
  travelled.value = undefined;
}

/** Asks once when the ledger begins: the moment of its first record. */
export async function learnFirst(): Promise<void> {
  if (travel.peek().firstMs !== undefined) return;
  try {
    const { as_of } = await get<Picture>('picture?index=1');
    travel.value = { ...travel.peek(), firstMs: Date.parse(as_of) };
  } catch {
    // Without it the slider reaches back a day; the moment can still be typed.
  }
}

/** The map shows the moment that is travelled to and stays there while the clock goes on; on the way back it shows what it showed. */
export function holdClock(): () => void {
  let before: { shift: number; asOf: string } | undefined;
  let lastNow = nowMs.peek();
  return effect(() => {
    const past = travelled.value;
    const now = nowMs.value;
    if (past && past.asOf !== before?.asOf) {
      before = { shift: before?.shift ?? shiftMs.peek(), asOf: past.asOf };
      shiftMs.value = Date.parse(past.asOf) - now;
    } else if (past && shiftMs.peek() !== 0) {
      shiftMs.value = shiftMs.peek() - (now - lastNow);
    } else if (!past && before) {
      shiftMs.value = before.shift;
      before = undefined;
    }
    lastNow = now;
  });
}

// One for the page, from the first time that the log is opened: travelling outlives the view.
holdClock();
