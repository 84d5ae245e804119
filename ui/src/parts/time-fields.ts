// What the fields for a date and a time make of the texts in them. Pure, so that it can be tried without a page.
import { combine, parseDay, parseInstant, parseTimeOfDay } from '../format/instants.ts';
import { wallClock } from '../format/calendar.ts';
import { unread, type Reading } from '../format/reading.ts';
import { formatDate, formatInstant } from '../format/times.ts';

export interface TimeTexts {
  date: string;
  time: string;
}

/** The texts for an instant in a zone; empty ones for none. Seconds only if there are any. */
export function textsOf(atMs: number | undefined, timeZone: string): TimeTexts {
  if (atMs === undefined) return { date: '', time: '' };
  const seconds = wallClock(atMs, timeZone).second !== 0;
  const clock = formatInstant(atMs, { timeZone, dateless: true, seconds }).replace(/\u200f/g, '');
  return { date: formatDate(atMs, { timeZone }), time: clock.split(' ')[0] ?? '' };
}

/** The instant that the texts mean in a zone. */
export function instantOfTexts({ date, time }: TimeTexts, timeZone: string): Reading<number> {
  if (date.trim() === '' && time.trim() === '') return unread('time-missing');
  if (date.trim() === '') return unread('time-date-missing');
  const day = parseDay(date);
  if (!day.ok) return day;
  if (time.trim() === '') return unread('time-clock-missing');
  const clock = parseTimeOfDay(time);
  return clock.ok ? combine(day.value, clock.value, timeZone) : clock;
}

/** What is meant when a field is left: also `+30`, `now`, or a whole moment in one of the fields. A time alone is of today. */
export function settled(texts: TimeTexts, timeZone: string, nowMs: number): Reading<number> {
  const both = instantOfTexts(texts, timeZone);
  if (both.ok) return both;
  for (const text of [texts.time, texts.date]) {
    const other = text === texts.time ? texts.date : texts.time;
    const whole = parseInstant(text, { nowMs, timeZone });
    // A whole moment takes the place of both texts; a time alone only that of an empty date.
    if (whole.ok && (other.trim() === '' || !parseTimeOfDay(text).ok)) return whole;
  }
  return both;
}

const MINUTE_MS = 60_000;
const STEP_MS = { date: { small: 86_400_000, large: 7 * 86_400_000 }, time: { small: 5 * MINUTE_MS, large: 60 * MINUTE_MS } } as const;

/** One step earlier or later, to whole steps of five minutes; from now if there is nothing yet. */
export function stepped(atMs: number | undefined, nowMs: number, field: 'date' | 'time', later: boolean, large: boolean): number {
  const from = atMs ?? Math.ceil(nowMs / STEP_MS.time.small) * STEP_MS.time.small;
  if (atMs === undefined) return from;
  const step = STEP_MS[field][large ? 'large' : 'small'];
  if (field === 'date' || large || from % step === 0) return from + (later ? step : -step);
  return (later ? Math.ceil(from / step) : Math.floor(from / step)) * step;
}

/** As the node writes instants. */
export const toInstant = (atMs: number): string => new Date(atMs).toISOString().replace('.000Z', 'Z');
