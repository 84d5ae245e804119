// From a date and a time on a wall clock in a zone to the instant, in either calendar. What the browser offers goes only the other way.
import type { Calendar } from './months.ts';

export interface WallClock {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
/** One for each zone and calendar that was asked for. */
const MAX_FORMATTERS = 64;

function formatter(timeZone: string, calendar: Calendar): Intl.DateTimeFormat {
  const key = `${timeZone} ${calendar}`;
  let found = formatters.get(key);
  if (!found) {
    if (formatters.size >= MAX_FORMATTERS) formatters.clear();
    found = new Intl.DateTimeFormat(`en-u-nu-latn-ca-${calendar}`, {
      timeZone, hourCycle: 'h23',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
    formatters.set(key, found);
  }
  return found;
}

/** What a clock and a calendar on the wall show in a zone. */
export function wallClock(ms: number, timeZone: string, calendar: Calendar = 'gregory'): WallClock {
  const wall = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const part of formatter(timeZone, calendar).formatToParts(ms)) {
    if (part.type in wall) wall[part.type as keyof WallClock] = Number.parseInt(part.value, 10);
  }
  return wall;
}

/** How far the zone's clocks are ahead of UTC at that instant, milliseconds. */
export function offsetMs(ms: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(ms, timeZone);
  const whole = Math.floor(ms / 1_000) * 1_000;
  return utcMs(year, month, day, hour, minute, second) - whole;
}

/** As `Date.UTC`, but years below 100 are what they say. */
export function utcMs(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, 0);
  return date.getTime();
}

/** Whether the Gregorian calendar has this day. */
export function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(utcMs(year, month, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * The instant at which clocks in the zone show this. Where a clock is put back it shows the time twice: the first is meant. Where it is
 * put forward it never shows it: undefined.
 */
export function instantOf(wall: WallClock, timeZone: string): number | undefined {
  const asUtc = utcMs(wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second);
  const dayMs = 86_400_000;
  const offsets = new Set([offsetMs(asUtc - dayMs, timeZone), offsetMs(asUtc, timeZone), offsetMs(asUtc + dayMs, timeZone)]);
  const fits = [...offsets].map((offset) => asUtc - offset).filter((ms) => ms + offsetMs(ms, timeZone) === asUtc);
  return fits.length > 0 ? Math.min(...fits) : undefined;
}

/** Years of the Umm al-Qura calendar that its tables have. */
export const HIJRI_YEARS = { first: 1300, last: 1600 } as const;

/** The Gregorian day (UTC midnight, milliseconds) of a day of Umm al-Qura; undefined if there is none. */
export function hijriDay(year: number, month: number, day: number): number | undefined {
  if (year < HIJRI_YEARS.first || year > HIJRI_YEARS.last || month < 1 || month > 12 || day < 1 || day > 30) return undefined;
  const dayMs = 86_400_000;
  // 1 Muharram 1300 is 12 November 1882; a year has 354.367 days. The guess is right to a few days.
  const guess = Date.UTC(1882, 10, 12) + Math.round((year - 1300) * 354.367 + (month - 1) * 29.53 + day - 1) * dayMs;
  for (let shift = -4; shift <= 4; shift += 1) {
    const candidate = guess + shift * dayMs;
    const found = wallClock(candidate, 'UTC', 'islamic-umalqura');
    if (found.year === year && found.month === month && found.day === day) return candidate;
  }
  return undefined;
}
