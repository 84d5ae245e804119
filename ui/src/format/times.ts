// Times as people read them: always with their zone, UTC beside local, in the reader's calendar and numerals. Reading what is typed is in
// `instants.ts`.
import { language, locale, t } from '../i18n/index.ts';
import { preferences } from '../state/settings.ts';
import type { Instant } from '../api/types.ts';
import { offsetMs } from './calendar.ts';
import { bothArabicNames } from './months.ts';
import { formatNumber } from './numbers.ts';

export type Moment = Instant | number;

export const ms = (moment: Moment): number => (typeof moment === 'number' ? moment : Date.parse(moment));

let machineZone: string | undefined;

/** The reader's zone, an IANA name. */
export function zone(): string {
  const wanted = preferences.value.timeZone;
  if (wanted !== 'local') return wanted;
  return (machineZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone);
}

export interface InstantOptions {
  /** For what happened, not for what is planned. */
  seconds?: boolean;
  utc?: boolean;
  /** Only the time of the day; `today` keeps the date of other days than the reader's present one. */
  dateless?: boolean | 'today';
  /** An IANA name, for another zone than the reader's. */
  timeZone?: string;
  /** The year of the present year is left out with `false`. */
  year?: boolean;
}

/** Date and time with zone, such as `22 Nov 2026, 09:15 UTC`. A moment that is none is a dash. */
export function formatInstant(moment: Moment, options: InstantOptions = {}): string {
  const at = ms(moment);
  if (!Number.isFinite(at)) return '–';
  const timeZone = options.utc ? 'UTC' : (options.timeZone ?? zone());
  const clock = `${formatTimeOfDay(at, timeZone, options.seconds)} ${zoneName(at, timeZone)}`;
  const dateless = options.dateless === 'today' ? sameDay(at, Date.now(), timeZone) : options.dateless;
  // The mark gives the line its direction where it has no Arabic letter of its own.
  if (dateless) return language.value === 'ar' ? `\u200f${clock}` : clock;
  return `${formatDate(at, { timeZone, ...(options.year === false ? { year: false } : {}) })}${language.value === 'ar' ? '،' : ','} ${clock}`;
}

/** Local and, in brackets, UTC: for what is decided by the time. One of them if the reader's zone is UTC. */
export function formatInstantBoth(moment: Moment, options: Omit<InstantOptions, 'utc'> = {}): string {
  const at = ms(moment);
  const local = formatInstant(at, options);
  if (!Number.isFinite(at) || offsetMs(at, options.timeZone ?? zone()) === 0) return local;
  const otherDay = new Date(at + offsetMs(at, options.timeZone ?? zone())).getUTCDate() !== new Date(at).getUTCDate();
  const utc = formatInstant(at, { ...options, utc: true, dateless: !otherDay, year: false });
  return t('time-both', { local, utc });
}

/** From one moment to another: the day once, the zone once, such as `22 Nov 2026, 09:15–10:05 UTC`. */
export function formatSpan(from: Moment | null | undefined, to: Moment | null | undefined, options: InstantOptions = {}): string {
  if (from == null && to == null) return t('time-always');
  if (from == null) return t('time-until', { time: formatInstant(to as Moment, options) });
  if (to == null) return t('time-from', { time: formatInstant(from, options) });
  const timeZone = options.utc ? 'UTC' : (options.timeZone ?? zone());
  const [start, end] = [ms(from), ms(to)];
  const endText = formatInstant(end, sameDay(start, end, timeZone) ? { ...options, dateless: true } : options);
  const startText = formatInstant(start, options).replace(` ${zoneName(start, timeZone)}`, '');
  return t('time-span', { from: startText, to: endText });
}

/** The clock of the header: local and UTC. */
export function formatClock(moment: Moment): { local: string; utc: string } {
  return {
    local: formatInstant(moment, { seconds: true }),
    utc: formatInstant(moment, { seconds: true, utc: true, dateless: true }),
  };
}

const sameDay = (one: number, other: number, timeZone: string): boolean =>
  Math.floor((one + offsetMs(one, timeZone)) / 86_400_000) === Math.floor((other + offsetMs(other, timeZone)) / 86_400_000);

/** A date in the reader's calendar: day, month, year. Arabic has both names of the month: `٢٢ تشرين الثاني / نوفمبر ٢٠٢٦`. */
export function formatDate(moment: Moment, options: { timeZone?: string; year?: boolean } = {}): string {
  const at = ms(moment);
  const timeZone = options.timeZone ?? zone();
  const { calendar } = preferences.value;
  const parts = formatter(timeZone, 'date').formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type || one.type === `related${type}`)?.value ?? '';
  const arabicGregorian = language.value === 'ar' && calendar === 'gregory';
  const month = arabicGregorian ? bothArabicNames(new Date(at + offsetMs(at, timeZone)).getUTCMonth() + 1) : part('month');
  const era = calendar === 'gregory' ? '' : t('time-hijri');
  const year = options.year === false ? [] : [part('year'), era];
  return [part('day'), month, ...year].filter((word) => word !== '').join(' ');
}

function formatTimeOfDay(at: number, timeZone: string, seconds = false): string {
  const parts = formatter(timeZone, 'time').formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return [part('hour'), part('minute'), ...(seconds ? [part('second')] : [])].join(':');
}

/** `UTC`, `UTC+3`, `UTC+5:30`: the same letters in every language, as on the radio. */
export function zoneName(moment: Moment, timeZone = zone()): string {
  const minutes = Math.round(offsetMs(ms(moment), timeZone) / 60_000);
  if (minutes === 0) return 'UTC';
  const whole = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '-' : '+'}${whole}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** Making a formatter costs more than using it a hundred times. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const MAX_FORMATTERS = 64;

function formatter(timeZone: string, what: 'date' | 'time'): Intl.DateTimeFormat {
  const key = `${locale.value} ${timeZone} ${what}`;
  let found = formatters.get(key);
  if (!found) {
    if (formatters.size >= MAX_FORMATTERS) formatters.clear();
    const options: Intl.DateTimeFormatOptions =
      what === 'date'
        ? { day: 'numeric', month: preferences.value.calendar === 'gregory' ? 'short' : 'long', year: 'numeric' }
        : { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
    found = new Intl.DateTimeFormat(locale.value, { timeZone, ...options });
    formatters.set(key, found);
  }
  return found;
}

/** A length of time in the two largest units, such as `2 h 5 min`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1_000));
  const units: [number, string][] = [[86_400, 'd'], [3_600, 'h'], [60, 'min'], [1, 's']];
  const first = units.findIndex(([size]) => seconds >= size);
  if (first < 0) return t('duration-s', { count: formatNumber(0) });
  let rest = seconds;
  const words: string[] = [];
  for (const [size, name] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(t(`duration-${name}`, { count: formatNumber(count) }));
  }
  return words.join(' ');
}

/** How far a moment is from another: `in 5 min`, `3 min ago`, `now`. Under an hour only minutes count, under a minute seconds. */
export function formatRelative(moment: Moment, from: Moment): string {
  const difference = ms(moment) - ms(from);
  const size = Math.abs(difference);
  if (!Number.isFinite(size)) return '–';
  if (size < 1_000) return t('time-now');
  const grain = size < 60_000 ? 1_000 : 60_000;
  const duration = formatDuration(Math.floor(size / grain) * grain);
  return t(difference > 0 ? 'time-in' : 'time-ago', { duration });
}
