// The chart of a week: for each of the next seven days the parts in which an area is active, as shares of that day. Days are those of the
// reader's zone, so that a day on which the clock changes has 23 or 25 hours.
import type { Window } from '../../api/types.ts';
import { instantOf, wallClock } from '../../format/calendar.ts';
import { spanOf } from './list.ts';

export const DAYS = 7;
/** Parts of one day that are drawn; a schedule has rarely more than three. */
export const MAX_PARTS = 24;

export interface Part {
  /** Share of the day, 0 to 1. */
  from: number;
  to: number;
}

export interface Day {
  startMs: number;
  endMs: number;
  parts: Part[];
}

export interface Week {
  days: Day[];
  /** From here on nothing is worked out, milliseconds; absent if all of the week is. */
  unknownFromMs?: number;
}

/** The week that begins with the day of `nowMs`. `listedUntilMs`: after this windows are not listed, though there may be some. */
export function week(windows: readonly Window[], nowMs: number, timeZone: string, listedUntilMs?: number): Week {
  const midnights = midnightsFrom(nowMs, timeZone);
  const spans = windows.map(spanOf);
  const days: Day[] = [];
  for (let index = 0; index < DAYS; index += 1) {
    const startMs = midnights[index] ?? 0;
    const endMs = midnights[index + 1] ?? startMs;
    const length = endMs - startMs;
    const inside = spans.filter((span) => span.startMs < endMs && span.endMs > startMs).slice(0, MAX_PARTS);
    const parts = inside.map((span) => ({
      from: (Math.max(span.startMs, startMs) - startMs) / length,
      to: (Math.min(span.endMs, endMs) - startMs) / length,
    }));
    days.push({ startMs, endMs, parts });
  }
  const endMs = days.at(-1)?.endMs ?? nowMs;
  return listedUntilMs !== undefined && listedUntilMs < endMs ? { days, unknownFromMs: listedUntilMs } : { days };
}

/** Up to when windows are listed: where they were cut, or where they are not worked out further. */
export function listedUntil(windows: readonly Window[], unlisted: number, workedOutUntil: string | undefined): number | undefined {
  const last = windows.at(-1);
  if (unlisted > 0 && last) return spanOf(last).endMs;
  return workedOutUntil === undefined ? undefined : Date.parse(workedOutUntil);
}

/** Midnights on the reader's wall clock, the one before `nowMs` first; one more than there are days. */
function midnightsFrom(nowMs: number, timeZone: string): number[] {
  const today = wallClock(nowMs, timeZone);
  const midnights: number[] = [];
  for (let index = 0; index <= DAYS; index += 1) {
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day + index));
    const wall = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: 0, minute: 0, second: 0 };
    // Where the clock skips midnight, the day begins an hour later.
    midnights.push(instantOf(wall, timeZone) ?? instantOf({ ...wall, hour: 1 }, timeZone) ?? date.getTime());
  }
  return midnights;
}
